// Contrast over the whole range.

import { defineAugmentation, valueRange } from '../images.ts';

export default defineAugmentation({
  name: 'AutoContrast',
  doc: 'Stretches the values of each image over the whole range. The shape stays.',
  changes: 'always',
  params: {
    value_range: valueRange(),
  },
});
