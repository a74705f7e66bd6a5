// Random warping of images.

import {
  anyValueRange,
  defineAugmentation,
  factor,
  fillMode,
  fillValue,
  imageFormat,
  interpolation,
  seed,
} from '../images.ts';
import { optional } from '../params.ts';

const words = 'The `scale` argument should be a number (or a list of two numbers) in the range [0, 1].';

export default defineAugmentation({
  name: 'RandomElasticTransform',
  doc: 'Warps images as if they were printed on rubber. The shape stays.',
  params: {
    factor: optional(factor(0, 1), { kind: 'float', value: 1 }, 'The share of images that are changed.'),
    scale: optional(factor(0, 1, { words }), { kind: 'float', value: 1 }, 'How strongly they are warped.'),
    interpolation: interpolation(),
    fill_mode: fillMode(['mirror']),
    fill_value: fillValue,
    value_range: anyValueRange,
    seed,
    data_format: imageFormat,
  },
});
