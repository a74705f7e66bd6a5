// The mean of each channel over the sequence.

import { defineGlobalPooling } from '../pooling.ts';

export default defineGlobalPooling({
  name: 'GlobalAveragePooling1D',
  alias: ['GlobalAvgPool1D'],
  call: ['inputs', 'mask'],
  tfjs: ['globalAveragePooling1d'],
  axes: 1,
  kind: 'mean',
  doc: 'Takes the mean of each channel over the sequence. That axis goes away, or becomes 1 with `keepdims`.',
});
