// Solarization of images.

import { defineAugmentation, factor, seed, valueRange } from '../images.ts';
import { optional } from '../params.ts';

const words =
  'The `addition_factor` and `threshold_factor` arguments should be a number (or a list of two numbers) in the range [0, 1].';

export default defineAugmentation({
  name: 'Solarization',
  doc: 'Inverts the pixels above a random brightness. The shape stays.',
  params: {
    addition_factor: optional(
      factor(0, 1, { pairs: 'both within', words }),
      { kind: 'float', value: 0 },
      'How much is added to every pixel, as a share of the range: a range, or a number.',
    ),
    threshold_factor: optional(
      factor(0, 1, { pairs: 'both within', words }),
      { kind: 'float', value: 0 },
      'The brightness above which pixels are inverted, as a share of the range.',
    ),
    value_range: valueRange(),
    seed,
  },
});
