// Convolution along a sequence.

import { defineConvolution } from '../convolution.ts';

export default defineConvolution({
  name: 'Conv1D',
  alias: ['Convolution1D'],
  dialects: ['keras3', 'keras2', 'tfjs'],
  axes: 1,
  doc: 'Slides a window along a sequence and computes `filters` weighted sums of what it sees. The sequence shrinks by the window and the strides; the channel axis becomes `filters`.',
});
