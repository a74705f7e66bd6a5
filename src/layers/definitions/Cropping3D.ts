// The ends of three axes cut off.

import { defineCropping } from '../cropping.ts';

export default defineCropping({
  name: 'Cropping3D',
  axes: 3,
  dialects: ['keras3', 'keras2'],
  doc: 'Cuts off the ends of three axes. Each shrinks by what is cut off at its two ends.',
});
