// The product of two batches of tensors on tfjs, summed along one axis of each.

import type { Tensor, Tf } from '../run.ts';

/** The axes count from 0, the batch being 0. The result has the other axes of the first, then those of the second. */
export function batchDot(
  tf: Tf,
  a: Tensor,
  b: Tensor,
  [x, y]: readonly [number, number],
  { normalize }: { readonly normalize: boolean },
): Tensor {
  const [first, second] = normalize ? [unit(tf, a, x), unit(tf, b, y)] : [a, b];
  const rest = (tensor: Tensor, axis: number) => tensor.shape.map((_, i) => i).filter(i => i > 0 && i !== axis);
  const restA = rest(a, x);
  const restB = rest(b, y);
  const batch = a.shape[0] ?? 1;
  const shared = a.shape[x] ?? 1;
  const rows = tf.reshape(tf.transpose(first, [0, ...restA, x]), [batch, -1, shared]);
  const columns = tf.reshape(tf.transpose(second, [0, y, ...restB]), [batch, shared, -1]);
  const sizes = [...restA.map(i => a.shape[i] ?? 1), ...restB.map(i => b.shape[i] ?? 1)];
  return tf.reshape(tf.matMul(rows, columns), [batch, ...(sizes.length === 0 ? [1] : sizes)]);
}

/** Vectors along an axis scaled to length 1. */
function unit(tf: Tf, x: Tensor, axis: number): Tensor {
  const square = tf.sum(tf.square(x), axis, true);
  return tf.mul(x, tf.minimum(tf.rsqrt(square), 1e7));
}
