// The largest value in each window of an image.

import { definePooling } from '../pooling.ts';

export default definePooling({
  name: 'MaxPooling2D',
  alias: ['MaxPool2D'],
  axes: 2,
  kind: 'max',
  poolSize: 2,
  doc: 'Takes the largest value in a window that slides over height and width. Both shrink by the window and the strides; the channels stay.',
});
