// Random sequences of changes (Cubuk et al. 2019).

import { defineAugmentation, factor, imageFormat, interpolation, seed, valueRange } from '../images.ts';
import { anything, optional } from '../params.ts';

/** The layers it is made of, in the order it makes them. */
const inner = [
  'random_shear',
  'random_translation',
  'random_rotation',
  'random_brightness',
  'random_color_degeneration',
  'random_contrast',
  'random_sharpness',
  'solarization',
  'random_posterization',
  'auto_contrast',
  'equalization',
];

export default defineAugmentation({
  name: 'RandAugment',
  doc: 'Applies some changes to each image, drawn from eleven: shearing, shifts, rotation, colours, contrast and others. The shape stays.',
  params: {
    value_range: valueRange(),
    num_ops: optional(anything(), 2, 'How many changes each image gets.'),
    factor: optional(factor(0, 1), { kind: 'float', value: 0.5 }, 'How strong they are: a range, or a number.'),
    interpolation: interpolation(),
    seed,
    data_format: imageFormat,
  },
  // A name that is given is given to the inner layers too.
  innerNames: ({ config }) => ({ made: config.name === null ? inner : [] }),
});
