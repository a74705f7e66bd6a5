// The softmax as a layer.

import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { either, int, ints, optional } from '../params.ts';

export default defineLayer({
  name: 'Softmax',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Scales values along an axis so that they are positive and sum to 1. The shape stays.',
  params: {
    axis: optional(either(int(), ints()), -1, 'The axis, or the axes, that sum to 1.', { fallbackIn: { tfjs: 1 } }),
  },
  call: ['inputs', 'mask'],
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
});
