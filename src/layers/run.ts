// How a layer is computed on tfjs: types only, so that no bundle but the webview's holds a byte of tfjs.

import type * as tfTypes from '@tensorflow/tfjs';
import type { CallArgument } from './define.ts';

export type Tf = typeof tfTypes;
export type Tensor = tfTypes.Tensor;

export interface RunContext {
  readonly tf: Tf;
  /** The configuration as the layer's parameters have read it. */
  // biome-ignore lint/suspicious/noExplicitAny: the record's own parameter types hold where the function is written.
  readonly config: any;
  /** The tensors of the call, depth first. */
  readonly inputs: readonly Tensor[];
  /** The layer's variables in the order of its weights, values filled in. */
  readonly weights: readonly Tensor[];
  readonly training: boolean;
  /** Numbers for random layers; the same seed gives the same numbers. */
  readonly seed: number;
  /** The arguments of the call beside its tensors. */
  readonly call: ReadonlyMap<string, CallArgument>;
}

/** Computes the outputs, depth first; or the reason why tfjs cannot. Runs inside tf.tidy. */
export type RunLayer = ((context: RunContext) => Tensor | readonly Tensor[]) | { readonly impossible: string };
