// The largest value of each channel over three axes.

import { defineGlobalPooling } from '../pooling.ts';

export default defineGlobalPooling({
  name: 'GlobalMaxPooling3D',
  alias: ['GlobalMaxPool3D'],
  dialects: ['keras3', 'keras2'],
  axes: 3,
  kind: 'max',
  doc: 'Takes the largest value of each channel over three axes. They go away, or become 1 with `keepdims`.',
});
