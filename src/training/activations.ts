// Activation functions: their names, what they compute, and the same on tfjs.

import type { Dialect } from '../layers/config.ts';
import type { Tensor, Tf } from '../layers/run.ts';
import { type Argument, arg, camelCase, type Entry, table } from './define.ts';

export interface Activation extends Entry {
  /** Computes it on tfjs with its default arguments where `args` does not say otherwise. */
  run(tf: Tf, x: Tensor, args: ActivationArgs): Tensor;
}

export interface ActivationArgs {
  readonly dialect: Dialect;
  /** Numbers given for its arguments, by name. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Given true for an argument that is a flag. */
  readonly flags?: Readonly<Record<string, boolean>>;
}

type Where = 'everywhere' | 'keras' | 'keras3' | 'all but keras3';

function activation(
  name: string,
  where: Where,
  doc: string,
  run: Activation['run'],
  more: { readonly alias?: readonly string[]; readonly tfjs?: string; readonly args?: readonly Argument[] } = {},
): Activation {
  const keras = [name, ...(more.alias ?? [])];
  const tfjs = where === 'everywhere' || where === 'all but keras3' ? [more.tfjs ?? camelCase(name)] : [];
  const strings = {
    keras3: where === 'all but keras3' ? [] : keras,
    keras2: where === 'keras3' ? [] : keras,
    tfjs,
  };
  return {
    name,
    doc,
    strings,
    exports: { keras3: strings.keras3, keras2: strings.keras2 },
    args: more.args ?? [],
    run,
  };
}

const axis = arg('axis', -1, 'The axis along which values belong together.');

/** Softmax along one axis or several. */
export function softmax(tf: Tf, x: Tensor, axes: readonly number[]): Tensor {
  const along = [...axes];
  const shifted = tf.exp(tf.sub(x, tf.max(x, along, true)));
  return tf.div(shifted, tf.sum(shifted, along, true));
}

/** The normal distribution's x·Φ(x), exactly or by its approximation with tanh. */
function gelu(tf: Tf, x: Tensor, how: 'exact' | 'approximate'): Tensor {
  if (how === 'exact') return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.div(x, Math.SQRT2))));
  const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3))));
  return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(inner)));
}

/** relu6(x + 3) / 6 in Keras 3; 0.2·x + 0.5 between 0 and 1 before it and in tfjs. */
function hardSigmoid(tf: Tf, x: Tensor, dialect: Dialect): Tensor {
  if (dialect === 'keras3') return tf.div(tf.relu6(tf.add(x, 3)), 6);
  return tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1);
}

/**
 * The projection onto the simplex of probabilities (Martins and Astudillo, 2016) with Keras's threshold, for which the
 * running sums of the support are added up where the paper takes the last of them.
 */
function sparsemax(tf: Tf, x: Tensor, axis: number): Tensor {
  const last = x.rank - 1;
  const at = axis < 0 ? axis + x.rank : axis;
  const order = x.shape.map((_, i) => (i === at ? last : i === last ? at : i));
  const moved = tf.transpose(x, order);
  const count = moved.shape[last] ?? 1;
  const sorted = tf.topk(moved, count, true).values;
  const sums = tf.cumsum(sorted, last);
  const rank = tf.range(1, count + 1);
  const support = tf.cast(tf.greater(tf.add(1, tf.mul(rank, sorted)), sums), 'float32');
  const size = tf.sum(support, -1, true);
  const threshold = tf.div(tf.sub(tf.sum(tf.mul(sums, support), -1, true), 1), size);
  return tf.transpose(tf.relu(tf.sub(moved, threshold)), order);
}

/** The rectifier with all of its arguments (Keras `ReLU`). */
export function rectify(
  tf: Tf,
  x: Tensor,
  options: { readonly slope: number; readonly limit: number | null; readonly threshold: number },
): Tensor {
  const { slope, limit, threshold } = options;
  const passed = threshold === 0 ? tf.relu(x) : tf.where(tf.greater(x, threshold), x, tf.zerosLike(x));
  const limited = limit === null ? passed : tf.minimum(passed, limit);
  if (slope === 0) return limited;
  return tf.add(limited, tf.mul(slope, tf.minimum(tf.sub(x, threshold), 0)));
}

