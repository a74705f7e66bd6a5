// Posterization of images.

import { defineAugmentation, factor, imageFormat, seed, valueRange } from '../images.ts';
import { required } from '../params.ts';

export default defineAugmentation({
  name: 'RandomPosterization',
  doc: 'Leaves only some of the bits of each colour. The shape stays.',
  params: {
    factor: required(factor(1, 8), 'How many bits are left, from 1 to 8.'),
    value_range: valueRange(),
    data_format: imageFormat,
    seed,
  },
});
