// What one run of a program carries with it: the graph under construction, what is recorded for rules and features, the
// limits, and the library that says what modules contain.

import type { Store } from '../base/box.ts';
import type { Place, Span } from '../base/span.ts';
import type { GraphContext } from '../model/build.ts';
import type { Model } from '../model/graph.ts';
import type { TrainingCall } from '../model/training.ts';
import type { CallRecord, IndexRecord, ModelRecord, ProblemRecord } from '../model/understanding.ts';
import type { Program } from '../syntax/program.ts';
import type { Budget } from './budget.ts';
import type { LaterCall } from './callback.ts';
import type { CaseRecord } from './cases.ts';
import type { Entry } from './entries.ts';
import type { Files, Imports } from './files.ts';
import type { NoneRefused } from './noneOperands.ts';
import type { AssignmentRecord } from './records.ts';
import type { OpenCall } from './recursion.ts';
import type {
  CallArgs,
  ClassValue,
  FunctionValue,
  InstanceValue,
  ListValue,
  ModuleValue,
  Scope,
  Value,
} from './value.ts';

/** What libraries contain. The interpreter knows none of their names itself. */
export interface Library {
  /** The builtin names of a language. */
  prelude(language: 'python' | 'javascript'): ReadonlyMap<string, Value>;
  /** The value at a dotted path; undefined where it is not modelled. */
  find(path: string): Value | undefined;
  /** Reports a name that a module does not have for certain, and gives what stands for it. */
  refuseName(context: Context, module: ModuleValue, name: string, place: Place): Value | undefined;
  /**
   * Whether a module that the library does not know may register functions or classes under names that layers look up, since it
   * may work with the framework.
   */
  mayRegister(module: string): boolean;
  /** Reports the call of a member that is known not to be there, and gives what stands for the answer. */
  refuseMethod(context: Context, object: Value, name: string, place: Place): Value | undefined;
  /** The public names of a module, as far as they are known. */
  namesOf(path: string): readonly string[];
  /** The attribute of a value that is not an ordinary field; undefined where there is none or it is not modelled. */
  member(context: Context, value: Value, name: string, place: Place): Value | undefined;
  /** Sets an attribute with an effect of its own (`layer.trainable = False`); false where there is none such. */
  setMember(context: Context, value: Value, name: string, to: Value): boolean;
  /** Sets an item of an object of a library, such as a column of a table. */
  setItem(context: Context, object: Value & { readonly kind: 'object' }, index: Value, value: Value): void;
  /** Calls a layer or model object. */
  callLayer(context: Context, callee: Value & { readonly kind: 'layer' }, args: CallArgs, place: Place): Value;
  /** Makes a layer of a layer class or factory. */
  makeLayer(context: Context, callee: Value & { readonly kind: 'layerClass' }, args: CallArgs, place: Place): Value;
  /** Says what the framework makes of a symbolic tensor where a plain value is needed. */
  refuseSymbol(context: Context, tensor: Value, use: SymbolUse, place: Place): void;
  /** Says what Python makes of the None of an open axis where it computes, and gives what stands for the answer. */
  refuseNone(context: Context, refused: NoneRefused, place: Place): Value;
  /** Prepares an object of a class that may extend a class of the framework, before its constructor runs. */
  prepareInstance(context: Context, instance: InstanceValue, args: CallArgs, place: Place): void;
  /** A method of such an object where reading it means more than binding it; undefined for all others. */
  boundMethod(context: Context, instance: InstanceValue, method: FunctionValue): Value | undefined;
  /** Ends the construction of such an object. */
  completeInstance(context: Context, instance: InstanceValue, place: Place): void;
  /** Applies a named operation (`operator.add`, `getitem`) to values among which is a tensor or array. */
  operate(context: Context, name: string, operands: readonly Value[], place: Place): Value;
}

/** Uses of a symbolic tensor that need its values: `if x`, `for t in x`, `len(x)`, `float(x)`. */
export type SymbolUse = 'truth' | 'iteration' | 'length' | 'number';

/** Records of what happened, which can be taken back to an earlier mark. */
export interface Recorder {
  readonly calls: CallRecord[];
  readonly models: ModelRecord[];
  /** What calls make by texts that are not known, case by case. */
  readonly cases: CaseRecord[];
  readonly problems: ProblemRecord[];
  /** The calls that led to the problems of other files. */
  readonly entries: WeakMap<ProblemRecord, Entry>;
  readonly indexings: IndexRecord[];
  readonly trainings: TrainingCall[];
  /** Models that the program compiles at some time, on whatever path. */
  readonly compiled: Set<Model>;
  readonly assignments: Map<number, AssignmentRecord>;
  readonly unmodelled: Map<string, number>;
  /** Above 0 while problems must not be recorded: the program catches what goes wrong there. */
  muted: number;
}

