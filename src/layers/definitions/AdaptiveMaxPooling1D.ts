// The largest value in windows along the sequence that are sized for a given output.

import { defineAdaptivePooling } from '../adaptivePooling.ts';

export default defineAdaptivePooling({
  name: 'AdaptiveMaxPooling1D',
  axes: 1,
  kind: 'max',
  doc: 'Takes the largest value in windows whose size follows from the input and the asked output. The sequence becomes `output_size`; the channels stay.',
});
