// Random perspective of images.

import { defineAugmentation, factor, fillValue, imageFormat, interpolation, seed } from '../images.ts';
import { float, optional } from '../params.ts';

export default defineAugmentation({
  name: 'RandomPerspective',
  doc: 'Looks at images from a random side. The shape stays.',
  params: {
    factor: optional(factor(0, 1), { kind: 'float', value: 1 }, 'The share of images that are changed.'),
    scale: optional(
      float({ atLeast: 0, atMost: 1 }),
      { kind: 'float', value: 1 },
      'How far the corners move, from 0 to 1.',
    ),
    interpolation: interpolation(),
    fill_value: fillValue,
    seed,
    data_format: imageFormat,
  },
});
