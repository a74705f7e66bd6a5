// A convolutional LSTM over signals.

import { defineConvRecurrent } from '../convRecurrent.ts';

export default defineConvRecurrent({
  name: 'ConvLSTM1D',
  axes: 1,
  dialects: ['keras3', 'keras2'],
  doc: 'An LSTM for sequences of vectors with a place axis: its gates are convolutions, and its states keep the place axes. (batch, time, steps, channels) becomes (batch, new steps, filters), with the time axis kept where `return_sequences` is set.',
});
