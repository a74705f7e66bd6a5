// Activation functions on tfjs, by the names and with the arguments that Keras 3, Keras 2 and tfjs give them.

import { isUnknown } from '../shapes/unknown.ts';
import type { Named } from './arguments.ts';
import type { ConfigValue, Dialect } from './config.ts';
import { isKind } from './params.ts';
import type { Impossible, Tensor, Tf } from './run.ts';

/** The activation applied to a tensor; none leaves it as it is. Runs inside tf.tidy. */
export function activate(options: {
  readonly tf: Tf;
  readonly x: Tensor;
  readonly activation: Named | null;
  readonly dialect: Dialect;
}): Tensor | Impossible {
  const { tf, x, activation, dialect } = options;
  if (activation === null) return x;
  if (isUnknown(activation)) return { impossible: 'its activation is not known' };
  if (activation.custom)
    return { impossible: `its activation \`${activation.name}\` is not a function of the library` };
  const compute = functions[fold(activation.name)];
  if (compute === undefined) return { impossible: `the activation \`${activation.name}\` is not computed here` };
  return compute({
    tf,
    x: x.dtype === 'float32' ? x : x.cast('float32'),
    dialect,
    number: (name, fallback) => numberOf(activation.config[name]) ?? fallback,
    flag: (name, fallback) => flagOf(activation.config[name]) ?? fallback,
  });
}

/** True for the name of a function that can be computed. */
export function isActivation(name: string): boolean {
  return Object.hasOwn(functions, fold(name));
}

/** What a function of activation sees: a float32 tensor, and its own arguments. */
interface Call {
  readonly tf: Tf;
  readonly x: Tensor;
  readonly dialect: Dialect;
  number(name: string, fallback: number): number;
  flag(name: string, fallback: boolean): boolean;
}

/** snake_case and camelCase spellings give the same text. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

const functions: Readonly<Record<string, (call: Call) => Tensor>> = {
  linear: ({ x }) => x,
  relu: ({ tf, x, number }) =>
    rectify(tf, x, {
      slope: number('negative_slope', number('alpha', 0)),
      most: number('max_value', Number.POSITIVE_INFINITY),
      threshold: number('threshold', 0),
    }),
  relu6: ({ tf, x }) => tf.clipByValue(x, 0, 6),
  leakyrelu: ({ tf, x, number }) => tf.leakyRelu(x, number('negative_slope', number('alpha', 0.2))),
  elu: ({ tf, x, number }) => elu(tf, x, number('alpha', 1)),
  celu: ({ tf, x, number }) => {
    const alpha = number('alpha', 1);
    return tf.relu(x).add(tf.expm1(tf.minimum(x, 0).div(alpha)).mul(alpha));
  },
  selu: ({ tf, x }) => tf.selu(x),
  gelu: ({ tf, x, flag }) => (flag('approximate', false) ? tanhGelu(tf, x) : erfGelu(tf, x)),
  gelunew: ({ tf, x }) => tanhGelu(tf, x),
  glu: ({ tf, x, number }) => {
    const axis = number('axis', -1);
    const [value, gate] = tf.split(x, 2, axis < 0 ? axis + x.rank : axis);
    return value === undefined || gate === undefined ? x : value.mul(tf.sigmoid(gate));
  },
  sigmoid: ({ tf, x }) => tf.sigmoid(x),
  hardsigmoid: ({ tf, x, dialect }) => hardSigmoid(tf, x, dialect),
  logsigmoid: ({ tf, x }) => tf.neg(tf.softplus(tf.neg(x))),
  sparsesigmoid: ({ tf, x }) => tf.clipByValue(x.add(1).mul(0.5), 0, 1),
  silu: ({ tf, x }) => x.mul(tf.sigmoid(x)),
  swish: ({ tf, x }) => x.mul(tf.sigmoid(x)),
  hardsilu: ({ tf, x, dialect }) => x.mul(hardSigmoid(tf, x, dialect)),
  hardswish: ({ tf, x, dialect }) => x.mul(hardSigmoid(tf, x, dialect)),
  tanh: ({ tf, x }) => tf.tanh(x),
  hardtanh: ({ tf, x }) => tf.clipByValue(x, -1, 1),
  tanhshrink: ({ tf, x }) => x.sub(tf.tanh(x)),
  softplus: ({ tf, x }) => tf.softplus(x),
  softsign: ({ tf, x }) => x.div(tf.abs(x).add(1)),
  squareplus: ({ tf, x, number }) => x.add(tf.sqrt(tf.square(x).add(number('b', 4)))).div(2),
  sparseplus: ({ tf, x }) => {
    const middle = tf.square(x.add(1)).mul(0.25);
    return tf.where(tf.lessEqual(x, -1), tf.zerosLike(x), tf.where(tf.less(x, 1), middle, x));
  },
  softshrink: ({ tf, x, number }) => {
    const threshold = number('threshold', 0.5);
    return tf.sign(x).mul(tf.relu(tf.abs(x).sub(threshold)));
  },
  hardshrink: ({ tf, x, number }) => tf.where(tf.greater(tf.abs(x), number('threshold', 0.5)), x, tf.zerosLike(x)),
  threshold: ({ tf, x, number }) =>
    tf.where(tf.greater(x, number('threshold', 0)), x, tf.fill(x.shape, number('default_value', 0))),
  mish: ({ tf, x }) => x.mul(tf.tanh(tf.softplus(x))),
  exponential: ({ tf, x }) => tf.exp(x),
  softmax: ({ tf, x, number }) => softmax(tf, x, number('axis', -1)),
  logsoftmax: ({ tf, x, number }) => logSoftmax(tf, x, number('axis', -1)),
  sparsemax: ({ tf, x, number }) => sparsemax(tf, x, number('axis', -1)),
};

/** x above the threshold, at most `most`; below it, `slope` times the distance to the threshold (Keras `relu`). */
export function rectify(
  tf: Tf,
  x: Tensor,
  { slope, most, threshold }: { readonly slope: number; readonly most: number; readonly threshold: number },
): Tensor {
  const above = threshold === 0 ? tf.relu(x) : tf.where(tf.greater(x, threshold), x, tf.zerosLike(x));
  const bounded = Number.isFinite(most) ? tf.clipByValue(above, 0, most) : above;
  return slope === 0 ? bounded : bounded.sub(tf.relu(tf.neg(x).add(threshold)).mul(slope));
}

