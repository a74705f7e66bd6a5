// Mixtures of changed images (Hendrycks et al. 2019).

import { defineAugmentation, factor, imageFormat, interpolation, seed, valueRange } from '../images.ts';
import { anything, bool, optional } from '../params.ts';

/** The layers it is made of, in the order it makes them, and those that `all_ops` adds. */
const inner = [
  'random_shear',
  'random_translation',
  'random_rotation',
  'solarization',
  'random_posterization',
  'auto_contrast',
  'equalization',
];
const more = ['random_brightness', 'random_color_degeneration', 'random_contrast', 'random_sharpness'];

export default defineAugmentation({
  name: 'AugMix',
  doc: 'Mixes each image with several chains of changes of itself. The shape stays.',
  params: {
    value_range: valueRange(),
    num_chains: optional(anything(), 3, 'How many chains are mixed.'),
    chain_depth: optional(anything(), 3, 'How many changes a chain has.'),
    factor: optional(factor(0, 1), { kind: 'float', value: 0.3 }, 'How strong the changes are: a range, or a number.'),
    alpha: optional(anything(), { kind: 'float', value: 1 }, 'How the chains are weighed.'),
    all_ops: optional(bool(), true, 'Whether changes of colour, contrast and sharpness are among them.'),
    interpolation: interpolation(),
    seed,
    data_format: imageFormat,
  },
  // A name that is given is given to the inner layers too.
  innerNames: ({ config }) => ({
    made: config.name === null ? [...inner, ...(config.all_ops === true ? more : [])] : [],
  }),
});
