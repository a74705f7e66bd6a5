// The exponential linear unit as a layer.

import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { float, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'ELU',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Leaves positive values as they are; below zero it gives `alpha`·(exp(x) - 1). The shape stays.',
  params: { alpha: optional(float(), { kind: 'float', value: 1 }, 'The factor below zero.') },
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
  run({ tf, config, inputs }) {
    const x = inputs[0] as Tensor;
    return config.alpha === 1 ? tf.elu(x) : tf.where(tf.greater(x, 0), x, tf.mul(config.alpha, tf.elu(x)));
  },
  mask: 'keeps',
});
