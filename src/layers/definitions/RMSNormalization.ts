// Normalization by the root of the mean square.

import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { atAxes } from '../compute/normalize.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { axesArgument, epsilonParam, positions, reportAxis, reportOpen, sizesAt } from '../normalization.ts';
import { optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'RMSNormalization',
  doc: 'Divides each sample by the root of its mean square along the given axes, then scales it. The shape stays.',
  params: {
    axis: optional(axesArgument(), -1, 'The axis, or the axes, over which the mean is taken.'),
    epsilon: epsilonParam(0.000001),
  },
  takes: 'tensor',
  call: ['x'],
  shape({ shape }, context) {
    const { config, computeDtype } = context;
    const at = positions(config.axis, shape.length);
    if (at === undefined) {
      reportAxis(config.axis, shape, context);
      return tensorType(afterError, computeDtype);
    }
    if (!isUnknown(at)) reportOpen(at, shape, context);
    return tensorType(shape, computeDtype);
  },
  shapeOfUnknown: keepsShape,
  weights({ config, inputs, dtype }) {
    const axes = isUnknown(config.axis) ? config.axis : [...config.axis].sort((a, b) => Number(a) - Number(b));
    const sizes = sizesAt(inputs[0]?.shape, axes);
    if (isUnknown(sizes)) return sizes;
    return [{ name: 'scale', shape: sizes, trainable: true, dtype, initializer: 'ones' }];
  },
  run({ tf, config, inputs, weights }) {
    const x = inputs[0] as Tensor;
    const at = positions(config.axis, x.rank);
    const [scale] = weights;
    if (at === undefined || isUnknown(at) || scale === undefined)
      return { impossible: 'its axes are not those of its input' };
    const square = tf.mean(tf.square(x), [...at], true);
    const normal = tf.div(x, tf.sqrt(tf.add(square, config.epsilon)));
    return tf.mul(
      normal,
      atAxes(
        tf,
        scale,
        [...at].sort((a, b) => a - b),
        x.rank,
      ),
    );
  },
});
