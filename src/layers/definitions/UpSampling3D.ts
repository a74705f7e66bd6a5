// Repeats entries along three axes.

import { defineUpSampling } from '../upSampling.ts';

export default defineUpSampling({
  name: 'UpSampling3D',
  axes: 3,
  dialects: ['keras3', 'keras2'],
  doc: 'Repeats entries along three axes. All three are multiplied by `size`.',
});
