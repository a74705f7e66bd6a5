// How a layer is computed on tfjs: types only, so that no bundle but the webview's holds a byte of tfjs.

import type * as tfTypes from '@tensorflow/tfjs';
import type * as tfCore from '@tensorflow/tfjs-core';
import type { ConfigValue, Dialect } from './config.ts';
import type { CallArgument } from './define.ts';

/** The operations of TensorFlow.js with the methods of its tensors; its layers are not part of what is shipped. */
export type Tf = typeof tfCore;
export type Tensor = tfTypes.Tensor;

export interface RunContext {
  readonly tf: Tf;
  /** The configuration as the layer's parameters have read it. */
  // biome-ignore lint/suspicious/noExplicitAny: the record's own parameter types hold where the function is written.
  readonly config: any;
  /** The arguments of the constructor as they were given, for those whose values the configuration does not keep. */
  readonly given: ReadonlyMap<string, ConfigValue>;
  readonly dialect: Dialect;
  /** The tensors of the call, depth first. */
  readonly inputs: readonly Tensor[];
  /** For each input its Keras mask, where it has one: false at the steps that do not count. */
  readonly masks: readonly (Tensor | null)[];
  /** The layer's variables in the order of its weights, values filled in. */
  readonly weights: readonly Tensor[];
  readonly training: boolean;
  /** Numbers for random layers; the same seed gives the same numbers. */
  readonly seed: number;
  /** The arguments of the call beside its tensors. */
  readonly call: ReadonlyMap<string, CallArgument>;
}

/** Why tfjs cannot compute something, as a sentence without a full stop. */
export interface Impossible {
  readonly impossible: string;
}

/** Computes the outputs, depth first; or the reason why tfjs cannot. Runs inside tf.tidy. */
export type RunLayer = ((context: RunContext) => Tensor | readonly Tensor[] | Impossible) | Impossible;

/**
 * What becomes of the masks of a layer's inputs (Keras `compute_mask`): `keeps` hands the first input's mask on to every
 * output; a function gives one mask or null per output. Runs inside tf.tidy.
 */
export type RunMask =
  | 'keeps'
  | ((context: RunContext & { readonly outputs: readonly Tensor[] }) => readonly (Tensor | null)[]);
