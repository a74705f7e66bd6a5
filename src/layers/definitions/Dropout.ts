// Random zeros during training.

import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { anything, float, nullable, optional, required } from '../params.ts';

export default defineLayer({
  name: 'Dropout',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Sets random values to zero during training and scales up the rest; does nothing otherwise. The shape stays.',
  params: {
    rate: required(float({ atLeast: 0, atMost: 1 }), 'The share of values that are set to zero.'),
    noise_shape: optional(nullable(anything()), null, 'The shape of the random mask, broadcast to the input.'),
    seed: optional(anything(), null, 'Where the random numbers start.'),
  },
  call: ['inputs', 'training'],
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
});
