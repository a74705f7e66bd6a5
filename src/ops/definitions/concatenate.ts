// Joining tensors along an axis they have.

import { nullable, optional, required } from '../../layers/params.ts';
import { product } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { axis, tensors } from '../arguments.ts';
import { defineOp } from '../define.ts';
import { concatenate, joined } from '../join.ts';

export default defineOp({
  names: [
    'keras.ops.concatenate',
    'tf.concat(values: xs, axis, name: _)',
    'keras.backend.concatenate(tensors: xs, axis=-1)',
    'numpy.concatenate(arrays: xs, axis=0, out: _, *, dtype: _, casting: _)',
  ],
  doc: 'Puts tensors one after the other along an axis; all other axes must agree.',
  className: 'Concatenate',
  params: {
    xs: required(tensors(), 'The tensors.'),
    axis: optional(
      nullable(axis()),
      0,
      'The axis along which they are joined; NumPy flattens them first where it is None.',
    ),
  },
  shape: ({ xs, axis }, context) =>
    joined(xs, context, items => {
      const flatToo = axis !== null && isUnknown(axis) && context.library === 'numpy';
      if (flatToo) return axis;
      if (axis !== null) return concatenate(items, axis, context);
      const flat = items.map(item => ({ ...item, shape: [isUnknown(item.shape) ? item.shape : product(item.shape)] }));
      return concatenate(flat, 0, context);
    }),
});
