// Division of a kernel by its largest singular value, found by power iteration, on tfjs.

import type { Tensor, Tf } from '../run.ts';

/** The kernel over its largest singular value, `vector` (1, outputs) being where the iteration starts. */
export function spectrallyNormal(tf: Tf, kernel: Tensor, vector: Tensor, iterations: number): Tensor {
  const outputs = kernel.shape.at(-1) ?? 1;
  const matrix = tf.reshape(kernel, [-1, outputs]);
  const unit = (x: Tensor) => tf.mul(x, tf.minimum(tf.rsqrt(tf.sum(tf.square(x))), 1e7));
  let right = vector;
  let left = vector;
  for (let i = 0; i < iterations; i++) {
    left = unit(tf.matMul(right, matrix, false, true));
    right = unit(tf.matMul(left, matrix));
  }
  const sigma = tf.matMul(tf.matMul(left, matrix), right, false, true);
  return tf.div(kernel, tf.reshape(sigma, []));
}
