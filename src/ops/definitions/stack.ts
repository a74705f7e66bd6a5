// Joining tensors along a new axis.

import { optional, required } from '../../layers/params.ts';
import { axis, tensors } from '../arguments.ts';
import { defineOp } from '../define.ts';
import { joined, stack } from '../join.ts';

export default defineOp({
  names: [
    'keras.ops.stack',
    'tf.stack(values: x, axis=0, name: _)',
    'keras.backend.stack',
    'numpy.stack(arrays: x, axis=0, out: _, *, dtype: _, casting: _)',
  ],
  doc: 'Puts tensors of one shape side by side along a new axis.',
  className: 'Stack',
  params: {
    x: required(tensors(), 'The tensors.'),
    axis: optional(axis(), 0, 'Where the new axis stands.'),
  },
  shape: ({ x, axis }, context) => joined(x, context, items => stack(items, axis, context)),
});
