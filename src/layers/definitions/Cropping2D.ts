// The edges of an image cut off.

import { defineCropping } from '../cropping.ts';

export default defineCropping({
  name: 'Cropping2D',
  tfjs: ['cropping2D'],
  axes: 2,
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Cuts off rows and columns at the edges of height and width. Each shrinks by what is cut off on its two sides.',
});
