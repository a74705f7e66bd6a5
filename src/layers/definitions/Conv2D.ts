// Convolution over height and width.

import { defineConvolution } from '../convolution.ts';

export default defineConvolution({
  name: 'Conv2D',
  alias: ['Convolution2D'],
  dialects: ['keras3', 'keras2', 'tfjs'],
  axes: 2,
  doc: 'Slides a window over height and width and computes `filters` weighted sums of what it sees. Height and width shrink by the window and the strides; the channel axis becomes `filters`.',
});
