// Joining along the first, second or third axis: hstack, vstack, dstack and append.

import { nullable, optional, required } from '../../layers/params.ts';
import { product } from '../../shapes/dim.ts';
import { afterError, isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { axis, input, tensors } from '../arguments.ts';
import { defineOp, type OpContext, type OpDefinition, type TensorAnswer } from '../define.ts';
import { concatenate, joined } from '../join.ts';
import type { Operand } from '../operand.ts';

type Direction = 'h' | 'v' | 'd' | 'column';

/** The item with at least so many axes, as NumPy adds them: in front, or behind for the third. */
function raised(item: Operand, direction: Direction): Operand {
  const { shape } = item;
  if (isUnknown(shape)) return item;
  const [a = 1, b = 1] = shape;
  switch (direction) {
    case 'h':
      return shape.length === 0 ? { ...item, shape: [1] } : item;
    case 'v':
      return shape.length < 2 ? { ...item, shape: [1, a] } : item;
    case 'd':
      if (shape.length >= 3) return item;
      return { ...item, shape: shape.length === 2 ? [a, b, 1] : [1, a, 1] };
    case 'column':
      return shape.length < 2 ? { ...item, shape: [a, 1] } : item;
  }
}

function join(items: readonly Operand[], direction: Direction, context: OpContext): TensorAnswer | Unknown {
  if (context.specOnly && direction !== 'd') {
    const [first] = items;
    const flat = direction === 'h' && first !== undefined && !isUnknown(first.shape) && first.shape.length < 2;
    if (!flat) return concatenate(items, direction === 'h' ? 1 : 0, context);
    context.problem({
      kind: 'call-value',
      says: 'Symbolic tensors with a single axis cannot be joined by `hstack`; use `concatenate`',
      runtime: { keras3: 'list assignment index out of range' },
    });
    return afterError;
  }
  const wide = items.map(item => raised(item, direction));
  const shape = wide.map(item => item.shape).find(known => !isUnknown(known));
  const flat = shape !== undefined && !isUnknown(shape) && shape.length < 2;
  switch (direction) {
    case 'h':
      return concatenate(wide, flat ? 0 : 1, context);
    case 'v':
      return concatenate(wide, 0, context);
    case 'd':
      return concatenate(wide, 2, context);
    case 'column':
      return concatenate(wide, 1, context);
  }
}

function define(names: readonly [string, ...string[]], direction: Direction, doc: string): OpDefinition {
  return defineOp({
    names,
    doc,
    params: { xs: required(tensors(), 'The tensors.') },
    shape: ({ xs }, context) => joined(xs, context, items => join(items, direction, context)),
  });
}

export default [
  define(
    ['keras.ops.hstack', 'numpy.hstack(tup: xs, *, dtype: _, casting: _)', 'tf.experimental.numpy.hstack(tup: xs)'],
    'h',
    'Joins tensors along the second axis, vectors along their only one.',
  ),
  define(
    [
      'keras.ops.vstack',
      'numpy.vstack(tup: xs, *, dtype: _, casting: _)',
      'numpy.row_stack(tup: xs, *, dtype: _, casting: _)',
      'tf.experimental.numpy.vstack(tup: xs)',
    ],
    'v',
    'Joins tensors along the first axis, vectors as rows.',
  ),
  define(['keras.ops.dstack', 'numpy.dstack(tup: xs)'], 'd', 'Joins tensors along the third axis.'),
  define(['numpy.column_stack(tup: xs)'], 'column', 'Joins tensors along the second axis, vectors as columns.'),
  defineOp({
    names: ['keras.ops.append', 'numpy.append(arr: x1, values: x2, axis=None)'],
    doc: 'Puts the second after the first, along an axis or flat.',
    params: {
      x1: input('The first tensor.'),
      x2: input('The second tensor.'),
      axis: optional(nullable(axis()), null, 'The axis; both are flattened where it is None.'),
    },
    shape({ x1, x2, axis }, context) {
      if (axis !== null && isUnknown(axis)) return axis;
      if (axis !== null) return concatenate([x1, x2], axis, context);
      const flat = [x1, x2].map(x => ({ ...x, shape: [isUnknown(x.shape) ? x.shape : product(x.shape)] }));
      return concatenate(flat, 0, context);
    },
  }),
];
