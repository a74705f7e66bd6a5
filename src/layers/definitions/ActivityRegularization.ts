// A penalty on what passes through.

import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { float, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'ActivityRegularization',
  dialects: ['keras3', 'keras2'],
  doc: 'Adds a penalty on its input to the loss and hands the input on. The shape stays.',
  params: {
    l1: optional(float(), { kind: 'float', value: 0 }, 'The factor of absolute values.'),
    l2: optional(float(), { kind: 'float', value: 0 }, 'The factor of squares.'),
  },
  baseArguments: [
    'name',
    'dtype',
    'trainable',
    'autocast',
    'input_shape',
    'batch_input_shape',
    'input_dim',
    'batch_size',
    'weights',
    'dynamic',
    'implementation',
  ],
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
  refusesNoList: true,
  run: ({ inputs }) => inputs[0] as Tensor,
  mask: 'keeps',
});
