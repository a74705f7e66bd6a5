// Operations that compute every element on its own: arithmetic, comparison, functions of one number.

import type { Tensor, Tf } from '../../../src/layers/run.ts';
import { tfDtype } from '../dtypes.ts';
import {
  alike,
  argumentOf,
  asTensor,
  floatOf,
  isAbsent,
  numberOf,
  type OpArguments,
  operands,
  tensorOf,
  textOf,
} from './arguments.ts';
import type { Operation, Operations } from './operation.ts';

type Binary = (tf: Tf, x: Tensor, y: Tensor) => Tensor;

function binary(compute: Binary) {
  return {
    params: ['x1', 'x2'],
    run(args: OpArguments) {
      const [x, y] = operands(args, 'x1', 'x2');
      return compute(args.tf, x, y);
    },
  };
}

/** Arithmetic on booleans is arithmetic on 0 and 1. */
function arithmetic(compute: Binary) {
  const number = (x: Tensor): Tensor => (x.dtype === 'bool' ? x.cast('int32') : x);
  return binary((tf, x, y) => compute(tf, number(x), number(y)));
}

function floating(compute: Binary) {
  return binary((tf, x, y) => compute(tf, x.cast('float32'), y.cast('float32')));
}

function logical(compute: Binary) {
  return binary((tf, x, y) => compute(tf, x.cast('bool'), y.cast('bool')));
}

/** A function that keeps the type of its argument. */
function unary(compute: (tf: Tf, x: Tensor) => Tensor) {
  return { params: ['x'], run: (args: OpArguments) => compute(args.tf, tensorOf(args, 'x')) };
}

/** A function that is computed in float32. */
function real(compute: (tf: Tf, x: Tensor) => Tensor) {
  return { params: ['x'], run: (args: OpArguments) => compute(args.tf, floatOf(args, 'x')) };
}

export const elementwise: Operations = {
  add: arithmetic((tf, x, y) => tf.add(x, y)),
  subtract: arithmetic((tf, x, y) => tf.sub(x, y)),
  multiply: arithmetic((tf, x, y) => tf.mul(x, y)),
  divide: floating((tf, x, y) => tf.div(x, y)),
  true_divide: floating((tf, x, y) => tf.div(x, y)),
  floor_divide: arithmetic((tf, x, y) => floorDivide(tf, x, y)),
  mod: arithmetic((tf, x, y) => tf.mod(x, y)),
  power: arithmetic((tf, x, y) => tf.pow(x, y)),
  maximum: binary((tf, x, y) => tf.maximum(x, y)),
  minimum: binary((tf, x, y) => tf.minimum(x, y)),
  divide_no_nan: floating((tf, x, y) => tf.divNoNan(x, y)),
  fmax: floating((tf, x, y) => tf.where(tf.isNaN(x), y, tf.where(tf.isNaN(y), x, tf.maximum(x, y)))),
  fmin: floating((tf, x, y) => tf.where(tf.isNaN(x), y, tf.where(tf.isNaN(y), x, tf.minimum(x, y)))),
  hypot: floating((tf, x, y) => tf.sqrt(tf.add(tf.square(x), tf.square(y)))),
  logaddexp: floating((tf, x, y) => tf.add(tf.maximum(x, y), tf.log1p(tf.exp(tf.neg(tf.abs(tf.sub(x, y))))))),
  arctan2: floating((tf, x, y) => tf.atan2(x, y)),
  equal: binary((tf, x, y) => tf.equal(x, y)),
  'operator.eq': binary((tf, x, y) => tf.equal(x, y)),
  not_equal: binary((tf, x, y) => tf.notEqual(x, y)),
  greater: binary((tf, x, y) => tf.greater(x, y)),
  greater_equal: binary((tf, x, y) => tf.greaterEqual(x, y)),
  less: binary((tf, x, y) => tf.less(x, y)),
  less_equal: binary((tf, x, y) => tf.lessEqual(x, y)),
  logical_and: logical((tf, x, y) => tf.logicalAnd(x, y)),
  logical_or: logical((tf, x, y) => tf.logicalOr(x, y)),
  logical_xor: logical((tf, x, y) => tf.logicalXor(x, y)),
  logical_not: unary((tf, x) => tf.logicalNot(x.cast('bool'))),
  absolute: unary((tf, x) => tf.abs(x)),
  abs: unary((tf, x) => tf.abs(x)),
  negative: unary((tf, x) => tf.neg(x)),
  'operator.pos': unary((_, x) => x),
  fabs: real((tf, x) => tf.abs(x)),
  trunc: real((tf, x) => tf.mul(tf.sign(x), tf.floor(tf.abs(x)))),
  deg2rad: real((tf, x) => tf.mul(x, Math.PI / 180)),
  rad2deg: real((tf, x) => tf.mul(x, 180 / Math.PI)),
  erfc: real((tf, x) => tf.sub(1, tf.erf(x))),
  sign: unary((tf, x) => tf.sign(x)),
  square: unary((tf, x) => tf.square(x)),
  exp: real((tf, x) => tf.exp(x)),
  exp2: real((tf, x) => tf.pow(tf.scalar(2), x)),
  expm1: real((tf, x) => tf.expm1(x)),
  log: real((tf, x) => tf.log(x)),
  log1p: real((tf, x) => tf.log1p(x)),
  log2: real((tf, x) => tf.log(x).div(Math.LN2)),
  log10: real((tf, x) => tf.log(x).div(Math.LN10)),
  sqrt: real((tf, x) => tf.sqrt(x)),
  rsqrt: real((tf, x) => tf.rsqrt(x)),
  cbrt: real((tf, x) => tf.sign(x).mul(tf.pow(tf.abs(x), tf.scalar(1 / 3)))),
  reciprocal: real((tf, x) => tf.reciprocal(x)),
  sin: real((tf, x) => tf.sin(x)),
  cos: real((tf, x) => tf.cos(x)),
  tan: real((tf, x) => tf.tan(x)),
  arcsin: real((tf, x) => tf.asin(x)),
  arccos: real((tf, x) => tf.acos(x)),
  arctan: real((tf, x) => tf.atan(x)),
  sinh: real((tf, x) => tf.sinh(x)),
  cosh: real((tf, x) => tf.cosh(x)),
  tanh: real((tf, x) => tf.tanh(x)),
  arcsinh: real((tf, x) => tf.asinh(x)),
  arccosh: real((tf, x) => tf.acosh(x)),
  arctanh: real((tf, x) => tf.atanh(x)),
  erf: real((tf, x) => tf.erf(x)),
  ceil: real((tf, x) => tf.ceil(x)),
  floor: real((tf, x) => tf.floor(x)),
  round: { params: ['x', 'decimals'], run: round },
  isnan: real((tf, x) => tf.isNaN(x)),
  isinf: real((tf, x) => tf.isInf(x)),
  isfinite: real((tf, x) => tf.isFinite(x)),
  clip: { params: ['x', 'x_min', 'x_max'], run: clip },
  where: { params: ['condition', 'x1', 'x2'], run: where },
  nan_to_num: { params: ['x', 'nan', 'posinf', 'neginf'], run: nanToNum },
  cast: { params: ['x', 'dtype'], run: cast },
  copy: unary((_, x) => x),
  stop_gradient: unary((_, x) => x),
  'tf.identity': unary((_, x) => x),
  'tf.stop_gradient': unary((_, x) => x),
  'keras.backend.stop_gradient': unary((_, x) => x),
  'keras.backend.identity': unary((_, x) => x),
  'tf.ensure_shape': { params: ['x', 'shape'], run: args => tensorOf(args, 'x') },
  'tf.math.squared_difference': squaredDifference(),
  'keras.backend.pow': { params: ['x', 'a'], run: args => args.tf.pow(...operands(args, 'x', 'a')) },
  zeros_like: { params: ['x', 'dtype'], run: args => args.tf.zerosLike(cast(args)) },
  ones_like: { params: ['x', 'dtype'], run: args => args.tf.onesLike(cast(args)) },
  full_like: {
    params: ['x', 'fill_value', 'dtype'],
    run(args) {
      const x = cast(args);
      return args.tf.fill(x.shape, numberOf(args, 'fill_value') ?? 0, x.dtype as 'float32');
    },
  },
};

