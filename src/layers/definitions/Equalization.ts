// Equalized histograms.

import { defineAugmentation, factor, imageFormat, valueRange } from '../images.ts';
import { anything, nullable, optional } from '../params.ts';

export default defineAugmentation({
  name: 'Equalization',
  doc: 'Spreads the values of each channel so that all are equally frequent. The shape stays.',
  params: {
    value_range: valueRange(),
    bins: optional(anything(), 256, 'How many values are told apart.'),
    data_format: imageFormat,
    factor: optional(nullable(factor(-1, 1)), null, 'Without effect.', { keywordOnly: true }),
  },
  dtype: 'input',
});
