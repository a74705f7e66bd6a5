// Convolution along a sequence of each channel on its own.

import { defineDepthwiseConvolution } from '../depthwise.ts';

export default defineDepthwiseConvolution({
  name: 'DepthwiseConv1D',
  dialects: ['keras3', 'keras2'],
  axes: 1,
  doc: 'Slides a window along a sequence of each channel on its own. The sequence shrinks by the window and the strides; the channels are multiplied by `depth_multiplier`.',
});
