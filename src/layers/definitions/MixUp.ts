// Mixtures of images.

import { defineAugmentation, factor, imageFormat, seed } from '../images.ts';
import { anything, nullable, optional } from '../params.ts';

export default defineAugmentation({
  name: 'MixUp',
  doc: 'Mixes each image, and its label, with another one. Called on images, or on a record with `images` and `labels`; the shapes stay.',
  params: {
    alpha: optional(anything(), { kind: 'float', value: 0.2 }, 'How strongly they are mixed.'),
    data_format: imageFormat,
    seed,
    factor: optional(nullable(factor(-1, 1)), null, 'Without effect.', { keywordOnly: true }),
  },
});
