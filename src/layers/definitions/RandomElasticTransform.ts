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

export default defineAugmentation({
  name: 'RandomElasticTransform',
  doc: 'Warps images as if they were printed on rubber. The shape stays.',
  params: {
    factor: optional(factor(0, 1), { kind: 'float', value: 1 }, 'The share of images that are changed.'),
    scale: optional(factor(0, 1), { kind: 'float', value: 1 }, 'How strongly they are warped.'),
    interpolation: interpolation(),
    fill_mode: fillMode(['mirror']),
    fill_value: fillValue,
    value_range: anyValueRange,
    seed,
    data_format: imageFormat,
  },
});
