// The largest value in windows over height and width that are sized for a given output.

import { defineAdaptivePooling } from '../adaptivePooling.ts';

export default defineAdaptivePooling({
  name: 'AdaptiveMaxPooling2D',
  axes: 2,
  kind: 'max',
  doc: 'Takes the largest value in windows whose size follows from the input and the asked output. Height and width become `output_size`; the channels stay.',
});
