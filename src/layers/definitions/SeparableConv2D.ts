// Convolution over height and width in two steps: each channel on its own, then across channels.

import { defineSeparableConvolution } from '../depthwise.ts';

export default defineSeparableConvolution({
  name: 'SeparableConv2D',
  alias: ['SeparableConvolution2D'],
  dialects: ['keras3', 'keras2', 'tfjs'],
  axes: 2,
  doc: 'Slides a window over height and width of each channel on its own, then mixes the channels point by point. Height and width shrink by the window and the strides; the channel axis becomes `filters`.',
});
