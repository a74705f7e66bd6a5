// Zeros around an image.

import { definePadding } from '../padding.ts';

export default definePadding({
  name: 'ZeroPadding2D',
  axes: 2,
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Adds rows and columns of zeros around height and width. Each grows by what is added on its two sides.',
});
