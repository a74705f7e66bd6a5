// Repeats each step of a sequence.

import { defineUpSampling } from '../upSampling.ts';

export default defineUpSampling({
  name: 'UpSampling1D',
  axes: 1,
  dialects: ['keras3', 'keras2'],
  doc: 'Repeats each step of a sequence. The sequence becomes `size` times as long.',
});
