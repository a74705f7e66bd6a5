// Convolution along a sequence in two steps: each channel on its own, then across channels.

import { defineSeparableConvolution } from '../depthwise.ts';

export default defineSeparableConvolution({
  name: 'SeparableConv1D',
  alias: ['SeparableConvolution1D'],
  dialects: ['keras3', 'keras2'],
  axes: 1,
  doc: 'Slides a window along a sequence of each channel on its own, then mixes the channels point by point. The sequence shrinks by the window and the strides; the channel axis becomes `filters`.',
});
