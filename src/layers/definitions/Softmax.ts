// The softmax as a layer.

import { normalAxis } from '../../shapes/shape.ts';
import { softmax } from '../../training/activations.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { either, int, ints, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Softmax',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Scales values along an axis so that they are positive and sum to 1. The shape stays.',
  params: {
    axis: optional(either(int(), ints()), -1, 'The axis, or the axes, that sum to 1.', { fallbackIn: { tfjs: 1 } }),
  },
  call: ['inputs', 'mask'],
  takes: 'tensor',
  shape(input, { config, computeDtype, dialect, problem }) {
    const rank = input.shape.length;
    const { axis } = config;
    const single = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
    const other = typeof single === 'number' && normalAxis(single, rank) !== rank - 1;
    if (dialect === 'tfjs' && other) {
      problem({
        kind: 'argument-value',
        argument: 'axis',
        got: String(single),
        expected: 'the last axis, -1',
        effect: 'fails when run',
        runtime: {
          tfjs: `Softmax along a non-last dimension is not yet supported. Logits was rank ${rank} and dim was ${single}`,
        },
      });
    }
    return keepsShape(input, { computeDtype });
  },
  shapeOfUnknown: keepsShape,
  run({ tf, config, inputs, masks }) {
    const x = inputs[0] as Tensor;
    const axes: readonly number[] = typeof config.axis === 'number' ? [config.axis] : config.axis;
    const mask = inputs[1] ?? masks[0] ?? undefined;
    if (mask === undefined) return softmax(tf, x, axes);
    const counts = mask.dtype === 'bool' ? mask : tf.greater(mask, 0.5);
    const hidden = tf.where(counts, x, tf.fill(x.shape, -3e38 / 2));
    return tf.where(counts, softmax(tf, hidden, axes), tf.zerosLike(x));
  },
  mask: 'keeps',
});
