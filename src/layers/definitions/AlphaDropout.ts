// Dropout for networks of SELUs.

import { rateWords } from '../arguments.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { anything, float, nullable, optional, required } from '../params.ts';
import { randomGenerator } from '../randomGenerator.ts';
import type { Tensor } from '../run.ts';

/** Minus the product of the two constants of SELU: what a value that is dropped becomes. */
const dropped = -1.7580993408473766;

export default defineLayer({
  name: 'AlphaDropout',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Sets random values to the negative limit of SELU during training, such that mean and variance are kept; does nothing otherwise. The shape stays.',
  params: {
    rate: required(float({ atLeast: 0, atMost: 1 }), 'The share of values that are dropped.', { says: rateWords }),
    noise_shape: optional(nullable(anything()), null, 'The shape of the random mask, broadcast to the input.'),
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
    const { rate } = config;
    if (!training || rate === 0) return x;
    const noise: readonly (number | null)[] = config.noise_shape ?? x.shape;
    const shape = x.shape.map((size, i) => noise[i] ?? size);
    const kept = tf.cast(tf.greaterEqual(tf.randomUniform(shape, 0, 1, 'float32', seed), rate), 'float32');
    const scale = ((1 - rate) * (1 + rate * dropped ** 2)) ** -0.5;
    const mixed = tf.add(tf.mul(x, kept), tf.mul(dropped, tf.sub(1, kept)));
    return tf.add(tf.mul(scale, mixed), -scale * dropped * rate);
  },
  mask: 'keeps',
});
