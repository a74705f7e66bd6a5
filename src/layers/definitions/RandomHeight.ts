// Images of random height.

import { defineRandomSize } from '../randomSize.ts';

export default defineRandomSize({
  name: 'RandomHeight',
  dialects: ['keras2'],
  axis: 'height',
  doc: 'Stretches images upwards by a random amount. The height is left open.',
});
