// Random factors during training.

import { rateWords } from '../arguments.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { anything, float, optional, required } from '../params.ts';
import { randomGenerator } from '../randomGenerator.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'GaussianDropout',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Multiplies with normally distributed factors around 1 during training; does nothing otherwise. The shape stays.',
  params: {
    rate: required(
      float({ atLeast: 0, atMost: 1 }),
      'How far the factors spread, as the rate of a dropout of the same noise.',
      { says: rateWords },
    ),
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
    if (!training || config.rate === 0) return x;
    const spread = Math.sqrt(config.rate / (1 - config.rate));
    return tf.mul(x, tf.randomNormal(x.shape, 1, spread, 'float32', seed));
  },
  mask: 'keeps',
});
