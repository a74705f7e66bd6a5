// The mean of each channel over three axes.

import { defineGlobalPooling } from '../pooling.ts';

export default defineGlobalPooling({
  name: 'GlobalAveragePooling3D',
  alias: ['GlobalAvgPool3D'],
  dialects: ['keras3', 'keras2'],
  axes: 3,
  kind: 'mean',
  doc: 'Takes the mean of each channel over three axes. They go away, or become 1 with `keepdims`.',
});