/** x above 0, alpha · (exp(x) - 1) below. */
export function elu(tf: Tf, x: Tensor, alpha: number): Tensor {
  const plain = tf.elu(x);
  return alpha === 1 ? plain : tf.where(tf.greater(x, 0), x, plain.mul(alpha));
}

/** Softmax along any axis. */
export function softmax(tf: Tf, x: Tensor, axis: number): Tensor {
  const position = axis < 0 ? axis + x.rank : axis;
  if (position === x.rank - 1) return tf.softmax(x);
  const shifted = tf.exp(x.sub(tf.max(x, position, true)));
  return shifted.div(tf.sum(shifted, position, true));
}

function logSoftmax(tf: Tf, x: Tensor, axis: number): Tensor {
  const shifted = x.sub(tf.max(x, axis, true));
  return shifted.sub(tf.log(tf.sum(tf.exp(shifted), axis, true)));
}

function erfGelu(tf: Tf, x: Tensor): Tensor {
  return x.mul(0.5).mul(tf.erf(x.div(Math.SQRT2)).add(1));
}

function tanhGelu(tf: Tf, x: Tensor): Tensor {
  const inner = x.add(tf.pow(x, 3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
  return x.mul(0.5).mul(tf.tanh(inner).add(1));
}

/** Keras 3: relu6(x + 3) / 6. Before it, and in tfjs: 0.2 x + 0.5 between 0 and 1. */
function hardSigmoid(tf: Tf, x: Tensor, dialect: Dialect): Tensor {
  if (dialect === 'keras3') return tf.clipByValue(x.add(3), 0, 6).div(6);
  return tf.clipByValue(x.mul(0.2).add(0.5), 0, 1);
}

/** The projection onto the simplex of probabilities (Martins and Astudillo 2016). */
function sparsemax(tf: Tf, x: Tensor, axis: number): Tensor {
  const position = axis < 0 ? axis + x.rank : axis;
  const order = [...x.shape.map((_, i) => i).filter(i => i !== position), position];
  const last = tf.transpose(x, order);
  const length = last.shape.at(-1) ?? 1;
  const sorted = tf.topk(last, length, true).values;
  const sums = tf.cumsum(sorted, -1);
  const counted = tf.range(1, length + 1, 1, 'float32');
  const support = tf.greater(sorted, sums.sub(1).div(counted)).cast('float32');
  const size = tf.sum(support, -1, true);
  const threshold = tf.sum(sorted.mul(support), -1, true).sub(1).div(size);
  const back = x.shape.map((_, i) => order.indexOf(i));
  return tf.transpose(tf.relu(last.sub(threshold)), back);
}

function numberOf(value: ConfigValue | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return value;
  return isKind(value, 'float') ? value.value : undefined;
}

function flagOf(value: ConfigValue | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
