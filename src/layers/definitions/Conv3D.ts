// Convolution over three axes.

import { defineConvolution } from '../convolution.ts';

export default defineConvolution({
  name: 'Conv3D',
  alias: ['Convolution3D'],
  dialects: ['keras3', 'keras2', 'tfjs'],
  axes: 3,
  doc: 'Slides a window over three axes and computes `filters` weighted sums of what it sees. All three shrink by the window and the strides; the channel axis becomes `filters`.',
});
