// Decompositions of matrices: eigenvalues, singular values, QR, LU, and determinants by their logarithm.

import { bool, oneOf, optional } from '../../layers/params.ts';
import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { list } from '../../shapes/nested.ts';
import type { Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { input } from '../arguments.ts';
import { defineOp, type OpDefinition, type TensorAnswer } from '../define.ts';
import { settled } from '../dtypes.ts';
import { matrices, smaller } from '../matrices.ts';
import { ruledType } from '../typeRules.ts';

function eigen(name: 'eig' | 'eigh', tf: string): OpDefinition {
  return defineOp({
    names: [
      `keras.ops.${name}`,
      `keras.ops.linalg.${name}`,
      `tf.linalg.${name}(tensor: x, name: _)`,
      ...(tf === '' ? [] : [`tf.${tf}(tensor: x, name: _)`]),
      `numpy.linalg.${name}(a: x, UPLO: _)`,
    ],
    doc: 'Eigenvalues and eigenvectors.',
    className: name === 'eig' ? 'Eig' : 'Eigh',
    params: { x: input() },
    shape({ x }, context) {
      const shape = matrices(x, 'square', context);
      if (isUnknown(shape)) return shape;
      const own = context.library === 'numpy' ? ruledType('floating', [x], context) : settled(x, context);
      const complex =
        context.specOnly || name === 'eigh'
          ? own
          : own === 'float64'
            ? 'complex128'
            : own === 'float32'
              ? 'complex64'
              : own;
      const dtype =
        context.library === 'numpy' && name === 'eig'
          ? ({ kind: 'unknown', why: { kind: 'data', what: 'whether eigenvalues are complex' } } as const)
          : complex;
      return list<TensorAnswer>([
        { shape: shape.slice(0, -1), dtype },
        { shape, dtype },
      ]);
    },
  });
}

const fullMatrices = optional(bool(), true, 'Whether the outer matrices are square.');
const computeUv = optional(bool(), true, 'Whether the outer matrices are given too.');

export default [
  defineOp({
    names: ['keras.ops.slogdet', 'tf.linalg.slogdet(input: x, name: _)', 'numpy.linalg.slogdet(a: x)'],
    doc: 'The signs of the determinants and the logarithms of their size.',
    className: 'Slogdet',
    params: { x: input() },
    shape({ x }, context) {
      const dtype = settled(x, context);
      const shape: Shape = isUnknown(x.shape) ? x.shape : x.shape.slice(0, -2);
      return list<TensorAnswer>([
        { shape: context.specOnly ? [] : shape, dtype },
        { shape, dtype },
      ]);
    },
  }),
  defineOp({
    names: ['keras.ops.lu_factor', 'keras.ops.linalg.lu_factor', 'tf.linalg.lu(input: x, output_idx_type: _, name: _)'],
    doc: 'The LU decomposition in one matrix, and the order of rows.',
    className: 'LuFactor',
    params: { x: input() },
    shape({ x }, context) {
      const shape = matrices(x, 'any', context);
      if (isUnknown(shape)) return shape;
      const [rows = 1, columns = 1] = shape.slice(-2);
      const dtype = settled(x, context);
      return list<TensorAnswer>([
        { shape, dtype },
        { shape: [...shape.slice(0, -2), smaller(rows, columns)], dtype: context.specOnly ? dtype : 'int32' },
      ]);
    },
  }),
  eigen('eig', 'eig'),
  eigen('eigh', ''),
  defineOp({
    names: [
      'tf.linalg.eigvals(tensor: x, name: _)',
      'tf.linalg.eigvalsh(tensor: x, name: _)',
      'numpy.linalg.eigvals(a: x)',
      'numpy.linalg.eigvalsh(a: x, UPLO: _)',
    ],
    doc: 'Eigenvalues.',
    params: { x: input() },
    shape({ x }, context) {
      const shape = matrices(x, 'square', context);
      const dtype = context.path.endsWith('h')
        ? settled(x, context)
        : ({ kind: 'unknown', why: { kind: 'data', what: 'whether eigenvalues are complex' } } as const);
      return { shape: isUnknown(shape) ? shape : shape.slice(0, -1), dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.svd',
      'keras.ops.linalg.svd',
      'numpy.linalg.svd(a: x, full_matrices=True, compute_uv=True, hermitian: _)',
    ],
    doc: 'The singular value decomposition: two outer matrices around the singular values.',
    className: 'SVD',
    params: { x: input(), full_matrices: fullMatrices, compute_uv: computeUv },
    shape({ x, full_matrices, compute_uv }, context) {
      const shape = matrices(x, 'any', context);
      if (isUnknown(shape)) return shape;
      if (isUnknown(compute_uv)) return compute_uv;
      const [rows = 1, columns = 1] = shape.slice(-2);
      const outer = shape.slice(0, -2);
      const dtype = context.library === 'numpy' ? ruledType('floating', [x], context) : settled(x, context);
      const short = smaller(rows, columns);
      const values: TensorAnswer = { shape: [...outer, short], dtype };
      if (!compute_uv) return values;
      const side = (whole: Dim): Dim => (isUnknown(full_matrices) ? full_matrices : full_matrices ? whole : short);
      return list<TensorAnswer>([
        { shape: [...outer, rows, side(rows)], dtype },
        values,
        { shape: [...outer, side(columns), columns], dtype },
      ]);
    },
  }),
  defineOp({
    names: ['tf.linalg.svd(tensor: x, full_matrices=False, compute_uv=True, name: _)'],
    doc: 'The singular value decomposition: the singular values and two outer matrices.',
    params: { x: input(), full_matrices: fullMatrices, compute_uv: computeUv },
    shape({ x, full_matrices, compute_uv }, context) {
      const shape = matrices(x, 'any', context);
      if (isUnknown(shape)) return shape;
      if (isUnknown(compute_uv)) return compute_uv;
      const [rows = 1, columns = 1] = shape.slice(-2);
      const outer = shape.slice(0, -2);
      const { dtype } = x;
      const short = smaller(rows, columns);
      const values: TensorAnswer = { shape: [...outer, short], dtype };
      if (!compute_uv) return values;
      const side = (whole: Dim): Dim => (isUnknown(full_matrices) ? full_matrices : full_matrices ? whole : short);
      return list<TensorAnswer>([
        values,
        { shape: [...outer, rows, side(rows)], dtype },
        { shape: [...outer, columns, side(columns)], dtype },
      ]);
    },
  }),
  defineOp({
    names: [
      'keras.ops.qr',
      'keras.ops.linalg.qr',
      'numpy.linalg.qr(a: x, mode="reduced")',
      'tf.linalg.qr(input: x, full_matrices: full = False, name: _)',
    ],
    doc: 'The QR decomposition.',
    className: 'Qr',
    params: {
      x: input(),
      mode: optional(
        oneOf(['reduced', 'complete', 'r', 'raw'] as const),
        'reduced',
        'Whether the first matrix is as small as may be.',
      ),
      full: optional(bool(), false, 'Whether the first matrix is square.'),
    },
    shape({ x, mode, full }, context) {
      const shape = matrices(x, 'any', context);
      if (isUnknown(shape)) return shape;
      if (isUnknown(mode)) return mode;
      if (isUnknown(full)) return full;
      const [rows = 1, columns = 1] = shape.slice(-2);
      const outer = shape.slice(0, -2);
      const dtype = context.library === 'numpy' ? ruledType('floating', [x], context) : settled(x, context);
      const open = [rows, columns].findIndex(isDynamic);
      if (context.specOnly && open >= 0) {
        context.problem({ kind: 'undefined-axis', input: 0, axis: outer.length + open, shape });
        return afterError;
      }
      const inner = full || mode === 'complete' ? rows : smaller(rows, columns);
      const right: TensorAnswer = { shape: [...outer, inner, columns], dtype };
      if (mode === 'r') return right;
      if (mode === 'raw') return { kind: 'unknown', why: { kind: 'todo', what: 'the raw decomposition' } };
      return list<TensorAnswer>([{ shape: [...outer, rows, inner], dtype }, right]);
    },
  }),
];
