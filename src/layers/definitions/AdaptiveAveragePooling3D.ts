// The mean in windows over three axes that are sized for a given output.

import { defineAdaptivePooling } from '../adaptivePooling.ts';

export default defineAdaptivePooling({
  name: 'AdaptiveAveragePooling3D',
  axes: 3,
  kind: 'mean',
  doc: 'Takes the mean in windows whose size follows from the input and the asked output. All three become `output_size`; the channels stay.',
});
