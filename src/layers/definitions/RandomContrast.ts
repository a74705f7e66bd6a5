// Random contrast of images.

import { anyValueRange, defineAugmentation, factor, seed } from '../images.ts';
import { required } from '../params.ts';

export default defineAugmentation({
  name: 'RandomContrast',
  dialects: ['keras3', 'keras2'],
  doc: 'Raises or lowers the contrast of images by a random amount. The shape stays.',
  params: {
    factor: required(factor(0, 1), 'How much more or less contrast: a range, or a number for both directions.'),
    value_range: { ...anyValueRange, notIn: ['keras2'] },
    seed,
  },
});
