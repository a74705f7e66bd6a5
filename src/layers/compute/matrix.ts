// Products with a matrix of weights on tfjs.

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

/** A vector as a tensor that broadcasts along one axis of a tensor with `rank` axes. */
export function alongAxis(tf: Tf, vector: Tensor, axis: number, rank: number): Tensor {
  return tf.reshape(
    vector,
    Array.from({ length: rank }, (_, i) => (i === axis ? -1 : 1)),
  );
}
