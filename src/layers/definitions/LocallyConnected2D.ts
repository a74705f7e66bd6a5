// A convolution over an image whose kernel differs from place to place, of Keras 2.

import { defineLocallyConnected } from '../locallyConnected.ts';

export default defineLocallyConnected({
  name: 'LocallyConnected2D',
  axes: 2,
  doc: 'Slides a window over its input with another kernel at every place. Height and width shrink by the window and the strides; the channel axis becomes `filters`.',
});
