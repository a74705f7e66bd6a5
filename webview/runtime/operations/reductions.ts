// Operations that gather axes into fewer numbers, and running sums along an axis.

import type { Tensor, Tf } from '../../../src/layers/run.ts';
import {
  argumentOf,
  asTensor,
  CannotCompute,
  flagOf,
  floatOf,
  integersOf,
  isAbsent,
  numberOf,
  type OpArguments,
  tensorOf,
  textOf,
} from './arguments.ts';
import type { Operation, Operations } from './operation.ts';

type Reduce = (x: Tensor, axes: number[] | undefined, keepdims: boolean, tf: Tf) => Tensor;

function reduction(read: (args: OpArguments) => Tensor, compute: Reduce): Operation {
  return {
    params: ['x', 'axis', 'keepdims'],
    run: args => compute(read(args), integersOf(args, 'axis'), flagOf(args, 'keepdims', false), args.tf),
  };
}

const any = (args: OpArguments): Tensor => tensorOf(args, 'x');
const float = (args: OpArguments): Tensor => floatOf(args, 'x');
const truth = (args: OpArguments): Tensor => tensorOf(args, 'x').cast('bool');

/** Booleans are summed as 0 and 1. */
const summable = (args: OpArguments): Tensor => {
  const x = tensorOf(args, 'x');
  return x.dtype === 'bool' ? x.cast('int32') : x;
};

function variance(x: Tensor, axes: number[] | undefined, keepdims: boolean, tf: Tf): Tensor {
  return tf.moments(x, axes, keepdims).variance;
}

export const reductions: Operations = {
  sum: reduction(summable, (x, axes, keepdims, tf) => tf.sum(x, axes, keepdims)),
  mean: reduction(float, (x, axes, keepdims, tf) => tf.mean(x, axes, keepdims)),
  max: reduction(any, (x, axes, keepdims, tf) => tf.max(x, axes, keepdims)),
  min: reduction(any, (x, axes, keepdims, tf) => tf.min(x, axes, keepdims)),
  amax: reduction(any, (x, axes, keepdims, tf) => tf.max(x, axes, keepdims)),
  amin: reduction(any, (x, axes, keepdims, tf) => tf.min(x, axes, keepdims)),
  prod: reduction(summable, (x, axes, keepdims, tf) => tf.prod(x, axes, keepdims)),
  var: reduction(float, variance),
  std: reduction(float, (x, axes, keepdims, tf) => tf.sqrt(variance(x, axes, keepdims, tf))),
  any: reduction(truth, (x, axes, keepdims, tf) => tf.any(x, axes, keepdims)),
  all: reduction(truth, (x, axes, keepdims, tf) => tf.all(x, axes, keepdims)),
  ptp: reduction(any, (x, axes, keepdims, tf) => tf.sub(tf.max(x, axes, keepdims), tf.min(x, axes, keepdims))),
  nansum: reduction(float, (x, axes, keepdims, tf) => tf.sum(withoutNaN(tf, x), axes, keepdims)),
  nanmean: reduction(float, (x, axes, keepdims, tf) =>
    tf.div(
      tf.sum(withoutNaN(tf, x), axes, keepdims),
      tf.sum(tf.logicalNot(tf.isNaN(x)).cast('float32'), axes, keepdims),
    ),
  ),
  'tf.math.reduce_euclidean_norm': {
    params: ['x', 'axis', 'keepdims'],
    run: args => vectorNorm(args.tf, floatOf(args, 'x'), 2, integersOf(args, 'axis'), flagOf(args, 'keepdims', false)),
  },
  logsumexp: reduction(float, (x, axes, keepdims, tf) => tf.logSumExp(x, axes, keepdims)),
  count_nonzero: reduction(truth, (x, axes, _, tf) => tf.sum(x.cast('int32'), axes)),
  argmax: { params: ['x', 'axis', 'keepdims'], run: args => position(args, (x, axis) => args.tf.argMax(x, axis)) },
  argmin: { params: ['x', 'axis', 'keepdims'], run: args => position(args, (x, axis) => args.tf.argMin(x, axis)) },
  cumsum: { params: ['x', 'axis'], run: args => running(args, (x, axis) => args.tf.cumsum(x, axis)) },
  cumprod: { params: ['x', 'axis'], run: args => running(args, (x, axis) => args.tf.cumprod(x, axis)) },
  norm: { params: ['x', 'ord', 'axis', 'keepdims'], run: norm },
  normalize: { params: ['x', 'axis', 'order', 'epsilon'], run: normalize },
  moments: {
    params: ['x', 'axes', 'keepdims'],
    run(args) {
      const { mean, variance } = args.tf.moments(
        floatOf(args, 'x'),
        integersOf(args, 'axes'),
        flagOf(args, 'keepdims', false),
      );
      return [mean, variance];
    },
  },
  average: {
    params: ['x', 'axis', 'weights'],
    run(args) {
      const { tf } = args;
      const weights = argumentOf(args, 'weights');
      const x = floatOf(args, 'x');
      const axes = integersOf(args, 'axis');
      if (isAbsent(weights)) return tf.mean(x, axes);
      const given = asTensor(tf, weights).cast('float32');
      const axis = axes?.[0];
      const share = given.rank === 1 && axis !== undefined ? alongAxis(given, axis, x.rank) : given;
      const whole = tf.broadcastTo(share, x.shape);
      return tf.sum(x.mul(whole), axes).div(tf.sum(whole, axes));
    },
  },
};

