// Normalization of each sample by its own statistics.

import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { moments, scaleAndShift } from '../compute/normalize.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import {
  axesArgument,
  checkNormalizedRank,
  epsilonParam,
  positions,
  reportAxis,
  reportOpen,
  scaleAndOffset,
  scaleAndOffsetParams,
  sizesAt,
} from '../normalization.ts';
import { bool, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'LayerNormalization',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Brings each sample to mean 0 and variance 1 along the given axes, then scales and shifts it. The shape stays.',
  params: {
    axis: optional(axesArgument(), -1, 'The axis, or the axes, over which mean and variance are taken.'),
    epsilon: epsilonParam(0.001),
    ...scaleAndOffsetParams,
    rms_scaling: optional(bool(), false, 'Divides by the variance alone; out of use.', {
      keywordOnly: true,
      notIn: ['keras2', 'tfjs'],
    }),
  },
  castsInputs: 'never',
  takes: 'tensor',
  shape({ shape }, context) {
    const { config, computeDtype, dialect, problem } = context;
    if (dialect === 'tfjs') checkNormalizedRank(shape, problem);
    const at = positions(config.axis, shape.length);
    if (at === undefined) {
      reportAxis(config.axis, shape, context);
      return tensorType(afterError, computeDtype);
    }
    const learns = config.scale === true || config.center === true || config.rms_scaling === true;
    if (!isUnknown(at) && learns) reportOpen(at, shape, context);
    return tensorType(shape, computeDtype);
  },
  shapeOfUnknown: keepsShape,
  weights({ config, inputs, dtype }) {
    const rms = config.rms_scaling;
    if (isUnknown(rms)) return rms;
    const axes = isUnknown(config.axis) ? config.axis : [...config.axis].sort((a, b) => Number(a) - Number(b));
    const sizes = sizesAt(inputs[0]?.shape, axes);
    if (isUnknown(sizes)) return sizes;
    return scaleAndOffset(sizes, rms ? { ...config, scale: true, center: false } : config, dtype);
  },
  run({ tf, config, inputs, weights }) {
    const x = inputs[0] as Tensor;
    const at = positions(config.axis, x.rank);
    if (at === undefined || isUnknown(at)) return { impossible: 'its axes are not those of its input' };
    const { mean, variance } = moments(tf, x, at);
    const spread = tf.sqrt(tf.add(variance, config.epsilon));
    const normal = config.rms_scaling ? tf.div(x, spread) : tf.div(tf.sub(x, mean), spread);
    const learned = config.rms_scaling ? { scale: true, center: false } : config;
    return scaleAndShift(
      tf,
      normal,
      weights,
      learned,
      [...at].sort((a, b) => a - b),
    );
  },
  mask: 'keeps',
});
