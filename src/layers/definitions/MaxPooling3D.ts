// The largest value in each window over three axes.

import { definePooling } from '../pooling.ts';

export default definePooling({
  name: 'MaxPooling3D',
  alias: ['MaxPool3D'],
  axes: 3,
  kind: 'max',
  poolSize: 2,
  doc: 'Takes the largest value in a window that slides over three axes. All three shrink by the window and the strides; the channels stay.',
});
