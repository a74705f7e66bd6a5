// Random colours of images.

import { anyValueRange, defineAugmentation, factor, imageFormat, seed } from '../images.ts';
import { nullable, optional } from '../params.ts';

const jitters = ['brightness', 'contrast', 'saturation', 'hue'] as const;

export default defineAugmentation({
  name: 'RandomColorJitter',
  doc: 'Changes brightness, contrast, saturation and hue of images by random amounts, as far as they are asked for. The shape stays.',
  params: {
    value_range: anyValueRange,
    brightness_factor: optional(nullable(factor(-1, 1)), null, 'How much brighter or darker.'),
    contrast_factor: optional(nullable(factor(0, 1)), null, 'How much more or less contrast.'),
    saturation_factor: optional(nullable(factor(-1, 1)), null, 'How much stronger or weaker the colours.'),
    hue_factor: optional(nullable(factor(0, 1)), null, 'How far the colours turn.'),
    seed,
    data_format: imageFormat,
    factor: optional(nullable(factor(-1, 1)), null, 'Without effect.', { keywordOnly: true }),
  },
  innerNames: ({ config }) => ({
    made: jitters.filter(name => config[`${name}_factor`] !== null).map(name => `random_${name}`),
  }),
});
