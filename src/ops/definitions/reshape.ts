// Changing the shape and keeping the elements: reshape, ravel and flatten.

import { anything, optional, required } from '../../layers/params.ts';
import { product } from '../../shapes/dim.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { input, shapeTuple } from '../arguments.ts';
import { defineOp, type OpContext, type TensorAnswer } from '../define.ts';
import { settled } from '../dtypes.ts';
import { answer, type Operand } from '../operand.ts';
import { reshape } from '../reshape.ts';

function flat(x: Operand, context: OpContext): TensorAnswer {
  if (isUnknown(x.shape)) return { shape: [x.shape], dtype: settled(x, context) };
  return answer([product(x.shape)], settled(x, context), x.elements);
}

export default [
  defineOp({
    names: [
      'keras.ops.reshape',
      'tf.reshape(tensor: x, shape: newshape, name: _)',
      'keras.backend.reshape(x, shape: newshape)',
      'numpy.reshape(a: x, shape: newshape, order: _, *, newshape: newshape = None, copy: _)',
    ],
    doc: 'Arranges the elements in another shape; -1 stands for the axis that takes what is left.',
    className: 'Reshape',
    params: { x: input(), newshape: required(shapeTuple(), 'The new shape.') },
    shape({ x, newshape }, context) {
      if (context.path === 'tf.reshape' && context.flavour === 'symbolic' && !isUnknown(newshape) && newshape.single) {
        context.problem({
          kind: 'argument-value',
          argument: 'shape',
          got: 'an integer',
          expected: 'a list of integers, where the tensor is symbolic',
        });
        return afterError;
      }
      return answer(reshape(x.shape, newshape, context), settled(x, context), x.elements);
    },
  }),
  defineOp({
    names: ['method.reshape(x, *newshape, order: _, copy: _, shape: keyword = None)'],
    doc: 'Arranges the elements in another shape; -1 stands for the axis that takes what is left.',
    className: 'Reshape',
    params: {
      x: input(),
      newshape: optional(anything(), [], 'The new shape, as a tuple or as separate integers.'),
      keyword: optional(anything(), null, 'The new shape by keyword.'),
    },
    shape({ x, newshape, keyword }, context) {
      const items = Array.isArray(newshape) ? newshape : [newshape];
      if (context.kerasTensors && x.source === 'symbolic' && items.length > 1) {
        context.problem({ kind: 'too-many-arguments', most: 1, got: items.length });
        return x;
      }
      const given = keyword !== null ? keyword : items.length === 1 ? items[0] : items;
      if (given === undefined || isUnknown(given)) return given ?? { kind: 'unknown', why: { kind: 'error' } };
      const target = shapeTuple().read(given, context.dialect);
      if ('expected' in target) {
        context.problem({ kind: 'argument-value', argument: 'shape', got: '', expected: target.expected });
        return x;
      }
      return answer(reshape(x.shape, target, context, 'shape'), settled(x, context), x.elements);
    },
  }),
  defineOp({
    names: [
      'keras.ops.ravel',
      'numpy.ravel(a: x, order: _)',
      'method.ravel(x, order: _)',
      'method.flatten(x, order: _)',
      'keras.backend.flatten',
    ],
    doc: 'All elements along one axis.',
    className: 'Ravel',
    params: { x: input() },
    shape: ({ x }, context) => flat(x, context),
  }),
  defineOp({
    names: ['keras.backend.batch_flatten'],
    doc: 'Keeps the first axis and brings all others together.',
    className: 'Reshape',
    params: { x: input() },
    shape: ({ x }) =>
      isUnknown(x.shape) ? x : { shape: [x.shape[0] ?? 1, product(x.shape.slice(1))], dtype: x.dtype },
  }),
];
