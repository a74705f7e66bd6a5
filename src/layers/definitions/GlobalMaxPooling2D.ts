// The largest value of each channel of an image.

import { defineGlobalPooling } from '../pooling.ts';

export default defineGlobalPooling({
  name: 'GlobalMaxPooling2D',
  alias: ['GlobalMaxPool2D'],
  axes: 2,
  kind: 'max',
  doc: 'Takes the largest value of each channel over height and width. Both axes go away, or become 1 with `keepdims`.',
});
