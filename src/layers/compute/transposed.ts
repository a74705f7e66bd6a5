// The transposed convolution on tfjs, written as a convolution of the input with zeros between its values, so that every
// dilation and output length comes out as in TensorFlow.

import type { Tensor, Tf } from '../run.ts';
import { convolve, type Sliding } from './spatial.ts';

/**
 * Spreads `x` (channels last) to the given spatial lengths. `kernel` is window, outputs, inputs. What an ordinary
 * convolution of that length would pad in front (TensorFlow's rule for `same`) decides where the window lies.
 */
export function convolveTransposed(
  tf: Tf,
  x: Tensor,
  kernel: Tensor,
  lengths: readonly number[],
  { strides, padding, dilation }: Sliding,
): Tensor {
  const axes = lengths.length;
  let spread = x;
  const pads: [number, number][] = [[0, 0]];
  const cuts: { readonly from: number[]; readonly size: number[] } = { from: [0], size: [-1] };
  for (let i = 0; i < axes; i++) {
    const stride = strides[i] ?? 1;
    spread = withGaps(tf, spread, i + 1, stride);
    const reach = ((kernel.shape[i] ?? 1) - 1) * (dilation[i] ?? 1) + 1;
    const input = x.shape[i + 1] ?? 1;
    const length = lengths[i] ?? 1;
    const front = padding === 'same' ? Math.floor(Math.max((input - 1) * stride + reach - length, 0) / 2) : 0;
    const before = reach - 1 - front;
    const after = length - ((input - 1) * stride + 1) - before + reach - 1;
    pads.push([Math.max(before, 0), Math.max(after, 0)]);
    cuts.from.push(Math.max(-before, 0));
    cuts.size.push(length + reach - 1);
  }
  pads.push([0, 0]);
  cuts.from.push(0);
  cuts.size.push(-1);
  const padded = tf.slice(tf.pad(spread, pads), cuts.from, cuts.size);
  const order = Array.from({ length: axes }, (_, i) => i);
  const turned = tf.transpose(tf.reverse(kernel, order), [...order, axes + 1, axes]);
  return convolve(tf, padded, turned, 1, { strides: strides.map(() => 1), padding: 'valid', dilation });
}

/** The tensor with `stride - 1` zeros between the entries of an axis. */
function withGaps(tf: Tf, x: Tensor, axis: number, stride: number): Tensor {
  if (stride === 1) return x;
  const before = x.shape.slice(0, axis + 1);
  const after = x.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const entries = before.reduce((a, b) => a * b, 1);
  const gapped = tf.pad(tf.reshape(x, [entries, 1, after]), [
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  const size = x.shape[axis] ?? 1;
  const whole = tf.reshape(gapped, [...x.shape.slice(0, axis), size * stride, ...x.shape.slice(axis + 1)]);
  return tf.slice(
    whole,
    whole.shape.map(() => 0),
    whole.shape.map((length, i) => (i === axis ? length - stride + 1 : length)),
  );
}
