// The mean in windows along the sequence that are sized for a given output.

import { defineAdaptivePooling } from '../adaptivePooling.ts';

export default defineAdaptivePooling({
  name: 'AdaptiveAveragePooling1D',
  axes: 1,
  kind: 'mean',
  doc: 'Takes the mean in windows whose size follows from the input and the asked output. The sequence becomes `output_size`; the channels stay.',
});
