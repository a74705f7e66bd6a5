// Random rotation of images.

import { defineAugmentation, factor, fillMode, fillValue, imageFormat, interpolation, seed } from '../images.ts';
import { required } from '../params.ts';

export default defineAugmentation({
  name: 'RandomRotation',
  dialects: ['keras3', 'keras2'],
  doc: 'Turns images by a random angle. The shape stays.',
  params: {
    factor: required(factor(-1, 1), 'The angle as a share of a full turn: a range, or a number for both directions.'),
    fill_mode: fillMode(),
    interpolation: interpolation(),
    seed,
    fill_value: fillValue,
    data_format: imageFormat,
  },
});
