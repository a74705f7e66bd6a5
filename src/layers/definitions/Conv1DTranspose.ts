// Transposed convolution along a sequence.

import { defineConvolutionTranspose } from '../convolutionTranspose.ts';

export default defineConvolutionTranspose({
  name: 'Conv1DTranspose',
  alias: ['Convolution1DTranspose'],
  dialects: ['keras3', 'keras2'],
  axes: 1,
  order: 'output_padding first',
  doc: 'Spreads every value over a window along a sequence, the reverse of a convolution. The sequence grows by the strides; the channel axis becomes `filters`.',
});
