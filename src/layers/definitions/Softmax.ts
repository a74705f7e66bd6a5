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
  shape(input, context) {
    const { config, dialect, problem } = context;
    const { axis } = config;
    const rank = input.shape.length;
    const single = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
    if (typeof single !== 'number') return keepsShape(input, context);
    const at = normalAxis(single, rank);
    if (dialect === 'tfjs' ? at !== rank - 1 : at === undefined) {
      problem({
        kind: 'argument-value',
        argument: 'axis',
        got: String(single),
        expected:
          dialect === 'tfjs' ? 'the last axis, -1' : `an axis of a tensor with ${rank} axes, ${-rank} to ${rank - 1}`,
        ...(dialect === 'keras2' ? {} : { effect: 'fails when run' }),
        runtime: {
          keras2: `\`dim\` must be in the range [${-rank}, ${rank}) where ${rank} is the number of dimensions in the input. Received: dim=${single}`,
          tfjs: `Softmax along a non-last dimension is not yet supported. Logits was rank ${rank} and dim was ${single}`,
        },
      });
    }
    return keepsShape(input, context);
  },
  shapeOfUnknown: keepsShape,
  refusesNoList: true,
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
