// Images of random width.

import { defineRandomSize } from '../randomSize.ts';

export default defineRandomSize({
  name: 'RandomWidth',
  dialects: ['keras2', 'tfjs'],
  axis: 'width',
  doc: 'Stretches images sideways by a random amount. The width is left open.',
});
