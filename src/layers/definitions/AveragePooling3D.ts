// The mean of each window over three axes.

import { definePooling } from '../pooling.ts';

export default definePooling({
  name: 'AveragePooling3D',
  alias: ['AvgPool3D'],
  tfjs: ['averagePooling3d', 'avgPool3d', 'avgPooling3d'],
  axes: 3,
  kind: 'mean',
  poolSize: 'required',
  doc: 'Takes the mean of a window that slides over three axes. All three shrink by the window and the strides; the channels stay.',
});
