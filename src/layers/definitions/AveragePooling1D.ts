// The mean of each window along a sequence.

import { definePooling } from '../pooling.ts';

export default definePooling({
  name: 'AveragePooling1D',
  alias: ['AvgPool1D'],
  tfjs: ['averagePooling1d', 'avgPool1d', 'avgPooling1d'],
  axes: 1,
  kind: 'mean',
  poolSize: 'required',
  doc: 'Takes the mean of a window that slides along a sequence. The sequence shrinks by the window and the strides; the channels stay.',
});
