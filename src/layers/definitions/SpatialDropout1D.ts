// Dropout of whole channels over one axes.

import { defineSpatialDropout } from '../spatialDropout.ts';

export default defineSpatialDropout({
  name: 'SpatialDropout1D',
  axes: 1,
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Sets random channels to zero as a whole during training and scales up the rest; does nothing otherwise. The shape stays.',
});
