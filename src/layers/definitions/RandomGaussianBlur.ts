// Random blur of images.

import { type ConfigValue, isConfigList } from '../config.ts';
import { anyValueRange, defineAugmentation, factor, imageFormat, seed } from '../images.ts';
import { type ArgType, isKind, optional, refused } from '../params.ts';

const words = 'The `sigma` argument should be a number (or a list of two numbers) in the range [0, 1].';

export default defineAugmentation({
  name: 'RandomGaussianBlur',
  doc: 'Blurs images by a random amount. The shape stays.',
  params: {
    factor: optional(factor(0, 1), { kind: 'float', value: 1 }, 'The share of images that are changed.'),
    kernel_size: optional(oddSize(), 3, 'How far the blur reaches along height and width.', {
      says: { keras3: 'kernel_size must be an odd number. Received: kernel_size={got}' },
    }),
    sigma: optional(factor(0, 1, { words }), { kind: 'float', value: 1 }, 'How strongly it blurs.'),
    value_range: anyValueRange,
    data_format: imageFormat,
    seed,
  },
});

/** An odd number, or two. */
function oddSize(): ArgType<ConfigValue> {
  const expects = 'an odd number, or two';
  const odd = (value: ConfigValue) => typeof value !== 'number' || value % 2 !== 0;
  return {
    expects,
    read(value) {
      if (typeof value === 'number') return odd(value) ? value : refused(expects);
      if (isConfigList(value)) return value.length === 2 && value.every(odd) ? value : refused(expects);
      return isKind(value, 'size') || isKind(value, 'float') ? value : refused(expects);
    },
    unknown: why => why,
  };
}
