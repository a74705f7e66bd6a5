// Enlarges images by repeating rows and columns, or by interpolation.

import { defineUpSampling } from '../upSampling.ts';

export default defineUpSampling({
  name: 'UpSampling2D',
  axes: 2,
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Enlarges images by repeating rows and columns, or by interpolation. Height and width are multiplied by `size`.',
});