function floorDivide(tf: Tf, x: Tensor, y: Tensor): Tensor {
  return x.dtype === 'int32' ? tf.floorDiv(x, y) : tf.floor(tf.div(x, y));
}

function squaredDifference(): Operation {
  return { params: ['x', 'y'], run: args => args.tf.squaredDifference(...operands(args, 'x', 'y')) };
}

/** Halves go to the even neighbour, as tf.round and NumPy do. */
function round(args: OpArguments): Tensor {
  const { tf } = args;
  const scale = 10 ** (numberOf(args, 'decimals') ?? 0);
  const x = floatOf(args, 'x');
  return scale === 1 ? tf.round(x) : tf.round(x.mul(scale)).div(scale);
}

function clip(args: OpArguments): Tensor {
  const { tf } = args;
  const x = tensorOf(args, 'x');
  const low = argumentOf(args, 'x_min');
  const high = argumentOf(args, 'x_max');
  const raised = isAbsent(low) ? x : tf.maximum(...alike(x, asTensor(tf, low)));
  return isAbsent(high) ? raised : tf.minimum(...alike(raised, asTensor(tf, high)));
}

function where(args: OpArguments): Tensor {
  const { tf } = args;
  const [x, y] = operands(args, 'x1', 'x2');
  const condition = tensorOf(args, 'condition').cast('bool');
  return tf.where(condition, x, y);
}

function nanToNum(args: OpArguments): Tensor {
  const { tf } = args;
  const x = floatOf(args, 'x');
  const largest = 3.4028234663852886e38;
  const put = (value: Tensor, at: Tensor, number: number): Tensor => tf.where(at, tf.fill(x.shape, number), value);
  const infinite = tf.isInf(x);
  const positive = put(x, tf.logicalAnd(infinite, tf.greater(x, 0)), numberOf(args, 'posinf') ?? largest);
  const negative = put(positive, tf.logicalAnd(infinite, tf.less(x, 0)), numberOf(args, 'neginf') ?? -largest);
  return put(negative, tf.isNaN(x), numberOf(args, 'nan') ?? 0);
}

/** Towards zero for integers; every number but 0 is true. */
function cast(args: OpArguments): Tensor {
  const x = tensorOf(args, 'x');
  const dtype = textOf(args, 'dtype');
  return dtype === undefined ? x : x.cast(tfDtype(dtype));
}
