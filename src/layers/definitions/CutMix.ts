// Patches of other images.

import { defineAugmentation, factor, imageFormat, seed } from '../images.ts';
import { optional } from '../params.ts';

export default defineAugmentation({
  name: 'CutMix',
  doc: 'Replaces a random patch of each image with one of another image, and mixes the labels. Called on images, or on a record with `images` and `labels`; the shapes stay.',
  params: {
    factor: optional(factor(0, 1), { kind: 'float', value: 1 }, 'How the size of the patch is drawn.'),
    seed,
    data_format: imageFormat,
  },
});
