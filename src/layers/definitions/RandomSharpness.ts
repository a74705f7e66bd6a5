// Random sharpness of images.

import { defineAugmentation, factor, imageFormat, seed, valueRange } from '../images.ts';
import { required } from '../params.ts';

export default defineAugmentation({
  name: 'RandomSharpness',
  doc: 'Sharpens or blurs images by a random amount. The shape stays.',
  params: {
    factor: required(factor(0, 1), 'How strongly: a range, or a number.'),
    value_range: valueRange(),
    data_format: imageFormat,
    seed,
  },
});
