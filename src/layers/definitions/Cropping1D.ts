// The ends of a sequence cut off.

import { defineCropping } from '../cropping.ts';

export default defineCropping({
  name: 'Cropping1D',
  axes: 1,
  dialects: ['keras3', 'keras2'],
  doc: 'Cuts off the ends of a sequence. The sequence shrinks by what is cut off at its two ends.',
});
