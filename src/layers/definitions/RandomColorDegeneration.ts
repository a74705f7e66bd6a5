// Random loss of saturation.

import { defineAugmentation, factor, imageFormat, seed, valueRange } from '../images.ts';
import { required } from '../params.ts';

export default defineAugmentation({
  name: 'RandomColorDegeneration',
  doc: 'Mixes images with their grey versions by a random amount. Images must have three channels; the shape stays.',
  params: {
    factor: required(factor(-1, 1), 'How grey they become: a range, or a number.'),
    value_range: valueRange(),
    data_format: imageFormat,
    seed,
  },
  records: 'refused',
  check(images, { config, problem }) {
    if (images.length !== 3 && images.length !== 4) {
      problem({ kind: 'rank-mismatch', input: 0, expected: { atLeast: 3, atMost: 4 }, shape: images });
      return;
    }
    const axis = config.data_format === 'channels_first' ? images.length - 3 : images.length - 1;
    const channels = images[axis];
    if (typeof config.data_format !== 'string' || typeof channels !== 'number' || channels === 3) return;
    problem({
      kind: 'axis-mismatch',
      input: 0,
      axis,
      expected: 3,
      got: channels,
      shape: images,
      because: 'grey is made of three colours',
      runtime: {
        keras3: `Input images must have 3 channels, but received images with ${channels} channels.`,
      },
    });
  },
});
