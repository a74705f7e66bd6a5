// The largest value in windows over three axes that are sized for a given output.

import { defineAdaptivePooling } from '../adaptivePooling.ts';

export default defineAdaptivePooling({
  name: 'AdaptiveMaxPooling3D',
  axes: 3,
  kind: 'max',
  doc: 'Takes the largest value in windows whose size follows from the input and the asked output. All three become `output_size`; the channels stay.',
});
