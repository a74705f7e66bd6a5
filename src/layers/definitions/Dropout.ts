// Random zeros during training.

import { rateWords } from '../arguments.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { anything, float, nullable, optional, required } from '../params.ts';
import { randomGenerator } from '../randomGenerator.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Dropout',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Sets random values to zero during training and scales up the rest; does nothing otherwise. The shape stays.',
  params: {
    rate: required(float({ atLeast: 0, atMost: 1 }), 'The share of values that are set to zero.', { says: rateWords }),
    noise_shape: optional(nullable(anything()), null, 'The shape of the random mask, broadcast to the input.'),
    seed: optional(anything(), null, 'Where the random numbers start.'),
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
    if (config.rate === 1) return tf.zerosLike(x);
    const noise: readonly (number | null)[] = config.noise_shape ?? x.shape;
    return tf.dropout(
      x,
      config.rate,
      x.shape.map((size, i) => noise[i] ?? size),
      seed,
    );
  },
  mask: 'keeps',
});
