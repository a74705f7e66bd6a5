// The values of the analysed program. What can change is in boxes; everything else is plain and final. A value that the
// program could not determine is Unknown with its reason.

import type { Box } from '../base/box.ts';
import type { Place } from '../base/span.ts';
import type { LayerDefinition } from '../layers/define.ts';
import type { LayerAccess, LayersOf, ModelOutputs } from '../model/access.ts';
import type { Layer, SymbolicTensor } from '../model/graph.ts';
import type { Dim, Size } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { PlainKind, Unknown } from '../shapes/unknown.ts';
import type { ClassNode, FunctionNode, Program } from '../syntax/program.ts';
import type { Context } from './context.ts';
import type { Hold } from './memory.ts';

export type Value =
  | NoneValue
  | BoolValue
  | IntValue
  | FloatValue
  | StringValue
  | SymbolicInt
  | PlainValue
  | EllipsisValue
  | ListValue
  | RecordValue
  | SliceValue
  | FunctionValue
  | BoundValue
  | ClassValue
  | InstanceValue
  | ModuleValue
  | BuiltinValue
  | LayerClassValue
  | LayerValue
  | TensorValue
  | ArrayValue
  | DatasetValue
  | ObjectValue
  | Unknown;

/** `None`, `null`, or `undefined`. */
export interface NoneValue {
  readonly kind: 'none';
  readonly missing?: true;
  /** The open axis of a symbolic tensor that Python's None stands for, where it was read off its shape. */
  readonly openAxis?: OpenAxis;
}

export interface OpenAxis {
  readonly tensor: SymbolicTensor;
  readonly axis: number;
}

export interface BoolValue {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** An integer; in JavaScript also any number that is whole. */
export interface IntValue {
  readonly kind: 'int';
  readonly value: number;
}

export interface FloatValue {
  readonly kind: 'float';
  readonly value: number;
}

export interface StringValue {
  readonly kind: 'string';
  readonly value: string;
}

/** An integer that is known only by name: a size parameter of a function nobody called. */
export interface SymbolicInt {
  readonly kind: 'size';
  readonly size: Size;
}

/** A number or text of which only the kind is known. */
export interface PlainValue {
  readonly kind: 'plain';
  readonly type: PlainKind;
  readonly why: Unknown;
}

export interface EllipsisValue {
  readonly kind: 'ellipsis';
}

/** A list, tuple or set. `open` says that there are further items that are not known. */
export interface ListValue {
  readonly kind: 'list';
  readonly type: 'list' | 'tuple' | 'set';
  readonly items: Box<readonly Value[]>;
  readonly open: Box<OpenEnd | undefined>;
  /** Set where a model's call gave this list of outputs. */
  readonly outputsOf?: ModelOutputs;
  /** Set where this is `model.layers`, or a slice of it. */
  readonly layersOf?: LayersOf;
}

/** A dict or a JavaScript object. Keys are texts, numbers as their text with their kind in front. */
export interface RecordValue {
  readonly kind: 'record';
  /** True where entries are reached by name as well (`o.a`). */
  readonly attributes: boolean;
  readonly entries: Box<ReadonlyMap<string, RecordEntry>>;
  readonly open: Box<OpenEnd | undefined>;
}

/** Why the further items of a list or record are not known, and what each of them is where that is known all the same. */
export interface OpenEnd extends Unknown {
  readonly each?: Value;
  /** How many further items there are, where they are only too many to be kept apart. */
  readonly count?: Dim;
  /** Right after two paths met: how many items stood there on the one and on the other. */
  readonly grew?: readonly [number, number];
}

export interface RecordEntry {
  readonly key: Value;
  readonly value: Value;
  /** Where the entry is written, for arguments given as a record. */
  readonly place?: Place;
}

export interface SliceValue {
  readonly kind: 'slice';
  readonly lower: Value;
  readonly upper: Value;
  readonly step: Value;
}

/** A function or lambda of the program, with the scope it was made in. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly uri: string;
  readonly program: Program;
  readonly facts: (Value | undefined)[];
  /** Defaults, evaluated where the function was made. */
  readonly fallbacks: ReadonlyMap<number, Value>;
  /** How it is reached through a class; `property` and `class property` run when they are read. */
  readonly binding: 'plain' | 'static' | 'class' | 'property' | 'class property';
  /** The class it is defined in, for `super()`. */
  readonly owner: Box<ClassValue | undefined>;
  /** Set where a decorator that is not known stands between it and its callers. */
  readonly wrapped?: true;
}

/** A function together with the object it is called on. */
export interface BoundValue {
  readonly kind: 'bound';
  readonly self: Value;
  readonly function: FunctionValue | BuiltinValue;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly name: string;
  readonly node: ClassNode;
  readonly bases: readonly Value[];
  readonly members: Map<string, Box<Value>>;
  readonly place: Place;
  readonly traits: ReadonlySet<'dataclass' | 'enum'>;
  /** Set where a decorator that is not known stands between it and those who make objects of it. */
  readonly wrapped?: true;
}

