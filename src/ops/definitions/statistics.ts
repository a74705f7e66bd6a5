// Norms, moments, quantiles and correlations.

import { anything, bool, nullable, optional, required } from '../../layers/params.ts';
import type { Dim } from '../../shapes/dim.ts';
import { list } from '../../shapes/nested.ts';
import type { DType, Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { axes, axis, input, tensor } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { defineOp, type OpContext, type OpDefinition, type TensorAnswer } from '../define.ts';
import { isFloating, isInteger, kerasFloat, numpyPromote, promotion, settled } from '../dtypes.ts';
import type { Operand } from '../operand.ts';
import { reduceShape } from '../reduce.ts';
import { ruledType } from '../typeRules.ts';

const keepdims = optional(bool(), false, 'Whether reduced axes stay, with size 1.');
const allAxes = optional(axes(), null, 'The axes; all of them where it is None.');

function quantile(name: string): OpDefinition {
  return defineOp({
    names: [
      `keras.ops.${name}(x, q, axis=None, method: _, keepdims=False)`,
      `numpy.${name}(a: x, q, axis=None, out: _, overwrite_input: _, method: _, keepdims=False, *, weights: _, interpolation: _)`,
    ],
    doc: 'The values below which given parts of the entries lie; several parts become the first axis.',
    params: { x: input(), q: required(tensor(), 'The parts.'), axis: allAxes, keepdims },
    shape({ x, q, axis, keepdims }, context) {
      const dtype = quantileType(x, q, name, context);
      const reduced = reduceShape(x.shape, axis, keepdims, context);
      if (isUnknown(reduced)) return { shape: reduced, dtype };
      if (isUnknown(q.shape)) return { shape: q.shape, dtype };
      const parts =
        context.specOnly && name.endsWith('quantile') && q.source === 'python' && q.shape[0] === 1 ? [] : q.shape;
      return { shape: [...(context.specOnly ? parts.slice(0, 1) : parts), ...reduced], dtype };
    },
  });
}

function quantileType(x: Operand, q: Operand, name: string, context: OpContext): DType {
  const dtype = settled(x, context);
  if (isUnknown(dtype)) return dtype;
  if (promotion([x], context) === 'numpy')
    return q.weak && isFloating(dtype) ? dtype : numpyPromote(isFloating(dtype) ? dtype : 'float64', 'float64');
  if (name === 'percentile') return isFloating(dtype) ? dtype : 'float32';
  return dtype === 'int64' ? 'float32' : kerasFloat(dtype);
}

export default [
  quantile('quantile'),
  quantile('nanquantile'),
  quantile('percentile'),
  quantile('nanpercentile'),
  defineOp({
    names: [
      'keras.ops.norm(x, ord=None, axis=None, keepdims=False)',
      'keras.ops.linalg.norm(x, ord=None, axis=None, keepdims=False)',
      'tf.norm(tensor: x, ord="euclidean", axis=None, keepdims=False, name: _)',
      'tf.linalg.norm(tensor: x, ord="euclidean", axis=None, keepdims=False, name: _)',
      'numpy.linalg.norm(x, ord=None, axis=None, keepdims=False)',
    ],
    doc: 'The norm of vectors or matrices.',
    className: 'Norm',
    params: { x: input(), ord: optional(anything(), null, 'Which norm.'), axis: allAxes, keepdims },
    shape({ x, ord, axis, keepdims }, context) {
      const count =
        axis === null
          ? isUnknown(x.shape)
            ? undefined
            : x.shape.length
          : isUnknown(axis)
            ? undefined
            : axis.axes.length;
      if (context.library === 'keras' && count === 1 && typeof ord === 'string') {
        context.problem({
          kind: 'argument-value',
          argument: 'ord',
          got: `'${ord}'`,
          expected: 'a number, since the norm is one of vectors',
          runtime: { keras3: `Invalid \`ord\` argument for vector norm. Received: ord=${ord}` },
        });
        return afterError;
      }
      const floating = ruledType(context.library === 'tf' ? 'common' : 'floating', [x], context);
      const dtype = context.library === 'numpy' ? ruledType('mean', [x], context) : floating;
      return { shape: reduceShape(x.shape, axis, keepdims, context), dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.moments(x, axes, keepdims=False, synchronized: _)',
      'keras.ops.nn.moments(x, axes, keepdims=False, synchronized: _)',
      'tf.nn.moments(x, axes, shift: _, keepdims=False, name: _)',
    ],
    doc: 'The mean and the variance over axes.',
    className: 'Moments',
    params: { x: input(), axes: required(axes(), 'The axes.'), keepdims },
    shape({ x, axes, keepdims }, context) {
      const part: TensorAnswer = {
        shape: reduceShape(x.shape, axes, keepdims, context, 'axes'),
        dtype: settled(x, context),
      };
      return list([part, part]);
    },
  }),
  defineOp({
    names: ['keras.ops.corrcoef', 'numpy.corrcoef(x, y: _, rowvar: _, *, dtype: _)'],
    doc: 'The correlations of the rows with each other.',
    params: { x: input() },
    shape({ x }, context) {
      const dtype = ruledType('floating wide', [x], context);
      if (context.specOnly || isUnknown(x.shape)) return { shape: x.shape, dtype };
      const [rows = 1] = x.shape;
      return { shape: x.shape.length < 2 ? [] : [rows, rows], dtype: context.library === 'numpy' ? 'float64' : dtype };
    },
  }),
  defineOp({
    names: ['numpy.cov(m: x, y: _, rowvar=True, bias: _, ddof: _, fweights: _, aweights: _, *, dtype: _)'],
    doc: 'The covariances of the rows with each other.',
    params: { x: input(), rowvar: optional(bool(), true, 'Whether rows are variables.') },
    shape({ x, rowvar }) {
      if (isUnknown(x.shape)) return { shape: x.shape, dtype: 'float64' };
      if (isUnknown(rowvar)) return { shape: rowvar, dtype: 'float64' };
      const [rows = 1, columns = 1] = x.shape;
      const side = rowvar ? rows : columns;
      return { shape: x.shape.length < 2 ? [] : [side, side], dtype: 'float64' };
    },
  }),
  defineOp({
    names: [
      'keras.ops.correlate(x1, x2, mode="valid")',
      'numpy.correlate(a: x1, v: x2, mode="valid")',
      'numpy.convolve(a: x1, v: x2, mode="full")',
    ],
    doc: 'One sequence moved along another.',
    params: {
      x1: input('The one sequence.'),
      x2: input('The other.'),
      mode: optional(anything(), 'valid', 'How far they must overlap.'),
    },
    shape({ x1, x2, mode }, context) {
      const dtype =
        context.library === 'numpy'
          ? ruledType('common', [x1, x2], context)
          : ruledType('floating wide', [x1, x2], context);
      const sizes = [x1, x2].map((x): Dim => (isUnknown(x.shape) ? x.shape : (x.shape[0] ?? 1)));
      const [a, b] = sizes;
      if (typeof a !== 'number' || typeof b !== 'number') {
        const open = sizes.find(dim => typeof dim !== 'number');
        return {
          shape: [
            open !== undefined && isUnknown(open)
              ? open
              : { kind: 'unknown', why: { kind: 'todo', what: 'a correlation of symbolic sizes' } },
          ],
          dtype,
        };
      }
      if (mode === 'full') return { shape: [a + b - 1], dtype };
      if (mode === 'same') return { shape: [Math.max(a, b)], dtype };
      return {
        shape: [mode === 'valid' ? Math.abs(a - b) + 1 : { kind: 'unknown', why: { kind: 'todo', what: 'this mode' } }],
        dtype,
      };
    },
  }),
  defineOp({
    names: [
      'keras.ops.trapezoid(y: x, x: _, dx: _, axis=-1)',
      'numpy.trapezoid(y: x, x: _, dx: _, axis=-1)',
      'numpy.trapz(y: x, x: _, dx: _, axis=-1)',
    ],
    doc: 'The integral along an axis by trapezoids.',
    className: 'Trapezoid',
    params: { x: input(), axis: optional(axis(), -1, 'The axis.') },
    shape({ x, axis }, context) {
      const dtype = ruledType(context.library === 'numpy' ? 'mean' : 'floating', [x], context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      const position = axisAt(axis, x.shape.length, context);
      const shape: Shape = isUnknown(position)
        ? x.shape.slice(1).map((): Dim => position)
        : x.shape.filter((_, i) => i !== position);
      return { shape, dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.cdist'],
    doc: 'The distances of the rows of the one to those of the other.',
    className: 'CDist',
    params: { x: input('The one.'), y: input('The other.') },
    shape({ x, y }, context) {
      const dtype = ruledType('floating', [x, y], context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      if (isUnknown(y.shape)) return { shape: y.shape, dtype };
      return { shape: [...x.shape.slice(0, -1), y.shape.at(-2) ?? 1], dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.psnr(x1, x2: _, max_val: _)',
      'keras.ops.nn.psnr(x1, x2: _, max_val: _)',
      'tf.image.psnr(a: x1, b: _, max_val: _, name: _)',
      'tf.image.ssim(img1: x1, img2: _, max_val: _, filter_size: _, filter_sigma: _, k1: _, k2: _, return_index_map: _)',
      'tf.image.ssim_multiscale(img1: x1, img2: _, max_val: _, power_factors: _, filter_size: _, filter_sigma: _, k1: _, k2: _)',
      'tf.image.total_variation(images: x1, name: _)',
    ],
    doc: 'A number for how alike images are, or how rough.',
    className: 'PSNR',
    params: { x1: input() },
    shape({ x1 }, context) {
      const { shape } = x1;
      if (context.library === 'keras') return { shape: [], dtype: 'float32' };
      return {
        shape: isUnknown(shape) ? shape : shape.slice(0, -3),
        dtype: isInteger(String(x1.dtype)) ? 'float32' : x1.dtype,
      };
    },
  }),
  defineOp({
    names: ['tf.math.confusion_matrix(labels, predictions: _, num_classes=None, weights: _, dtype="int32", name: _)'],
    doc: 'How often each label meets each prediction.',
    params: {
      labels: input('The labels.'),
      num_classes: optional(nullable(anything()), null, 'How many classes there are.'),
      dtype: optional(anything(), 'int32', 'The element type.'),
    },
    shape({ num_classes, dtype }) {
      const side: Dim =
        typeof num_classes === 'number'
          ? num_classes
          : { kind: 'unknown', why: { kind: 'data', what: 'the largest label' } };
      return { shape: [side, side], dtype: typeof dtype === 'string' ? dtype : 'int32' };
    },
  }),
];
