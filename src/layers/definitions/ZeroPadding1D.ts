// Zeros at the ends of a sequence.

import { definePadding } from '../padding.ts';

export default definePadding({
  name: 'ZeroPadding1D',
  axes: 1,
  dialects: ['keras3', 'keras2'],
  doc: 'Adds zeros at the ends of a sequence. The sequence grows by what is added at its two ends.',
});
