// Random mirroring of images.

import { defineAugmentation, imageFormat, seed } from '../images.ts';
import { oneOf, optional, string } from '../params.ts';

const modes = oneOf(['horizontal', 'vertical', 'horizontal_and_vertical'] as const);

export default defineAugmentation({
  name: 'RandomFlip',
  dialects: ['keras3', 'keras2'],
  doc: 'Mirrors images at random. The shape stays.',
  params: {
    mode: optional(
      {
        ...string(),
        expects: modes.expects,
        // Keras 3 leaves images as they are where the mode is another.
        read: (value, dialect) => (dialect === 'keras3' ? string().read(value, dialect) : modes.read(value, dialect)),
      },
      'horizontal_and_vertical',
      'Whether they are mirrored sideways (`horizontal`), upside down (`vertical`) or both.',
    ),
    seed,
    data_format: imageFormat,
  },
});
