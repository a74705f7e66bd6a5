// The vocabulary in which every layer is written: one record with its names, documentation, arguments, output shapes and
// weights. Checks, hovers, completion and configurations are all derived from this record; parameters are counted from
// the weights.

import type { Dim } from '../shapes/dim.ts';
import type { Nested } from '../shapes/nested.ts';
import type { DType, Shape, TensorType } from '../shapes/shape.ts';
import type { Maybe, Unknown } from '../shapes/unknown.ts';
import type { ConfigValue, Dialect } from './config.ts';
import type { Vocabulary } from './lookup.ts';
import type { IntArg, ParamSpecs, ReadConfig } from './params.ts';
import type { Problem } from './problems.ts';
import type { RunLayer, RunMask } from './run.ts';

/** A variable of a layer. */
export interface WeightSpec {
  /** Its path below the layer: `kernel`, `forward_lstm/lstm_cell/kernel`. */
  readonly name: string;
  readonly shape: readonly Dim[];
  readonly trainable: boolean;
  readonly dtype: DType;
  /** The initializer by its snake_case name (`glorot_uniform`, `zeros`), or as the user gave it. */
  readonly initializer: ConfigValue;
}

/** How many axes an input may have, the batch axis included. */
export interface RankRule {
  readonly exactly?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Set where the runtime asks for at least the exact number, and finds more axes out later, by the kernel or somehow. */
  readonly declared?: 'at least' | 'at least, then by the kernel';
}

/** One argument of a layer's call: a structure of tensors, or a plain value such as `training=True`. */
export type CallArgument =
  | { readonly kind: 'tensors'; readonly value: Nested<TensorType | null> }
  | { readonly kind: 'config'; readonly value: ConfigValue };

/** What a layer's shape function sees. `C` is the configuration its parameters have read. */
export interface ShapeContext<C> {
  readonly config: C;
  readonly dialect: Dialect;
  /** The shapes of the first call, by which the weights were made; absent at the first call itself. */
  readonly built?: readonly Shape[];
  /** The arguments of this call by the names of the layer's `call` list, the first one included. */
  readonly call: ReadonlyMap<string, CallArgument>;
  /** The terms that the layer has learned from data (`adapt`, `set_vocabulary`), null for none; absent where not known. */
  readonly learned?: Vocabulary | null;
  /**
   * True where Keras only announces what comes out, for symbolic tensors, false where it computes on data or traces what
   * it computes; absent where that is not known.
   */
  readonly announced?: boolean;
  /** The arguments the user really wrote in the constructor. */
  readonly given: ReadonlySet<string>;
  /** The dtype the layer computes in (`float32` unless a policy says otherwise). */
  readonly computeDtype: DType;
  /** The dtype of its variables, which a mixed policy keeps apart. */
  readonly variableDtype: DType;
  /** Reports a proven contradiction. The outputs are then usually Unknown (`afterError`). */
  problem(problem: Problem): void;
}

/** What a layer gives back: one tensor type, a structure of them, or unknown where not even the structure is known. */
export type ShapeAnswer = TensorType | Nested<TensorType> | Unknown;

/** What weights depend on: the configuration and the input shapes of the first call. */
export interface WeightContext<C> {
  readonly config: C;
  readonly dialect: Dialect;
  /** The inputs of the first call, depth first. */
  readonly inputs: readonly TensorType[];
  readonly call: ReadonlyMap<string, CallArgument>;
  readonly dtype: DType;
  /** The `trainable` argument, for layers that hand it on to layers inside them; true where it is not known, and in tfjs. */
  readonly trainable: boolean;
}

/** The states of a recurrent cell. */
export interface CellSizes {
  /** The size of each state, stacked cells with a list per cell; a cell with a single state gives `single`. */
  readonly states: readonly StateSize[];
  readonly single: boolean;
  readonly output: IntArg;
}

export type StateSize = IntArg | readonly IntArg[];

/** The names a layer has in one dialect: a class (or, in tfjs, a factory under `tf.layers`) and its aliases. */
export interface DialectNames {
  readonly names: readonly string[];
}

