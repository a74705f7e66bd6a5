// Diagonals and triangles of matrices.

import { nullable, optional } from '../../layers/params.ts';
import { add, type Dim, isDynamic, product } from '../../shapes/dim.ts';
import { printShape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { axis, input, type SizeArg, size } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { defineOp, type OpContext } from '../define.ts';
import { settled } from '../dtypes.ts';
import { ruledType } from '../typeRules.ts';

/** The length of the diagonal `offset` of a matrix. */
function diagonalLength(rows: Dim, columns: Dim, offset: SizeArg): Dim {
  const open = [rows, columns, offset].find(dim => isUnknown(dim)) ?? [rows, columns].find(isDynamic);
  if (open !== undefined) return open;
  if (typeof rows !== 'number' || typeof columns !== 'number' || typeof offset !== 'number')
    return { kind: 'unknown', why: { kind: 'todo', what: 'the diagonal of a symbolic size' } };
  const left = offset > 0 ? columns - offset : rows + offset;
  return Math.max(0, Math.min(left, rows, columns));
}

function magnitude(k: SizeArg): Dim {
  return typeof k === 'number'
    ? Math.abs(k)
    : isUnknown(k)
      ? k
      : { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic offset' } };
}

const offset = optional(size(), 0, 'Which diagonal: above the main one, or below where it is negative.');
const axis1 = optional(axis(), 0, 'The axis of rows.');
const axis2 = optional(axis(), 1, 'The axis of columns.');

function plane(
  shape: readonly Dim[],
  one: Parameters<typeof axisAt>[0],
  two: Parameters<typeof axisAt>[0],
  context: OpContext,
) {
  const a = axisAt(one, shape.length, context, 'axis1');
  const b = axisAt(two, shape.length, context, 'axis2');
  if (isUnknown(a)) return a;
  return isUnknown(b) ? b : { a, b, rest: shape.filter((_, i) => i !== a && i !== b) };
}

export default [
  defineOp({
    names: ['keras.ops.diag', 'numpy.diag(v: x, k=0)'],
    doc: 'A matrix with the vector on a diagonal, or the diagonal of a matrix.',
    params: { x: input(), k: offset },
    shape({ x, k }, context) {
      const { shape } = x;
      const dtype = settled(x, context);
      if (isUnknown(shape)) return { shape, dtype };
      const [rows = 1, columns = 1] = shape;
      if (shape.length === 1) {
        const side = add(rows, magnitude(k));
        return { shape: [side, side], dtype };
      }
      if (shape.length === 2) return { shape: [diagonalLength(rows, columns, k)], dtype };
      context.problem({
        kind: 'rank-mismatch',
        input: 0,
        expected: { atLeast: 1, atMost: 2 },
        shape,
        runtime: { keras3: `\`x\` must be 1-D or 2-D, but received shape ${printShape(shape)}.` },
      });
      return afterError;
    },
  }),
  defineOp({
    names: ['keras.ops.diagflat', 'numpy.diagflat(v: x, k=0)'],
    doc: 'A matrix with all elements on a diagonal.',
    params: { x: input(), k: offset },
    shape({ x, k }, context) {
      const side = add(isUnknown(x.shape) ? x.shape : product(x.shape), magnitude(k));
      return { shape: [side, side], dtype: settled(x, context) };
    },
  }),
  defineOp({
    names: ['tf.linalg.diag(diagonal: x, name: _, k=0, num_rows: _, num_cols: _, padding_value: _, align: _)'],
    doc: 'Matrices with the last axis on a diagonal.',
    params: { x: input(), k: offset },
    shape({ x, k }) {
      if (isUnknown(x.shape)) return x;
      const side = add(x.shape[x.shape.length - 1] ?? 1, magnitude(k));
      return { shape: [...x.shape.slice(0, -1), side, side], dtype: x.dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.diagonal',
      'numpy.diagonal(a: x, offset=0, axis1=0, axis2=1)',
      'method.diagonal(x, offset=0, axis1=0, axis2=1)',
    ],
    doc: 'The diagonals of matrices in two axes, as the last axis.',
    params: { x: input(), offset, axis1, axis2 },
    shape({ x, offset, axis1, axis2 }, context) {
      const dtype = settled(x, context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      const found = plane(x.shape, axis1, axis2, context);
      if (isUnknown(found)) return { shape: found, dtype };
      return { shape: [...found.rest, diagonalLength(x.shape[found.a] ?? 1, x.shape[found.b] ?? 1, offset)], dtype };
    },
  }),
  defineOp({
    names: [
      'tf.linalg.diag_part(input: x, name: _, k: offset = 0, padding_value: _, align: _)',
      'tf.linalg.tensor_diag_part(input: x, name: _)',
    ],
    doc: 'The diagonals of the matrices in the last two axes.',
    params: { x: input(), offset },
    shape({ x, offset }) {
      if (isUnknown(x.shape)) return x;
      const [rows = 1, columns = 1] = x.shape.slice(-2);
      return { shape: [...x.shape.slice(0, -2), diagonalLength(rows, columns, offset)], dtype: x.dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.trace',
      'numpy.trace(a: x, offset=0, axis1=0, axis2=1, dtype: _, out: _)',
      'tf.linalg.trace(x, name: _, offset: offset = 0, axis1: axis1 = -2, axis2: axis2 = -1)',
    ],
    doc: 'The sums of diagonals.',
    params: { x: input(), offset, axis1, axis2 },
    shape({ x, axis1, axis2 }, context) {
      const dtype = ruledType(context.library === 'tf' ? 'common' : 'sum', [x], context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      const found = plane(x.shape, axis1, axis2, context);
      return { shape: isUnknown(found) ? found : found.rest, dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.tril',
      'keras.ops.triu',
      'numpy.tril(m: x, k=0)',
      'numpy.triu(m: x, k=0)',
      'tf.linalg.band_part(input: x, num_lower: _, num_upper: _, name: _)',
      'tf.linalg.set_diag(input: x, diagonal: _, name: _, k: _, align: _)',
    ],
    doc: 'The triangle of matrices below or above a diagonal, zeros elsewhere.',
    params: { x: input(), k: offset },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: settled(x, context) }),
  }),
  defineOp({
    names: ['keras.ops.vander(x, N=None, increasing: _)', 'numpy.vander(x, N=None, increasing: _)'],
    doc: 'The powers of each element as rows.',
    params: { x: input(), N: optional(nullable(size()), null, 'How many powers.') },
    shape({ x, N }, context) {
      const dtype = settled(x, context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      if (x.shape.length !== 1) {
        context.problem({
          kind: 'rank-mismatch',
          input: 0,
          expected: { exactly: 1 },
          shape: x.shape,
          runtime: { keras3: `Input tensor must be 1-dimensional. Received: input.shape=${printShape(x.shape)}` },
        });
        return afterError;
      }
      return { shape: [...x.shape, N ?? x.shape[0] ?? 1], dtype };
    },
  }),
];
