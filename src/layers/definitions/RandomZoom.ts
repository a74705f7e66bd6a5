// Random zoom of images.

import { defineAugmentation, factor, fillMode, fillValue, imageFormat, interpolation, seed } from '../images.ts';
import { nullable, optional, required } from '../params.ts';

const words =
  'The `height_factor` and `width_factor` arguments should be a number (or a list of two numbers) in the range (-1.0, 1.0].';

export default defineAugmentation({
  name: 'RandomZoom',
  dialects: ['keras3', 'keras2'],
  doc: 'Zooms images in or out by a random amount. The shape stays.',
  params: {
    height_factor: required(
      factor(-1, 1, { pairs: 'both within', words, lowIsOutside: true }),
      'How far along the height: negative zooms in, positive zooms out.',
    ),
    width_factor: optional(
      nullable(factor(-1, 1, { pairs: 'both within', words, lowIsOutside: true })),
      null,
      'The same along the width; as along the height where it is not given.',
    ),
    fill_mode: fillMode(),
    interpolation: interpolation(),
    seed,
    fill_value: fillValue,
    data_format: imageFormat,
  },
});
