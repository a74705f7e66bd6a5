// The mean in windows over height and width that are sized for a given output.

import { defineAdaptivePooling } from '../adaptivePooling.ts';

export default defineAdaptivePooling({
  name: 'AdaptiveAveragePooling2D',
  axes: 2,
  kind: 'mean',
  doc: 'Takes the mean in windows whose size follows from the input and the asked output. Height and width become `output_size`; the channels stay.',
});
