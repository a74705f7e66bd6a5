// Scaling to length 1.

import { printShape, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { axesArgument, positions, reportAxis } from '../normalization.ts';
import { optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'UnitNormalization',
  dialects: ['keras3', 'keras2'],
  doc: 'Scales each sample to length 1 along the given axes. The shape stays.',
  params: { axis: optional(axesArgument(), -1, 'The axis, or the axes, along which the length is taken.') },
  takes: 'tensor',
  shape({ shape }, context) {
    const { config, computeDtype } = context;
    if (positions(config.axis, shape.length) !== undefined) return tensorType(shape, computeDtype);
    const { axis } = config;
    const printed = isUnknown(axis) ? '' : axis.length === 1 ? String(axis[0]) : `[${axis.map(String).join(', ')}]`;
    reportAxis(axis, shape, context, `Axis ${printed} is out of bounds for input shape ${printShape(shape)}.`);
    return tensorType(afterError, computeDtype);
  },
  shapeOfUnknown: keepsShape,
  refusesNoList: true,
  run({ tf, config, inputs }) {
    const x = inputs[0] as Tensor;
    const at = positions(config.axis, x.rank);
    if (at === undefined || isUnknown(at)) return { impossible: 'its axes are not those of its input' };
    const square = tf.sum(tf.square(x), [...at], true);
    return tf.mul(x, tf.minimum(tf.rsqrt(square), 1e12));
  },
  mask: 'keeps',
});
