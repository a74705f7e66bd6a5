// The mean of each channel of an image.

import { defineGlobalPooling } from '../pooling.ts';

export default defineGlobalPooling({
  name: 'GlobalAveragePooling2D',
  alias: ['GlobalAvgPool2D'],
  tfjs: ['globalAveragePooling2d'],
  axes: 2,
  kind: 'mean',
  doc: 'Takes the mean of each channel over height and width. Both axes go away, or become 1 with `keepdims`.',
});
