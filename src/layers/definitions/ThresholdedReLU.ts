// The rectifier with a threshold, of Keras 2 and tfjs.

import { rectify } from '../../training/activations.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { float, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'ThresholdedReLU',
  tfjs: ['thresholdedReLU'],
  dialects: ['keras2', 'tfjs'],
  doc: 'Lets values above `theta` pass and sets the others to zero. The shape stays.',
  params: { theta: optional(float({ atLeast: 0 }), { kind: 'float', value: 1 }, 'The value that must be exceeded.') },
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
  run({ tf, config, inputs }) {
    const x = inputs[0] as Tensor;
    if (config.theta === 0) return tf.relu(x);
    return rectify(tf, x, { slope: 0, limit: null, threshold: config.theta });
  },
  mask: 'keeps',
});
