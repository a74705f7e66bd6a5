// Transposed convolution over height and width.

import { defineConvolutionTranspose } from '../convolutionTranspose.ts';

export default defineConvolutionTranspose({
  name: 'Conv2DTranspose',
  alias: ['Convolution2DTranspose'],
  dialects: ['keras3', 'keras2', 'tfjs'],
  axes: 2,
  order: 'output_padding first',
  doc: 'Spreads every value over a window over height and width, the reverse of a convolution. Height and width grow by the strides; the channel axis becomes `filters`.',
});
