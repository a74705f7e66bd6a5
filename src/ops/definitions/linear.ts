// Linear algebra: inverses, determinants, systems of equations, complex values.

import { bool, optional } from '../../layers/params.ts';
import { type Dim, sameDim } from '../../shapes/dim.ts';
import type { Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { input } from '../arguments.ts';
import { broadcast } from '../broadcast.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { settled } from '../dtypes.ts';
import { matrices } from '../matrices.ts';
import { atLeastOne, signatures, words } from '../names.ts';
import { ruledType } from '../typeRules.ts';

const tensorflowParameters: Readonly<Record<string, string>> = {
  inv: 'input: x, adjoint: _, name: _',
  logdet: 'matrix: x, name: _',
  matrix_rank: 'a: x, tol: _, validate_args: _, name: _',
  pinv: 'a: x, rcond: _, validate_args: _, name: _',
};

const numpyParameters: Readonly<Record<string, string>> = {
  cholesky: 'a: x, *, upper: _',
  matrix_rank: 'A: x, tol: _, hermitian: _, *, rtol: _',
  pinv: 'a: x, rcond: _, hermitian: _, *, rtol: _',
};

type Change = (shape: readonly Dim[]) => Shape;

function unary(options: {
  readonly keras: string;
  readonly tf?: string;
  readonly numpy?: string;
  readonly kind: 'any' | 'square' | 'unchecked';
  readonly more?: string;
  readonly doc: string;
  readonly dtype?: 'int32';
  readonly shape: Change;
}): OpDefinition {
  const more = options.more ?? '';
  return defineOp({
    names: atLeastOne([
      ...words(options.keras).flatMap(name => [`keras.ops.${name}(x${more})`, `keras.ops.linalg.${name}(x${more})`]),
      ...signatures('tf.linalg', options.tf, tensorflowParameters[options.keras] ?? 'input: x, name: _'),
      ...signatures('numpy.linalg', options.numpy, numpyParameters[options.keras] ?? 'a: x'),
    ]),
    doc: options.doc,
    params: { x: input() },
    shape({ x }, context) {
      const floating = context.library === 'numpy' ? ruledType('floating', [x], context) : settled(x, context);
      const dtype = options.dtype === undefined ? floating : context.library === 'numpy' ? 'int64' : options.dtype;
      if (options.kind === 'unchecked' && context.specOnly)
        return { shape: isUnknown(x.shape) ? x.shape : options.shape(x.shape), dtype };
      const shape = matrices(x, options.kind === 'unchecked' ? 'square' : options.kind, context);
      return { shape: isUnknown(shape) ? shape : options.shape(shape), dtype };
    },
  });
}

const batch: Change = shape => shape.slice(0, -2);
const unchanged: Change = shape => shape;

export default [
  unary({ keras: 'inv', tf: 'inv', numpy: 'inv', kind: 'square', doc: 'The inverse matrices.', shape: unchanged }),
  unary({ keras: 'det', tf: 'det', numpy: 'det', kind: 'square', doc: 'The determinants.', shape: batch }),
  unary({
    keras: 'cholesky',
    tf: 'cholesky',
    numpy: 'cholesky',
    kind: 'square',
    more: ', upper: _',
    doc: 'The Cholesky decomposition.',
    shape: unchanged,
  }),
  unary({
    keras: 'cholesky_inverse',
    kind: 'square',
    more: ', upper: _',
    doc: 'The inverse from a Cholesky decomposition.',
    shape: unchanged,
  }),
  unary({ keras: 'logdet', tf: 'logdet', kind: 'unchecked', doc: 'The logarithms of the determinants.', shape: batch }),
  unary({
    keras: 'matrix_rank',
    tf: 'matrix_rank',
    numpy: 'matrix_rank',
    kind: 'any',
    more: ', tol: _',
    doc: 'The ranks.',
    dtype: 'int32',
    shape: batch,
  }),
  unary({
    keras: 'pinv',
    tf: 'pinv',
    numpy: 'pinv',
    kind: 'any',
    more: ', rcond: _',
    doc: 'The pseudo-inverses.',
    shape: shape => [...shape.slice(0, -2), ...shape.slice(-2).reverse()],
  }),
  defineOp({
    names: [
      'keras.ops.solve(a, b)',
      'keras.ops.linalg.solve(a, b)',
      'keras.ops.solve_triangular(a, b, lower: _)',
      'keras.ops.linalg.solve_triangular(a, b, lower: _)',
      'tf.linalg.solve(matrix: a, rhs: b, adjoint: _, name: _)',
      'tf.linalg.triangular_solve(matrix: a, rhs: b, lower: _, adjoint: _, name: _)',
      'numpy.linalg.solve(a, b)',
    ],
    doc: 'The solutions of systems of equations.',
    className: 'Solve',
    params: { a: input('The matrices.'), b: input('The right sides.') },
    shape({ a, b }, context) {
      const dtype = context.library === 'numpy' ? ruledType('floating', [a, b], context) : settled(b, context);
      const shape = matrices(a, 'square', context);
      if (isUnknown(shape) || isUnknown(b.shape)) return { shape: b.shape, dtype };
      if (b.shape.length < 1) {
        context.problem({ kind: 'rank-mismatch', input: 1, expected: { atLeast: 1 }, shape: b.shape });
        return afterError;
      }
      const rows = b.shape.length === shape.length ? b.shape[b.shape.length - 2] : b.shape[b.shape.length - 1];
      const near = b.shape.length === shape.length || b.shape.length === shape.length - 1;
      if (near && sameDim(shape[shape.length - 2] ?? 1, rows ?? 1) === 'no') {
        context.problem({
          kind: 'matmul-shape',
          shapes: [shape, b.shape],
          axes: [[shape.length - 2, Math.max(0, b.shape.length - 2)]],
        });
        return afterError;
      }
      return { shape: b.shape, dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.lstsq(a, b, rcond: _)',
      'keras.ops.linalg.lstsq(a, b, rcond: _)',
      'tf.linalg.lstsq(matrix: a, rhs: b, l2_regularizer: _, fast: _, name: _)',
    ],
    doc: 'The solutions with the least squares.',
    className: 'Lstsq',
    params: { a: input('The matrices.'), b: input('The right sides.') },
    shape({ a, b }, context) {
      const dtype = settled(a, context);
      if (isUnknown(a.shape)) return { shape: a.shape, dtype };
      if (isUnknown(b.shape)) return { shape: b.shape, dtype };
      const columns = a.shape[a.shape.length - 1] ?? 1;
      const vector = b.shape.length < a.shape.length;
      return { shape: [...a.shape.slice(0, -2), columns, ...(vector ? [] : b.shape.slice(-1))], dtype };
    },
  }),
  defineOp({
    names: [
      'numpy.linalg.matrix_power(a: x, n: _)',
      'tf.linalg.expm(input: x, name: _)',
      'tf.linalg.sqrtm(input: x, name: _)',
    ],
    doc: 'A power of square matrices.',
    params: { x: input() },
    shape({ x }, context) {
      const shape = matrices(x, 'square', context);
      return { shape, dtype: settled(x, context) };
    },
  }),
  defineOp({
    names: ['tf.linalg.matvec(a, b, transpose_a=False, adjoint_a: _, a_is_sparse: _, b_is_sparse: _, name: _)'],
    doc: 'The product of matrices with vectors.',
    params: {
      a: input('The matrices.'),
      b: input('The vectors.'),
      transpose_a: optional(bool(), false, 'Whether matrices are transposed.'),
    },
    shape({ a, b, transpose_a }, context) {
      const { dtype } = a;
      if (isUnknown(a.shape)) return { shape: a.shape, dtype };
      if (isUnknown(b.shape)) return { shape: b.shape, dtype };
      if (isUnknown(transpose_a)) return { shape: transpose_a, dtype };
      const [rows = 1, columns = 1] = a.shape.slice(-2);
      const batch = broadcast([a.shape.slice(0, -2), b.shape.slice(0, -1)], context);
      return { shape: isUnknown(batch) ? batch : [...batch, transpose_a ? columns : rows], dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.view_as_complex', 'keras.ops.view_as_real'],
    doc: 'Pairs in the last axis as complex values, or the reverse.',
    params: { x: input() },
    shape({ x }, context) {
      const complex = context.path.endsWith('complex');
      const dtype = complex ? 'complex64' : 'float32';
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      return { shape: complex ? x.shape.slice(0, -1) : [...x.shape, 2], dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.polar(abs_, angle: _)',
      'keras.ops.nn.polar(abs_, angle: _)',
      'tf.complex(real: abs_, imag: _, name: _)',
    ],
    doc: 'Complex values of their parts.',
    params: { abs_: input() },
    shape: ({ abs_ }, context) => ({
      shape: abs_.shape,
      dtype: context.specOnly ? 'float32' : abs_.dtype === 'float64' ? 'complex128' : 'complex64',
    }),
  }),
];
