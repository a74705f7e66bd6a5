// Zeros at the ends of three axes.

import { definePadding } from '../padding.ts';

export default definePadding({
  name: 'ZeroPadding3D',
  axes: 3,
  dialects: ['keras3', 'keras2'],
  doc: 'Adds zeros at the ends of three axes. Each grows by what is added at its two ends.',
});
