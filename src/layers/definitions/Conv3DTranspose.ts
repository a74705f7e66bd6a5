// Transposed convolution over three axes.

import { defineConvolutionTranspose } from '../convolutionTranspose.ts';

export default defineConvolutionTranspose({
  name: 'Conv3DTranspose',
  alias: ['Convolution3DTranspose'],
  dialects: ['keras3', 'keras2', 'tfjs'],
  axes: 3,
  order: 'data_format first',
  doc: 'Spreads every value over a window over three axes, the reverse of a convolution. All three grow by the strides; the channel axis becomes `filters`.',
});
