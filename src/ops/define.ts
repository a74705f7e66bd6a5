// The vocabulary of tensor operations: functions of `keras.ops`, `tf.*`, `numpy`, the Python operators, indexing and the
// methods of tensors. An operation sees plain values, tensors among them, and answers with tensor types or plain values.

import type { ConfigValue, Dialect } from '../layers/config.ts';
import type { ParamSpecs, ReadConfig } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import type { Nested } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Maybe, Unknown } from '../shapes/unknown.ts';
import type { Parameter } from './signature.ts';

/** Whose rules an operation follows: promotion of types, defaults, what is refused. Operators and methods are Python's. */
export type Library = 'keras' | 'tf' | 'numpy' | 'python';

/** What an operation sees beside its arguments. */
export interface OpContext {
  readonly dialect: Dialect;
  /** The full name under which it was called. */
  readonly path: string;
  readonly library: Library;
  /** The parameters the caller really gave, by their canonical names. */
  readonly given: ReadonlySet<string>;
  /** What the answer will be, from what went in. */
  readonly flavour: Flavour;
  /** True where symbolic tensors are Keras 3's own, which refuse much that TensorFlow's symbolic tensors take. */
  readonly kerasTensors: boolean;
  /** True where Keras 3 works out a specification from symbolic tensors, by rules that at times differ from what is computed. */
  readonly specOnly: boolean;
  problem(problem: Problem): void;
}

/** A placeholder without values, a tensor that holds values, or a NumPy array. */
export type Flavour = 'symbolic' | 'eager' | 'numpy';

/** A tensor type whose elements may be known: `values` (plain, small) or `sizes` (some known by name only), row-major. */
export interface TensorAnswer extends TensorType {
  readonly values?: readonly (number | string)[];
}

/** Tensors, or `{ value }` for plain answers such as `ops.shape(x)`. */
export type OpAnswer = TensorAnswer | Nested<TensorAnswer> | { readonly value: ConfigValue } | Unknown;

export interface OpRecord<P extends ParamSpecs> {
  /**
   * Every full name it has, the main one first: `keras.ops.reshape`, `tf.reshape(tensor: x, shape: newshape, name: _)`.
   * A name alone takes the parameters as they stand in `params`; where another library spells them differently, its
   * signature follows as Python would write it, `given: canonical = default`, with `_` for what has no influence. The
   * first `tf.` name is the one Keras 2 names its graph nodes after.
   */
  readonly names: readonly [string, ...string[]];
  readonly doc: string;
  /**
   * The class whose name the graph node gets when the operation meets a symbolic tensor (`Reshape` -> `reshape_2`), where
   * it is not the CamelCase of the name under `keras.ops`.
   */
  readonly className?: string;
  /** All parameters, tensors among them, in positional order. `rest` names the one that takes all further positions. */
  readonly params: P;
  readonly rest?: string;
  /** True where it writes into its first argument. */
  readonly writes?: true;
  /** Names under `tf.` and `numpy.` that take Keras 3's symbolic tensors, since nothing is computed on them. */
  readonly takesSymbols?: readonly string[];
  shape(args: ReadConfig<P>, context: OpContext): OpAnswer;
}

// biome-ignore lint/suspicious/noExplicitAny: the parameter types are checked where the record is written.
export type OpDefinition = OpRecord<any>;

/** Checks an operation record against the vocabulary; returns it unchanged. */
export function defineOp<P extends ParamSpecs>(record: OpRecord<P>): OpDefinition {
  return record;
}

/** An operation under one of its names, with the parameters it has there. */
export interface NamedOp {
  readonly definition: OpDefinition;
  readonly path: string;
  readonly library: Library;
  readonly parameters: readonly Parameter[];
}

/** The arguments of a call, tensors as `{kind: 'tensor'}` or `{kind: 'array'}` values. */
export interface OpCall {
  readonly op: NamedOp;
  readonly positional: readonly ConfigValue[];
  readonly keywords: readonly (readonly [string, ConfigValue])[];
  readonly dialect: Dialect;
  /** True where further arguments exist that are not known. */
  readonly open?: boolean;
  /** True within a layer's `call` or a Lambda, where symbolic tensors are TensorFlow's own under Keras 3 too. */
  readonly traced?: boolean;
  /** Where channels stand in operations of Keras that do not say so; absent for its own default, last. */
  readonly dataFormat?: Maybe<string>;
}

export interface OpResult {
  readonly outputs: Nested<TensorAnswer> | Unknown;
  /** Set instead of outputs where the answer is a plain value. */
  readonly value?: ConfigValue;
  /** What the tensors of `outputs` are. */
  readonly flavour: Flavour;
  readonly problems: readonly Problem[];
}
