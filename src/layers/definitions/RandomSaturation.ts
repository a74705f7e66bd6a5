// Random saturation of images.

import { defineAugmentation, factor, imageFormat, seed, valueRange } from '../images.ts';
import { required } from '../params.ts';

export default defineAugmentation({
  name: 'RandomSaturation',
  doc: 'Makes the colours of images stronger or weaker by a random amount. The shape stays.',
  params: {
    factor: required(factor(-1, 1), 'How much stronger or weaker: a range, or a number for both directions.'),
    value_range: valueRange(),
    data_format: imageFormat,
    seed,
  },
});