export const activations = table<Activation>([
  activation('linear', 'everywhere', 'Leaves values as they are.', (_tf, x) => x),
  activation(
    'relu',
    'everywhere',
    'Sets negative values to zero.',
    (tf, x, { numbers }) =>
      rectify(tf, x, {
        slope: numbers.negative_slope ?? numbers.alpha ?? 0,
        limit: numbers.max_value ?? null,
        threshold: numbers.threshold ?? 0,
      }),
    {
      args: [
        arg('negative_slope', 0, 'The slope below the threshold.', { notIn: ['keras2', 'tfjs'] }),
        arg('alpha', 0, 'The slope below the threshold.', { notIn: ['keras3', 'tfjs'] }),
        arg('max_value', null, 'The largest value that passes.', { notIn: ['tfjs'] }),
        arg('threshold', 0, 'The value from which on values pass unchanged.', { notIn: ['tfjs'] }),
      ],
    },
  ),
  activation('relu6', 'everywhere', 'Sets negative values to zero and those above 6 to 6.', (tf, x) => tf.relu6(x)),
  activation(
    'leaky_relu',
    'keras',
    'Scales negative values down.',
    (tf, x, { numbers }) => tf.leakyRelu(x, numbers.negative_slope ?? 0.2),
    { args: [arg('negative_slope', 0.2, 'The slope of negative values.')] },
  ),
  activation(
    'elu',
    'everywhere',
    'exp(x) - 1 below zero, unchanged above.',
    (tf, x, { numbers }) => {
      const alpha = numbers.alpha ?? 1;
      return alpha === 1 ? tf.elu(x) : tf.where(tf.greater(x, 0), x, tf.mul(alpha, tf.elu(x)));
    },
    { args: [arg('alpha', 1, 'The factor below zero.')] },
  ),
  activation('selu', 'everywhere', 'An elu scaled so that mean and variance are kept.', (tf, x) => tf.selu(x)),
  activation('sigmoid', 'everywhere', 'Squeezes values between 0 and 1: 1 / (1 + exp(-x)).', (tf, x) => tf.sigmoid(x)),
  activation(
    'hard_sigmoid',
    'everywhere',
    'A sigmoid of straight lines: (x + 3) / 6 cut off at 0 and 1; before Keras 3 and in tfjs 0.2·x + 0.5.',
    (tf, x, { dialect }) => hardSigmoid(tf, x, dialect),
  ),
  activation('tanh', 'everywhere', 'Squeezes values between -1 and 1.', (tf, x) => tf.tanh(x)),
  activation(
    'softmax',
    'everywhere',
    'Makes values positive so that they sum to 1 along an axis.',
    (tf, x, { numbers }) => softmax(tf, x, [numbers.axis ?? -1]),
    { args: [axis] },
  ),
  activation(
    'log_softmax',
    'everywhere',
    'The logarithm of softmax.',
    (tf, x, { numbers }) => {
      const along = numbers.axis ?? -1;
      const shifted = tf.sub(x, tf.max(x, along, true));
      return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), along, true)));
    },
    { args: [axis] },
  ),
  activation('softplus', 'everywhere', 'A smooth rectifier: log(exp(x) + 1).', (tf, x) => tf.softplus(x)),
  activation('softsign', 'everywhere', 'x / (|x| + 1).', (tf, x) => tf.div(x, tf.add(tf.abs(x), 1))),
  activation('swish', 'everywhere', 'x·sigmoid(x).', (tf, x) => tf.mul(x, tf.sigmoid(x)), { alias: ['silu'] }),
  activation(
    'gelu',
    'everywhere',
    'x·Φ(x) with the normal distribution Φ.',
    (tf, x, { flags }) => gelu(tf, x, flags?.approximate ? 'approximate' : 'exact'),
    { args: [arg('approximate', false, 'Whether tanh stands in for the exact distribution.', { notIn: ['tfjs'] })] },
  ),
  {
    name: 'gelu_new',
    doc: 'x·Φ(x), the normal distribution approximated with tanh.',
    strings: { tfjs: ['gelu_new'] },
    exports: {},
    args: [],
    run: (tf, x) => gelu(tf, x, 'approximate'),
  },
  activation('mish', 'everywhere', 'x·tanh(softplus(x)).', (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x)))),
  activation('exponential', 'keras', 'exp(x).', (tf, x) => tf.exp(x)),
  activation('hard_silu', 'keras3', 'x·hard_sigmoid(x).', (tf, x) => tf.mul(x, hardSigmoid(tf, x, 'keras3')), {
    alias: ['hard_swish'],
  }),
  activation('hard_tanh', 'keras3', 'Cuts values off at -1 and 1.', (tf, x) => tf.clipByValue(x, -1, 1)),
  activation(
    'hard_shrink',
    'keras3',
    'Sets values near zero to zero.',
    (tf, x, { numbers }) => tf.where(tf.greater(tf.abs(x), numbers.threshold ?? 0.5), x, tf.zerosLike(x)),
    { args: [arg('threshold', 0.5, 'How near to zero.')] },
  ),
  activation(
    'soft_shrink',
    'keras3',
    'Moves values towards zero, those near it to zero.',
    (tf, x, { numbers }) => {
      const by = numbers.threshold ?? 0.5;
      return tf.sub(tf.relu(tf.sub(x, by)), tf.relu(tf.sub(tf.neg(x), by)));
    },
    { args: [arg('threshold', 0.5, 'How far values move.')] },
  ),
  activation('tanh_shrink', 'keras3', 'x - tanh(x).', (tf, x) => tf.sub(x, tf.tanh(x))),
  activation('log_sigmoid', 'keras3', 'The logarithm of sigmoid.', (tf, x) => tf.neg(tf.softplus(tf.neg(x)))),
  activation(
    'celu',
    'keras3',
    'alpha·(exp(x / alpha) - 1) below zero, unchanged above.',
    (tf, x, { numbers }) => {
      const alpha = numbers.alpha ?? 1;
      return tf.add(tf.relu(x), tf.mul(alpha, tf.expm1(tf.div(tf.minimum(x, 0), alpha))));
    },
    { args: [arg('alpha', 1, 'Where the curve bends.')] },
  ),
  activation(
    'glu',
    'keras3',
    'Halves an axis: the first half times the sigmoid of the second.',
    (tf, x, { numbers }) => {
      const [a, b] = tf.split(x, 2, numbers.axis ?? -1);
      return a === undefined || b === undefined ? x : tf.mul(a, tf.sigmoid(b));
    },
    { args: [arg('axis', -1, 'The axis that is halved.')] },
  ),
  activation(
    'squareplus',
    'keras3',
    'A smooth rectifier: (x + sqrt(x² + b)) / 2.',
    (tf, x, { numbers }) => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), numbers.b ?? 4))), 2),
    { args: [arg('b', 4, 'How smooth.')] },
  ),
  activation('sparse_plus', 'keras3', 'A rectifier with a parabola between -1 and 1.', (tf, x) =>
    tf.where(tf.lessEqual(x, -1), tf.zerosLike(x), tf.where(tf.less(x, 1), tf.mul(0.25, tf.square(tf.add(x, 1))), x)),
  ),
  activation('sparse_sigmoid', 'keras3', 'A straight line from 0 at -1 to 1 at 1.', (tf, x) =>
    tf.clipByValue(tf.mul(0.5, tf.add(x, 1)), 0, 1),
  ),
  activation(
    'sparsemax',
    'keras3',
    'Like softmax, with exact zeros.',
    (tf, x, { numbers }) => sparsemax(tf, x, numbers.axis ?? -1),
    { args: [axis] },
  ),
  activation(
    'threshold',
    'keras3',
    'Replaces values that are not above a threshold.',
    (tf, x, { numbers }) =>
      tf.where(tf.greater(x, numbers.threshold ?? 0), x, tf.fill(x.shape, numbers.default_value ?? 0)),
    {
      args: [
        arg('threshold', 'required', 'The value that must be exceeded.'),
        arg('default_value', 'required', 'What stands in for the other values.'),
      ],
    },
  ),
]);

/** Layer classes that Keras 2 also takes by name where an activation is asked for. */
export const keras2LayerActivations: ReadonlySet<string> = new Set([
  'ELU',
  'LeakyReLU',
  'PReLU',
  'ReLU',
  'Softmax',
  'ThresholdedReLU',
]);
