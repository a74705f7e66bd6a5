// The largest value in each window along a sequence.

import { definePooling } from '../pooling.ts';

export default definePooling({
  name: 'MaxPooling1D',
  alias: ['MaxPool1D'],
  axes: 1,
  kind: 'max',
  poolSize: 2,
  doc: 'Takes the largest value in a window that slides along a sequence. The sequence shrinks by the window and the strides; the channels stay.',
});
