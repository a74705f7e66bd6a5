// Random hue of images.

import { anyValueRange, defineAugmentation, factor, imageFormat, seed } from '../images.ts';
import { required } from '../params.ts';

export default defineAugmentation({
  name: 'RandomHue',
  doc: 'Turns the colours of images round the colour circle by a random amount. The shape stays.',
  params: {
    factor: required(factor(0, 1), 'How far they turn, as a share of the circle: a range, or a number.'),
    value_range: anyValueRange,
    data_format: imageFormat,
    seed,
  },
});
