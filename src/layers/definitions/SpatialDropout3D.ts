// Dropout of whole channels over three axes.

import { defineSpatialDropout } from '../spatialDropout.ts';

export default defineSpatialDropout({
  name: 'SpatialDropout3D',
  axes: 3,
  dialects: ['keras3', 'keras2'],
  doc: 'Sets random channels to zero as a whole during training and scales up the rest; does nothing otherwise. The shape stays.',
});
