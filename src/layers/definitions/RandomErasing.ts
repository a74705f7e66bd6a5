// Random holes in images.

import { anyValueRange, defineAugmentation, factor, imageFormat, seed } from '../images.ts';
import { anything, optional } from '../params.ts';

const words = 'The `scale` argument should be a number (or a list of two numbers) in the range [0, 1].';

export default defineAugmentation({
  name: 'RandomErasing',
  doc: 'Fills a random rectangle of each image. The shape stays.',
  params: {
    factor: optional(factor(0, 1), { kind: 'float', value: 1 }, 'The share of images that are changed.'),
    scale: optional(
      factor(0, 1, { words }),
      [
        { kind: 'float', value: 0.02 },
        { kind: 'float', value: 0.33 },
      ],
      'The size of the rectangle as a share of the image.',
    ),
    fill_value: optional(anything(), null, 'What fills it; noise where it is not given.'),
    value_range: anyValueRange,
    seed,
    data_format: imageFormat,
  },
});
