// Random shearing of images.

import { defineAugmentation, factor, fillMode, fillValue, imageFormat, interpolation, seed } from '../images.ts';
import { optional } from '../params.ts';

const words = 'The `factor` argument should be a number (or a list of two numbers) in the range [0, 1.0].';

export default defineAugmentation({
  name: 'RandomShear',
  doc: 'Slants images sideways and upwards by a random amount. The shape stays.',
  params: {
    x_factor: optional(
      factor(0, 1, { pairs: 'both within', words }),
      { kind: 'float', value: 0 },
      'How strongly along the width: a range, or a number.',
    ),
    y_factor: optional(
      factor(0, 1, { pairs: 'both within', words }),
      { kind: 'float', value: 0 },
      'How strongly along the height: a range, or a number.',
    ),
    interpolation: interpolation(),
    fill_mode: fillMode(),
    fill_value: fillValue,
    data_format: imageFormat,
    seed,
  },
});
