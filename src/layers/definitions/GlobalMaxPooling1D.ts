// The largest value of each channel over the sequence.

import { defineGlobalPooling } from '../pooling.ts';

export default defineGlobalPooling({
  name: 'GlobalMaxPooling1D',
  alias: ['GlobalMaxPool1D'],
  axes: 1,
  kind: 'max',
  doc: 'Takes the largest value of each channel over the sequence. That axis goes away, or becomes 1 with `keepdims`.',
});
