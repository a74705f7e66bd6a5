// A multiplication and an addition.

import { tensorType } from '../../shapes/shape.ts';
import { numbersTensor } from '../compute/numbers.ts';
import { defineLayer } from '../define.ts';
import { anything, optional, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Rescaling',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Multiplies by `scale` and adds `offset`, as `1./255` brings pixels to 0 to 1. The shape stays.',
  params: {
    scale: required(anything(), 'What values are multiplied with.'),
    offset: optional(anything(), 0, 'What is added to them.'),
  },
  takes: 'tensor',
  shape: ({ shape }, { computeDtype }) => tensorType(shape, computeDtype),
  run({ tf, config, inputs }) {
    const scale = numbersTensor(tf, config.scale);
    const offset = numbersTensor(tf, config.offset);
    if (scale === undefined || offset === undefined) return { impossible: 'its scale or offset is not known' };
    return tf.add(tf.mul((inputs[0] as Tensor).cast('float32'), scale), offset);
  },
  mask: 'keeps',
  refusesNoList: true,
  shapeOfUnknown: ({ shape }, { computeDtype }) => tensorType(shape, computeDtype),
});