interface LayerRecordBase<P extends ParamSpecs> {
  /** The class name in Keras 3, by which the registry finds it. */
  readonly name: string;
  /** Other names of the class under `keras.layers`. */
  readonly alias?: readonly string[];
  /** Where the layer exists. Keras 3 alone unless said otherwise. */
  readonly dialects?: readonly Dialect[];
  /** The factory under `tf.layers` and its aliases, where they are not the camelCase of the names. */
  readonly tfjs?: readonly string[];
  /** One or two sentences on what it does, then what it does to the shape. */
  readonly doc: string;
  /** The stem of generated names, where it is not the snake_case of the class name. */
  readonly autoName?: string;
  /** The arguments in the order of the constructor's positional parameters. */
  readonly params: P;
  /**
   * The arguments of every layer that this one takes in Keras 3 beside its own, where these are not all of them;
   * `anything` swallows whatever keyword it is given there.
   */
  readonly baseArguments?: readonly string[] | 'anything';
  /**
   * Stems of the names that layers made inside this one take from the counters: when it is made, and at its first call.
   * `['dropout']` makes the user's next Dropout `dropout_1`.
   */
  innerNames?(context: { readonly config: ReadConfig<P>; readonly dialect: Dialect }): {
    readonly made?: readonly string[];
    readonly built?: readonly string[];
  };
  /** What recurrent layers ask of a cell; absent where the layer is none. */
  cell?(config: ReadConfig<P>, dialect: Dialect): CellSizes;
  /** How many rows the table has that the numbers coming in name; absent where the layer looks up nothing. */
  tableRows?(config: ReadConfig<P>): IntArg;
  /** `never` where its inputs keep their dtype, in place of being cast to the one it computes in. */
  readonly castsInputs?: 'never';
  /** The names of the call's arguments in order; `inputs` alone unless said otherwise. */
  readonly call?: readonly string[];
  /** The same where a dialect has other names or another order. */
  readonly callIn?: Partial<Record<Dialect, readonly string[]>>;
  /** Set on definitions made for a program's own layers and models, of whose class nothing may be concluded. */
  readonly foreign?: true;
  weights?(context: WeightContext<ReadConfig<P>>): readonly WeightSpec[] | Unknown;
  /** Contradictions between the arguments alone, found when the layer is made. */
  check?(context: {
    readonly config: ReadConfig<P>;
    readonly dialect: Dialect;
    readonly given: ReadonlySet<string>;
    problem(problem: Problem): void;
  }): void;
  /** Computes the layer on tfjs; a layer that cannot be computed there says why. */
  readonly run?: RunLayer;
  /** What becomes of its inputs' masks when it is computed; a mask ends at a layer that does not say. */
  readonly mask?: RunMask;
}

/** A layer of one tensor. `inputRank` is checked before `shape` is asked; `shape` sees shapes of that rank. */
export interface TensorLayerRecord<P extends ParamSpecs> extends LayerRecordBase<P> {
  readonly takes: 'tensor';
  readonly inputRank?: RankRule | ((config: ReadConfig<P>, dialect: Dialect) => RankRule);
  /**
   * Axes of the input that must keep the size they had at the first call (InputSpec axes), such as `[-1]` for a kernel
   * made for the channels.
   */
  readonly fixedAxes?: (config: ReadConfig<P>) => readonly number[];
  shape(input: TensorType & { readonly shape: readonly Dim[] }, context: ShapeContext<ReadConfig<P>>): ShapeAnswer;
  /** The answer where the rank of the input is not known; unknown unless said otherwise. */
  shapeOfUnknown?(input: TensorType, context: ShapeContext<ReadConfig<P>>): ShapeAnswer;
  /** True where Keras refuses no list of tensors either; what it gives then is not modelled. */
  readonly refusesNoList?: true;
}

/** A merge: a layer of a list of tensors. */
export interface TensorsLayerRecord<P extends ParamSpecs> extends LayerRecordBase<P> {
  readonly takes: 'tensors';
  /** The fewest tensors it accepts; 1 unless said otherwise. */
  readonly atLeast?: number;
  readonly exactly?: number;
  shape(inputs: readonly TensorType[], context: ShapeContext<ReadConfig<P>>): ShapeAnswer;
}

/** A layer that reads its call's arguments itself. */
export interface ArgumentsLayerRecord<P extends ParamSpecs> extends LayerRecordBase<P> {
  readonly takes: 'arguments';
  shape(context: ShapeContext<ReadConfig<P>>): ShapeAnswer;
}

export type LayerRecord<P extends ParamSpecs> = TensorLayerRecord<P> | TensorsLayerRecord<P> | ArgumentsLayerRecord<P>;

/** A layer record whose parameter types are no longer visible, as the registry and the graph hold it. */
// biome-ignore lint/suspicious/noExplicitAny: the configuration's type is checked where the record is written.
export type LayerDefinition = LayerRecord<any>;

/**
 * Checks a layer record against the vocabulary; returns it unchanged.
 * Each file under layers/ exports the result as its default export, and the generated index collects them.
 */
export function defineLayer<P extends ParamSpecs>(record: LayerRecord<P>): LayerDefinition {
  return record;
}

/** A layer that a program has made: the object, before and after its calls. Shared by all its calls. */
export interface LayerObject {
  readonly definition: LayerDefinition;
  /** The name given or generated (`conv2d_3`). */
  readonly name: string;
  readonly dialect: Dialect;
  /** The values the parameters have read, by canonical name. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The arguments as they were given, by canonical name. */
  readonly given: ReadonlyMap<string, ConfigValue>;
  /** The dtype it computes in. */
  readonly dtype: Maybe<string>;
  /** The dtype of its variables, where a mixed policy keeps it apart. */
  readonly variableDtype?: Maybe<string>;
}
