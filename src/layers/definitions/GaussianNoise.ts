// Random noise added during training.

import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { anything, float, optional, required } from '../params.ts';
import { randomGenerator } from '../randomGenerator.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'GaussianNoise',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Adds normally distributed noise during training; does nothing otherwise. The shape stays.',
  params: {
    stddev: required(float({ atLeast: 0, atMost: 1 }), 'The standard deviation of the noise.', {
      says: {
        keras3:
          'Invalid value received for argument `stddev`. Expected a float value between 0 and 1. Received: stddev={got}',
      },
    }),
    seed: optional(anything(), null, 'Where the random numbers start.', { notIn: ['tfjs'] }),
    ...randomGenerator,
  },
  call: ['inputs', 'training'],
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
  refusesNoList: true,
  run({ tf, config, inputs, training, seed }) {
    const x = inputs[0] as Tensor;
    if (!training || config.stddev === 0) return x;
    return tf.add(x, tf.randomNormal(x.shape, 0, config.stddev, 'float32', seed));
  },
  mask: 'keeps',
});
