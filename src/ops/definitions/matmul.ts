// Matrix products.

import { bool, optional } from '../../layers/params.ts';
import type { Shape } from '../../shapes/shape.ts';
import { isUnknown, type Maybe } from '../../shapes/unknown.ts';
import { input } from '../arguments.ts';
import { matmulShape } from '../contract.ts';
import { defineOp } from '../define.ts';
import { promote, promotion } from '../dtypes.ts';

function transposed(shape: Shape, flag: Maybe<boolean>): Shape {
  if (flag === false || isUnknown(shape)) return shape;
  if (isUnknown(flag)) return flag;
  const [a, b] = shape.slice(-2);
  return a === undefined || b === undefined ? shape : [...shape.slice(0, -2), b, a];
}

const flag = (of: string) =>
  optional(bool(), false, `Whether the last two axes of the ${of} operand are swapped first.`);

export default defineOp({
  names: [
    'keras.ops.matmul(x1, x2)',
    'tf.linalg.matmul(a: x1, b: x2, transpose_a=False, transpose_b=False, adjoint_a: transpose_a = False, adjoint_b: transpose_b = False, a_is_sparse: _, b_is_sparse: _, output_type: _, grad_a: _, grad_b: _, name: _)',
    'tf.matmul(a: x1, b: x2, transpose_a=False, transpose_b=False, adjoint_a: _, adjoint_b: _, a_is_sparse: _, b_is_sparse: _, output_type: _, grad_a: _, grad_b: _, name: _)',
    'numpy.matmul(x1, x2, out: _, *, casting: _, order: _, dtype: _, subok: _, signature: _, axes: _, axis: _, keepdims: _)',
    'operator.matmul(x1, x2)',
    'operator.imatmul(x1, x2)',
  ],
  doc: 'The matrix product over the last two axes; the axes before are broadcast.',
  className: 'Matmul',
  params: {
    x1: input('The first operand.'),
    x2: input('The second operand.'),
    transpose_a: flag('first'),
    transpose_b: flag('second'),
  },
  shape({ x1, x2, transpose_a, transpose_b }, context) {
    const shape = matmulShape(transposed(x1.shape, transpose_a), transposed(x2.shape, transpose_b), context);
    const dtype = promote([x1, x2], context);
    const int8 = promotion([x1, x2], context) === 'keras' && x1.dtype === 'int8' && x2.dtype === 'int8';
    return { shape, dtype: int8 ? 'int32' : dtype };
  },
});
