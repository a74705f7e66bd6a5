// Random brightness of images.

import { defineAugmentation, factor, seed, valueRange } from '../images.ts';
import { required } from '../params.ts';

export default defineAugmentation({
  name: 'RandomBrightness',
  dialects: ['keras3', 'keras2'],
  doc: 'Makes images brighter or darker by a random amount. The shape stays.',
  params: {
    factor: required(
      factor(-1, 1),
      'How much brighter or darker, as a share of the range of values: a range, or a number for both directions.',
    ),
    value_range: valueRange(),
    seed,
  },
});
