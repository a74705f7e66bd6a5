// Random shifts of images.

import { defineAugmentation, factor, fillMode, fillValue, imageFormat, interpolation, seed } from '../images.ts';
import { required } from '../params.ts';

const words = 'The `factor` argument should be a number (or a list of two numbers) in the range [-1.0, 1.0].';

export default defineAugmentation({
  name: 'RandomTranslation',
  dialects: ['keras3', 'keras2'],
  doc: 'Shifts images up or down and sideways by a random distance. The shape stays.',
  params: {
    height_factor: required(
      factor(-1, 1, { pairs: 'both within', words }),
      'How far up and down, as a share of the height: a range, or a number for both directions.',
    ),
    width_factor: required(
      factor(-1, 1, { pairs: 'both within', words }),
      'How far left and right, as a share of the width: a range, or a number for both directions.',
    ),
    fill_mode: fillMode(),
    interpolation: interpolation(),
    seed,
    fill_value: fillValue,
    data_format: imageFormat,
  },
});