export interface Context extends GraphContext {
  readonly store: Store;
  readonly library: Library;
  readonly record: Recorder;
  readonly budget: Budget;
  /** The document that is analysed; others are only read for what they export. */
  readonly mainUri: string;
  /** Above 0 inside the call of a layer of the program's own, where symbolic tensors are TensorFlow's. */
  traced: number;
  /** True where the user chose the version of Keras. */
  readonly versionGiven: boolean;
  /** True where the program runs only before Keras 2.4, which held data against models before any layer saw it. */
  readonly early: boolean;
  /** Names that the program itself put into modules of libraries, as dotted paths, or on layers, as `layer.NAME`. */
  readonly ownNames: Set<string>;
  /** The expression that last began to run as a statement, so that nobody reads its value. */
  discarded: Place | undefined;
  /** How many expressions are being evaluated within each other. */
  nesting: number;
  /** How many functions that other code calls are running within each other. */
  callbacks: number;
  /** The functions of each file that other files send messages to. */
  readonly hearing: Map<string, Value[]>;
  /** What is called once the program has come to its end; undefined where it has. */
  later: LaterCall[] | undefined;
  /** True while a call is run for one of the texts that it may be given. */
  cased: boolean;
  /** How many calls of the program's own functions are open. */
  depth: number;
  /** How many conditions that are not known are open, behind which the rest of a block is run on both sides. */
  splits: number;
  /** Set while a function runs that nobody calls: what was made before this count of boxes may have changed until then. */
  alone: number | undefined;
  /** Any model made before this count of boxes may have been compiled under a name of which is not known what it stands for. */
  compiledBefore: number;
  /** The call that led from the analysed file into another one, while code of that one runs. */
  entry: Entry | undefined;
  /** Starts the generated names afresh (`keras.backend.clear_session()`). */
  clearNames(): void;
  /** The calls of each function of the program that are running now, outermost first. */
  readonly active: Map<object, readonly OpenCall[]>;
  /** The last object made of each class of the program, and of the classes it comes from. */
  readonly objects: Map<object, InstanceValue>;
  /** Functions of the program that were called, so that the others can be run on their own. */
  readonly called: Set<object>;
  /** The other files of the workspace. */
  readonly files: Files;
  /** Those of them that were imported. */
  readonly imports: Imports;
  /** Calls any callable value. */
  call(callee: Value, args: CallArgs, place: Place, construct?: 'new'): Value;
  /** Reads an attribute of any value. */
  attribute(object: Value, name: string, place: Place): Value;
  /**
   * Notes something that is not modelled and gives the unknown that stands for it. A module, or what is in one, may be of a
   * package that the library knows nothing of.
   */
  unmodelled(name: string, place: Place, of?: 'module'): Value;
}

/** Where a statement runs. */
export interface Frame {
  readonly context: Context;
  readonly scope: Scope;
  readonly program: Program;
  readonly uri: string;
  /** The value of each expression of the file, as it was the last time it ran. */
  readonly facts: (Value | undefined)[];
  /** What a function returns on paths that may or may not be taken. */
  readonly returns: Value[];
  /** What a generator yields. */
  readonly yields?: ListValue;
  /** Set inside a method, for `super()`. */
  readonly method?: { readonly owner: ClassValue | undefined; readonly self: Value };
}

/** The place of a span in the frame's file. */
export function placeOf(frame: Frame, span: Span): Place {
  return { uri: frame.uri, start: span.start, end: span.end };
}

/** A recorder that has recorded nothing. */
export function createRecorder(): Recorder {
  return {
    calls: [],
    models: [],
    cases: [],
    problems: [],
    entries: new WeakMap(),
    indexings: [],
    trainings: [],
    compiled: new Set(),
    assignments: new Map(),
    unmodelled: new Map(),
    muted: 0,
  };
}

/** How far a recorder has come. */
export interface Mark {
  readonly calls: number;
  readonly models: number;
  readonly cases: number;
  readonly problems: number;
  readonly indexings: number;
  readonly trainings: number;
}

export function markOf(record: Recorder): Mark {
  return {
    calls: record.calls.length,
    models: record.models.length,
    cases: record.cases.length,
    problems: record.problems.length,
    indexings: record.indexings.length,
    trainings: record.trainings.length,
  };
}

/** Takes back what was recorded since the mark. */
export function rewind(record: Recorder, mark: Mark): void {
  record.calls.length = mark.calls;
  record.models.length = mark.models;
  record.cases.length = mark.cases;
  record.problems.length = mark.problems;
  record.indexings.length = mark.indexings;
  record.trainings.length = mark.trainings;
}

/** True for what was made before the function began that runs though nobody calls it: anything may have been done with it by then. */
export function isFromBefore({ alone }: Context, { born }: { readonly born: number }): boolean {
  return alone !== undefined && born < alone;
}
