// A convolutional LSTM over images.

import { defineConvRecurrent } from '../convRecurrent.ts';

export default defineConvRecurrent({
  name: 'ConvLSTM2D',
  axes: 2,
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'An LSTM for sequences of images: its gates are convolutions, and its states keep the place axes. (batch, time, height, width, channels) becomes (batch, new height, new width, filters), with the time axis kept where `return_sequences` is set.',
});
