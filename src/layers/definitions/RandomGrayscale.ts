// Random loss of colour.

import { defineAugmentation, imageFormat, seed } from '../images.ts';
import { float, optional } from '../params.ts';

export default defineAugmentation({
  name: 'RandomGrayscale',
  doc: 'Turns images grey at random. The shape stays, three equal channels included.',
  params: {
    factor: optional(
      float({ atLeast: 0, atMost: 1 }),
      { kind: 'float', value: 0.5 },
      'The share of images that are changed, from 0 to 1.',
      { says: { keras3: '`factor` should be between 0 and 1. Received: factor={got}' } },
    ),
    data_format: imageFormat,
    seed,
  },
  dtype: 'input',
  records: 'refused',
});
