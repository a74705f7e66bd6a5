// What the runtime needs to compute a model: its calls in order, with configurations and variables as plain data. Nested
// models are flattened: a layer inside carries the nested model's name and call in front (`tower[1]/conv2d`).

/** A configuration value as JSON; the tagged forms stand for what JSON cannot say. */
export type ConfigJson =
  | null
  | boolean
  | number
  | string
  | readonly ConfigJson[]
  | { readonly float: number | 'NaN' | 'Infinity' | '-Infinity' }
  | { readonly record: Readonly<Record<string, ConfigJson>> }
  | { readonly layer: LayerJson }
  | {
      readonly object: {
        readonly family: string;
        readonly name: string;
        readonly config: Readonly<Record<string, ConfigJson>>;
      };
    }
  | { readonly custom: string }
  | {
      readonly array: {
        readonly shape: readonly number[];
        readonly dtype: string;
        /** Flat and row-major; numbers that JSON cannot say are written `NaN`, `Infinity`, `-Infinity`. */
        readonly values: readonly (number | string)[];
      };
    }
  /** Stands for the tensor of that position among the inputs of the call. */
  | { readonly input: number }
  | { readonly unknown: string };

export interface LayerJson {
  readonly className: string;
  readonly name: string;
  readonly dialect: 'keras3' | 'keras2' | 'tfjs';
  /** The arguments that were given, by canonical name. */
  readonly given: Readonly<Record<string, ConfigJson>>;
}

export interface RunPlan {
  readonly model: string;
  readonly inputs: readonly RunInput[];
  /** In an order in which every call comes after what feeds it. */
  readonly calls: readonly RunCall[];
  /** The outputs of the model. */
  readonly outputs: readonly TensorPlace[];
}

export interface RunInput {
  /** The node id that the graph view uses. */
  readonly node: string;
  readonly name: string;
  /** null where the axis is open, a text where its size is known by name or not at all; a text says why nothing is known. */
  readonly shape: readonly (number | null | string)[] | string;
  readonly dtype: string;
}

/** One output of one call or input. */
export interface TensorPlace {
  readonly node: string;
  readonly output: number;
}

export interface RunCall {
  readonly node: string;
  /** The flattened name of the layer. */
  readonly name: string;
  /** Counts the calls of one layer object in graph order, from 0. */
  readonly callIndex: number;
  /** Calls with the same key share their variables. */
  readonly variables: string;
  readonly what:
    | {
        readonly kind: 'layer';
        readonly layer: LayerJson;
        /**
         * The arguments of the call by name, its tensors as `{ input: i }`. Left out where the only argument is the one
         * input, or the list of all inputs for a merge.
         */
        readonly call?: Readonly<Record<string, ConfigJson>>;
      }
    | {
        readonly kind: 'operation';
        readonly op: string;
        /** In the order of the operation's parameters, tensors as `{ input: i }`. */
        readonly args: readonly ConfigJson[];
        readonly keywords: Readonly<Record<string, ConfigJson>>;
      }
    /** The call of a nested model: its outputs are its `inputs`, which the calls inside it have computed. */
    | { readonly kind: 'model' }
    | { readonly kind: 'impossible'; readonly reason: string };
  readonly className: string;
  readonly inputs: readonly TensorPlace[];
  readonly weights: readonly RunWeight[];
  /** The shapes the analysis gave, to be held against the real ones. */
  readonly inferred: readonly (readonly (number | null | string)[] | string)[];
}

export interface RunWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly trainable: boolean;
  readonly initializer: ConfigJson;
}

/**
 * What was computed of one tensor. `min`, `mean`, `max` and `std` (of the population) are taken over its finite elements,
 * null where there are none; `zeros` is the share of elements that are 0, null where the tensor is empty. The statistics
 * of text and of complex numbers are null.
 */
export interface TensorStatistics {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly min: number | null;
  readonly mean: number | null;
  readonly max: number | null;
  readonly std: number | null;
  readonly zeros: number | null;
  readonly nan: number;
  readonly inf: number;
}

export interface CallResult {
  readonly node: string;
  readonly name: string;
  readonly className: string;
  readonly callIndex: number;
  readonly ms: number;
  readonly outputs: readonly (TensorStatistics & { readonly inferred: readonly (number | null | string)[] | string })[];
  /** Why nothing was computed, where that is so. */
  readonly failed?: string;
  /** The node whose failure keeps this one from being computed, where that is another one. */
  readonly waitsFor?: string;
  /** What was done otherwise than the program says, as sentences. */
  readonly notes?: readonly string[];
}