/** An object of a class of the program. `layer` is set where the class extends a layer or model of the framework. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: ClassValue;
  readonly fields: Map<string, Box<Value | undefined>>;
  readonly made: Place;
  readonly layer: Box<Layer | undefined>;
  /** Set where the program makes no object of the class: it stands for objects of classes that extend it, too. */
  readonly anySubclass?: true;
}

/** A module of a library by its canonical dotted path, or a file of the workspace with its own names. */
export interface ModuleValue {
  readonly kind: 'module';
  readonly path: string;
  readonly scope?: Scope;
  /**
   * How it was reached, where that matters for the names it has: `tf.keras` has some that `keras` has not, and the internal
   * modules of either have names that are not known in full.
   */
  readonly through?: 'tensorflow' | 'internals';
  /** Where the file lies. */
  readonly address?: string;
}

/** A function or class of a library. */
export interface BuiltinValue {
  readonly kind: 'builtin';
  readonly path: string;
  readonly call: Builtin;
  /** The list or record whose method this is, which calling it may change. */
  readonly of?: ListValue | RecordValue;
}

/** A layer class or factory of a framework, not yet called. */
export interface LayerClassValue {
  readonly kind: 'layerClass';
  readonly definition: LayerDefinition;
  readonly path: string;
}

/** A layer object, or a model, which is one too (`layer.kind === 'model'`). */
export interface LayerValue {
  readonly kind: 'layer';
  readonly layer: Layer;
  /** How it was taken out of a model. */
  readonly access?: LayerAccess;
}

/** A symbolic tensor. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly tensor: SymbolicTensor;
  /** Set where it was read off a layer (`layer.output`) rather than computed by a call. */
  readonly access?: LayerAccess;
  /** Set where a model's call gave it as its single output. */
  readonly outputOf?: ModelOutputs;
}

/** A NumPy array or an eager tensor. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly flavour: 'numpy' | 'eager';
  readonly type: TensorType;
  readonly values?: readonly (number | string)[];
  /** Set for an array of NumPy of whose content something is known, or that shares memory with one. */
  readonly memory?: readonly Hold[];
  readonly outputOf?: ModelOutputs;
  /** Set for a column of a table, which Keras feeds to a model with an axis of size 1 behind it. */
  readonly isColumn?: true;
}

/** A tf.data dataset. */
export interface DatasetValue {
  readonly kind: 'dataset';
  /** The structure of one element as functions of the pipeline see it, where an axis that varies is None. */
  readonly element: Value;
  /** What a loop gets first, where there surely is an element. */
  readonly first?: Value;
  /** What a loop gets in any turn; no axis is None there, one that varies is not known. */
  readonly each: Value;
  /** How many elements, where known; Infinity for a dataset without end. */
  readonly count: number | Unknown;
  /** Set for generators of Keras, which go on without end: what `len()` says of them, and their attributes. */
  readonly flow?: { readonly length: Value; readonly attributes: ReadonlyMap<string, Value> };
  readonly batched: boolean;
}

/** An initializer, loss, optimizer, dtype or another plain object of a framework, with its arguments. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly family: string;
  readonly name: string;
  readonly config: ReadonlyMap<string, Value>;
}

// ---------------------------------------------------------------------------------------------------------------------

/** Names in sight: those of a function, block, class body or module, and those around it. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'block' | 'class';
  /** When it was made. */
  readonly born: number;
  readonly names: Map<string, Box<Value | undefined>>;
  readonly parent?: Scope;
  /** Names that a `global` or `nonlocal` statement sends elsewhere. */
  readonly redirected: Map<string, Scope>;
}

/** The arguments of a call, evaluated. */
export interface CallArgs {
  readonly positional: readonly ArgValue[];
  readonly keywords: readonly KeywordValue[];
  /** Set where further arguments are not known; also what each is, where the only open list is spread last. */
  readonly open: OpenEnd | undefined;
  /** Set where there may be further ones that only `*args` and `**kwargs` can take. */
  readonly openRest?: Unknown;
}

export interface ArgValue {
  readonly value: Value;
  readonly place: Place;
}

export interface KeywordValue extends ArgValue {
  readonly name: string;
}

/** The content of a library function. It may do only what the context offers. */
export type Builtin = (context: Context, args: CallArgs, call: BuiltinCall) => Value;

/** How a library function was called. */
export interface BuiltinCall {
  readonly place: Place;
  /** The object whose method it is. */
  readonly self?: Value;
  /** The frame of the call, for functions that look at the names around them. */
  readonly construct: boolean;
}
