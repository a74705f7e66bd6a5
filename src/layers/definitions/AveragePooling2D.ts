// The mean of each window of an image.

import { definePooling } from '../pooling.ts';

export default definePooling({
  name: 'AveragePooling2D',
  alias: ['AvgPool2D'],
  tfjs: ['averagePooling2d', 'avgPool2d', 'avgPooling2d'],
  axes: 2,
  kind: 'mean',
  poolSize: 'required',
  doc: 'Takes the mean of a window that slides over height and width. Both shrink by the window and the strides; the channels stay.',
});
