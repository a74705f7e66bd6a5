// Normalization by the statistics of the batch.

import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { normalAxis, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { constraint, initializer, initialValue, regularizer } from '../arguments.ts';
import { alongAxis } from '../compute/matrix.ts';
import { defineLayer, type WeightSpec } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { checkNormalizedRank } from '../normalization.ts';
import { type ArgType, anything, bool, float, type IntArg, int, isKind, optional } from '../params.ts';
import type { Tensor, Tf } from '../run.ts';

export default defineLayer({
  name: 'BatchNormalization',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Brings each channel to mean 0 and variance 1, by the batch during training and by running averages otherwise, then scales and shifts it. The shape stays.',
  params: {
    axis: optional(truncated(), -1, 'The axis that keeps statistics of its own, usually the channels.'),
    momentum: optional(float(), { kind: 'float', value: 0.99 }, 'How slowly the running averages follow the batches.'),
    epsilon: optional(float(), { kind: 'float', value: 0.001 }, 'Added to the variance against division by zero.'),
    center: optional(bool(), true, 'Whether a learned offset `beta` is added.'),
    scale: optional(bool(), true, 'Whether values are multiplied with a learned `gamma`.'),
    beta_initializer: initializer('zeros', 'the offset'),
    gamma_initializer: initializer('ones', 'the scale'),
    moving_mean_initializer: initializer('zeros', 'the running mean'),
    moving_variance_initializer: initializer('ones', 'the running variance'),
    beta_regularizer: regularizer('the offset'),
    gamma_regularizer: regularizer('the scale'),
    beta_constraint: constraint('the offset'),
    gamma_constraint: constraint('the scale'),
    renorm: optional(bool(), false, 'Whether training uses batch renormalization, with averages of its own.', {
      notIn: ['tfjs'],
    }),
    renorm_clipping: optional(anything(), null, 'Limits `rmax`, `rmin`, `dmax` of the renormalization.', {
      notIn: ['tfjs'],
    }),
    renorm_momentum: optional(
      float(),
      { kind: 'float', value: 0.99 },
      'How slowly the averages of the renormalization follow the batches.',
      { notIn: ['tfjs'] },
    ),
    synchronized: optional(bool(), false, 'Whether the statistics are shared between devices.', { notIn: ['tfjs'] }),
    fused: optional(anything(), null, 'Whether the fused kernel is used.', {
      notIn: ['keras3', 'tfjs'],
      keywordOnly: true,
    }),
    virtual_batch_size: optional(anything(), null, 'Splits the batch into parts with statistics of their own.', {
      notIn: ['keras3', 'tfjs'],
      keywordOnly: true,
    }),
  },
  call: ['inputs', 'training', 'mask'],
  callIn: { keras2: ['inputs', 'training'], tfjs: ['inputs', 'training'] },
  takes: 'tensor',
  fixedAxes: config => (typeof config.axis === 'number' ? [config.axis] : []),
  shape({ shape }, { config, computeDtype, dialect, problem }) {
    const { axis } = config;
    if (dialect === 'tfjs') checkNormalizedRank(shape, problem);
    if (typeof axis !== 'number') return tensorType(shape, computeDtype);
    const position = normalAxis(axis, shape.length);
    if (position === undefined) {
      problem({
        kind: 'argument-value',
        argument: 'axis',
        got: String(axis),
        expected: `an axis of a tensor with ${shape.length} axes`,
        runtime: {
          keras3: 'tuple index out of range',
          keras2: 'Invalid value for `axis` argument.',
          tfjs: `Axis ${axis < 0 ? axis + shape.length : axis} of input tensor should have a defined dimension but the layer received`,
        },
      });
      return tensorType(afterError, computeDtype);
    }
    const channels = shape[position];
    if (channels !== undefined && isDynamic(channels)) {
      problem({
        kind: 'undefined-axis',
        input: 0,
        axis: position,
        shape,
        runtime: {
          keras3:
            'Shapes used to initialize variables must be fully-defined (no `None` dimensions). Received: shape=(None,)',
        },
      });
    }
    return tensorType(shape, computeDtype);
  },
  shapeOfUnknown: keepsShape,
  run({ tf, config, inputs, masks, weights, training }) {
    const x = inputs[0] as Tensor;
    const axis = config.axis < 0 ? config.axis + x.rank : config.axis;
    const own = [...weights];
    const gamma = config.scale ? own.shift() : undefined;
    const beta = config.center ? own.shift() : undefined;
    const learned = training && config.trainable !== false;
    const [mean, variance] = learned
      ? batchStatistics(tf, x, axis, inputs[1] ?? masks[0] ?? null)
      : own.slice(0, 2).map(vector => alongAxis(tf, vector, axis, x.rank));
    if (mean === undefined || variance === undefined) return { impossible: 'its running averages are missing' };
    const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, config.epsilon)));
    const scaled = gamma === undefined ? normal : tf.mul(normal, alongAxis(tf, gamma, axis, x.rank));
    return beta === undefined ? scaled : tf.add(scaled, alongAxis(tf, beta, axis, x.rank));
  },
  mask: 'keeps',
  weights({ config, inputs, dtype }) {
    const shape = inputs[0]?.shape ?? afterError;
    if (isUnknown(shape)) return shape;
    const { axis, center, scale, renorm } = config;
    if (isUnknown(scale)) return scale;
    if (isUnknown(center)) return center;
    if (isUnknown(renorm)) return renorm;
    const symbolic: Dim = isUnknown(axis) ? axis : { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic axis' } };
    const channels = typeof axis === 'number' ? shape[normalAxis(axis, shape.length) ?? -1] : symbolic;
    const one = (name: string, trainable: boolean, initial: WeightSpec['initializer']): WeightSpec => ({
      name,
      shape: [channels ?? afterError],
      trainable,
      dtype,
      initializer: initial,
    });
    const mean = initialValue(config.moving_mean_initializer);
    const variance = initialValue(config.moving_variance_initializer);
    return [
      ...(scale ? [one('gamma', true, initialValue(config.gamma_initializer))] : []),
      ...(center ? [one('beta', true, initialValue(config.beta_initializer))] : []),
      one('moving_mean', false, mean),
      one('moving_variance', false, variance),
      ...(renorm
        ? [
            one('moving_stddev', false, variance),
            one('renorm_mean', false, mean),
            one('renorm_stddev', false, variance),
          ]
        : []),
    ];
  },
});

/** Mean and variance over all axes but one, over the steps alone that a mask counts. */
function batchStatistics(tf: Tf, x: Tensor, axis: number, mask: Tensor | null): readonly [Tensor, Tensor] {
  const over = x.shape.map((_, i) => i).filter(i => i !== axis);
  if (mask === null) {
    const mean = tf.mean(x, over, true);
    return [mean, tf.mean(tf.square(tf.sub(x, mean)), over, true)];
  }
  const counts = tf.broadcastTo(tf.expandDims(tf.cast(mask, 'float32'), -1), x.shape);
  const total = tf.maximum(tf.sum(counts, over, true), 1e-7);
  const mean = tf.div(tf.sum(tf.mul(x, counts), over, true), total);
  const spread = tf.square(tf.sub(x, mean));
  return [mean, tf.div(tf.sum(tf.mul(spread, counts), over, true), total)];
}

/** An integer; Keras cuts the fraction of a float off. */
function truncated(): ArgType<IntArg> {
  const type = int();
  return {
    ...type,
    read: (value, dialect) =>
      isKind(value, 'float') && dialect === 'keras3' ? Math.trunc(value.value) : type.read(value, dialect),
  };
}