function alongAxis(x: Tensor, axis: number, rank: number): Tensor {
  const at = axis < 0 ? axis + rank : axis;
  return x.reshape(Array.from({ length: rank }, (_, i) => (i === at ? x.size : 1)));
}

function position(args: OpArguments, find: (x: Tensor, axis: number) => Tensor): Tensor {
  const x = tensorOf(args, 'x');
  const axis = numberOf(args, 'axis');
  const keepdims = flagOf(args, 'keepdims', false);
  if (axis !== undefined) return keepdims ? find(x, axis).expandDims(axis) : find(x, axis);
  const flat = find(x.flatten(), 0);
  return keepdims ? flat.reshape(x.shape.map(() => 1)) : flat;
}

function running(args: OpArguments, add: (x: Tensor, axis: number) => Tensor): Tensor {
  const x = tensorOf(args, 'x');
  const axis = numberOf(args, 'axis');
  if (axis === undefined) return add(x.flatten(), 0);
  return add(x, axis < 0 ? axis + x.rank : axis);
}

function norm(args: OpArguments): Tensor {
  const { tf } = args;
  const given = argumentOf(args, 'ord');
  const axes = integersOf(args, 'axis');
  const text = textOf(args, 'ord');
  const order =
    isAbsent(given) || text === 'fro' || text === 'euclidean'
      ? 2
      : text === undefined
        ? (numberOf(args, 'ord') ?? 2)
        : undefined;
  const x = floatOf(args, 'x');
  const overMatrix = (axes?.length ?? x.rank) === 2;
  if (order === undefined || (overMatrix && !isAbsent(given) && text === undefined))
    throw new CannotCompute('this matrix norm is not computed by TensorFlow.js');
  return vectorNorm(tf, x, order, axes, flagOf(args, 'keepdims', false));
}

function vectorNorm(tf: Tf, x: Tensor, order: number, axes: number[] | undefined, keepdims: boolean): Tensor {
  const size = tf.abs(x);
  if (order === Number.POSITIVE_INFINITY) return tf.max(size, axes, keepdims);
  if (order === Number.NEGATIVE_INFINITY) return tf.min(size, axes, keepdims);
  if (order === 0) return tf.sum(tf.notEqual(x, 0).cast('float32'), axes, keepdims);
  if (order === 1) return tf.sum(size, axes, keepdims);
  if (order === 2) return tf.sqrt(tf.sum(tf.square(x), axes, keepdims));
  return tf.pow(tf.sum(tf.pow(size, tf.scalar(order)), axes, keepdims), tf.scalar(1 / order));
}

function withoutNaN(tf: Tf, x: Tensor): Tensor {
  return tf.where(tf.isNaN(x), tf.zerosLike(x), x);
}

/** Scales vectors along the axes to length 1; `epsilon` bounds the length from below. */
function normalize(args: OpArguments): Tensor {
  const { tf } = args;
  const x = floatOf(args, 'x');
  const order = numberOf(args, 'order') ?? 2;
  const length = vectorNorm(tf, x, order, integersOf(args, 'axis'), true);
  return tf.div(x, tf.maximum(length, numberOf(args, 'epsilon') ?? 1e-12));
}
