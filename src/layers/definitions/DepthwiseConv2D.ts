// Convolution over height and width of each channel on its own.

import { defineDepthwiseConvolution } from '../depthwise.ts';

export default defineDepthwiseConvolution({
  name: 'DepthwiseConv2D',
  dialects: ['keras3', 'keras2', 'tfjs'],
  axes: 2,
  doc: 'Slides a window over height and width of each channel on its own. Height and width shrink by the window and the strides; the channels are multiplied by `depth_multiplier`.',
});
