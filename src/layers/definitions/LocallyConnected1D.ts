// A convolution along a sequence whose kernel differs from place to place, of Keras 2.

import { defineLocallyConnected } from '../locallyConnected.ts';

export default defineLocallyConnected({
  name: 'LocallyConnected1D',
  axes: 1,
  doc: 'Slides a window over its input with another kernel at every place. The sequence shrinks by the window and the strides; the channel axis becomes `filters`.',
});
