// The vocabulary of tensor operations: functions of `keras.ops`, `tf.*`, `numpy`, the Python operators, indexing and the
// methods of tensors. An operation sees plain values, tensors among them, and answers with tensor types or plain values.

import type { ConfigValue, Dialect } from '../layers/config.ts';
import type { ParamSpecs, ReadConfig } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import type { Nested } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Unknown } from '../shapes/unknown.ts';

/** What an operation sees beside its arguments. */
export interface OpContext {
  readonly dialect: Dialect;
  /** The parameters the caller really gave. */
  readonly given: ReadonlySet<string>;
  problem(problem: Problem): void;
}

/** Tensors, or `{ value }` for plain answers such as `ops.shape(x)`. */
export type OpAnswer = TensorType | Nested<TensorType> | { readonly value: ConfigValue } | Unknown;

export interface OpRecord<P extends ParamSpecs> {
  /** Its name under `keras.ops` where it has one (`reshape`, `image.resize`), else a name of its own (`getitem`). */
  readonly name: string;
  /** Other names: full paths such as `tf.concat` or `numpy.expand_dims`, whose parameters are the same. */
  readonly alias?: readonly string[];
  readonly doc: string;
  /** The class whose name the graph node gets when the operation meets a symbolic tensor (`Reshape` -> `reshape_2`). */
  readonly className?: string;
  /** All parameters, tensors among them, in positional order. `rest` names the one that takes all further positions. */
  readonly params: P;
  readonly rest?: string;
  shape(args: ReadConfig<P>, context: OpContext): OpAnswer;
}

// biome-ignore lint/suspicious/noExplicitAny: the parameter types are checked where the record is written.
export type OpDefinition = OpRecord<any>;

/** Checks an operation record against the vocabulary; returns it unchanged. */
export function defineOp<P extends ParamSpecs>(record: OpRecord<P>): OpDefinition {
  return record;
}

/** The arguments of a call, tensors as `{kind: 'tensor'}` or `{kind: 'array'}` values. */
export interface OpCall {
  readonly op: OpDefinition;
  readonly positional: readonly ConfigValue[];
  readonly keywords: readonly (readonly [string, ConfigValue])[];
  readonly dialect: Dialect;
}

export interface OpResult {
  readonly outputs: Nested<TensorType> | Unknown;
  /** Set instead of outputs where the answer is a plain value. */
  readonly value?: ConfigValue;
  readonly problems: readonly Problem[];
}
