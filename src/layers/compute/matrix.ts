// Products with a matrix of weights on tfjs.

import type { ConfigValue } from '../config.ts';
import { isKind } from '../params.ts';
import type { Tensor, Tf } from '../run.ts';

/** The last axis of a tensor times a matrix. */
export function timesMatrix(tf: Tf, x: Tensor, matrix: Tensor): Tensor {
  const [inputs = 1, outputs = 1] = matrix.shape;
  const rows = x.shape.slice(0, -1);
  const flat = tf.reshape(x, [-1, inputs]);
  const product = tf.matMul(flat as Rank2, matrix as Rank2);
  return tf.reshape(product, [...rows, outputs]);
}

type Rank2 = import('@tensorflow/tfjs-core').Tensor2D;

/** A layer's kernel, with its low-rank update where it has one, and its bias where it has one. */
export function kernelAndBias(
  tf: Tf,
  weights: readonly Tensor[],
  config: {
    readonly use_bias: boolean;
    readonly lora_rank?: number | null;
    readonly lora_alpha?: ConfigValue;
  },
): { readonly kernel?: Tensor; readonly bias?: Tensor } {
  const [kernel, ...rest] = weights;
  if (kernel === undefined) return {};
  const bias = config.use_bias ? rest.shift() : undefined;
  const [a, b] = rest;
  const updated =
    a === undefined || b === undefined
      ? kernel
      : tf.add(kernel, tf.mul(loraScale(config.lora_rank ?? 1, config.lora_alpha ?? null), timesMatrix(tf, a, b)));
  return bias === undefined ? { kernel: updated } : { kernel: updated, bias };
}

/** The factor of a low-rank update. */
export function loraScale(rank: number, alpha: ConfigValue): number {
  if (typeof alpha === 'number') return alpha / rank;
  return isKind(alpha, 'float') ? alpha.value / rank : 1;
}

/** A vector as a tensor that broadcasts along one axis of a tensor with `rank` axes. */
export function alongAxis(tf: Tf, vector: Tensor, axis: number, rank: number): Tensor {
  return tf.reshape(
    vector,
    Array.from({ length: rank }, (_, i) => (i === axis ? -1 : 1)),
  );
}
