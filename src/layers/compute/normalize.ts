// Normalizations on tfjs.

import type { Tensor, Tf } from '../run.ts';

/** Mean and variance over some axes, which stay with size 1. */
export function moments(
  tf: Tf,
  x: Tensor,
  over: readonly number[],
): { readonly mean: Tensor; readonly variance: Tensor } {
  const mean = tf.mean(x, [...over], true);
  return { mean, variance: tf.mean(tf.square(tf.sub(x, mean)), [...over], true) };
}

/** A variable as a tensor that broadcasts: its sizes at the given axes, 1 elsewhere. */
export function atAxes(tf: Tf, variable: Tensor, axes: readonly number[], rank: number): Tensor {
  const shape = new Array<number>(rank).fill(1);
  axes.forEach((axis, i) => {
    shape[axis] = variable.shape[i] ?? 1;
  });
  return tf.reshape(variable, shape);
}

/** Values times `gamma` plus `beta`, in the order in which the layer made them. */
export function scaleAndShift(
  tf: Tf,
  x: Tensor,
  weights: readonly Tensor[],
  config: { readonly scale: boolean; readonly center: boolean },
  axes: readonly number[],
): Tensor {
  const left = [...weights];
  const gamma = config.scale ? left.shift() : undefined;
  const beta = config.center ? left.shift() : undefined;
  const scaled = gamma === undefined ? x : tf.mul(x, atAxes(tf, gamma, axes, x.rank));
  return beta === undefined ? scaled : tf.add(scaled, atAxes(tf, beta, axes, x.rank));
}
