// A convolutional LSTM over volumes.

import { defineConvRecurrent } from '../convRecurrent.ts';

export default defineConvRecurrent({
  name: 'ConvLSTM3D',
  axes: 3,
  dialects: ['keras3', 'keras2'],
  doc: 'An LSTM for sequences of volumes: its gates are convolutions, and its states keep the place axes. (batch, time, depth, height, width, channels) becomes (batch, new depth, new height, new width, filters), with the time axis kept where `return_sequences` is set.',
});
