// A vector repeated as a sequence.

import { dynamic } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { defineLayer } from '../define.ts';
import { valuesDtype } from '../elementwise.ts';
import { int, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'RepeatVector',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Repeats each vector `n` times, as the steps of a sequence. (batch, features) becomes (batch, n, features).',
  params: { n: required(int(1), 'How many times.') },
  takes: 'tensor',
  inputRank: { exactly: 2 },
  shape: (input, context) =>
    tensorType([input.shape[0] ?? dynamic, context.config.n, input.shape[1] ?? dynamic], valuesDtype(input, context)),
  run: ({ tf, config, inputs }) => tf.tile(tf.expandDims(inputs[0] as Tensor, 1), [1, config.n, 1]),
});
