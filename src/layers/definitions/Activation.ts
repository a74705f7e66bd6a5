// A function applied to every value.

import { activation } from '../arguments.ts';
import { activate } from '../compute/activate.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Activation',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Applies an activation function. The shape stays.',
  params: { activation: { ...activation(), required: true } },
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
  refusesNoList: true,
  run: context => activate(context, context.config.activation, context.inputs[0] as Tensor),
  mask: 'keeps',
});
