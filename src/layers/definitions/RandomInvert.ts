// Random negatives of images.

import { anyValueRange, defineAugmentation, factor, imageFormat, seed } from '../images.ts';
import { optional } from '../params.ts';

export default defineAugmentation({
  name: 'RandomInvert',
  doc: 'Turns images into their negatives at random. The shape stays.',
  params: {
    factor: optional(factor(0, 1), { kind: 'float', value: 1 }, 'The share of images that are changed.'),
    value_range: anyValueRange,
    seed,
    data_format: imageFormat,
  },
});
