// Sorting and positions: argmax, argsort, sort, top_k, searches and counts of values.

import { anything, bool, nullable, optional, required } from '../../layers/params.ts';
import { add, type Dim } from '../../shapes/dim.ts';
import { list } from '../../shapes/nested.ts';
import type { DType, Shape } from '../../shapes/shape.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { axes, axis, dtypeOption, input, size } from '../arguments.ts';
import { alongShape, axisAt } from '../axes.ts';
import { defineOp, type OpContext, type OpDefinition, type TensorAnswer } from '../define.ts';
import { settled } from '../dtypes.ts';
import type { Operand } from '../operand.ts';
import { reduceShape } from '../reduce.ts';
import { ruledType } from '../typeRules.ts';

const keepdims = optional(bool(), false, 'Whether the reduced axis stays, with size 1.');

function positionType(x: Operand, context: OpContext): DType {
  return ruledType('position', [x], context);
}

function extremePosition(name: 'argmax' | 'argmin', doc: string): OpDefinition {
  return defineOp({
    names: [
      `keras.ops.${name}(x, axis=None, keepdims=False)`,
      `tf.math.${name}(input: x, axis=0, output_type: dtype = None, name: _)`,
      `tf.${name}(input: x, axis=0, output_type: dtype = None, name: _)`,
      `numpy.${name}(a: x, axis=None, out: _, *, keepdims=False)`,
      `method.${name}(x, axis=None, out: _, *, keepdims=False)`,
      `keras.backend.${name}(x, axis=-1)`,
      `keras.ops.nan${name}(x, axis=None, keepdims=False)`,
      `numpy.nan${name}(a: x, axis=None, out: _, *, keepdims=False)`,
    ],
    doc,
    params: {
      x: input(),
      axis: optional(axes(), null, 'The axis; the flat tensor where it is None.'),
      keepdims,
      dtype: dtypeOption(),
    },
    shape({ x, axis, keepdims, dtype }, context) {
      const along = axis === null && context.library === 'tf' ? { axes: [0], single: true } : axis;
      return { shape: reduceShape(x.shape, along, keepdims, context), dtype: dtype ?? positionType(x, context) };
    },
  });
}

/** The shape of what goes along one axis, or along the flat tensor. */
function alongAxis(x: Operand, axis: number | Unknown | null, context: OpContext): Shape {
  if (axis !== null && !isUnknown(x.shape)) axisAt(axis, x.shape.length, context);
  return context.library === 'tf' ? x.shape : alongShape(x.shape, axis);
}

/** NumPy, and Keras where it computes, give the one position of a scalar, along its first or last axis all the same. */
function isSortedScalar(x: Operand, axis: number | Unknown | null, { library, specOnly }: OpContext): boolean {
  const scalar = !isUnknown(x.shape) && x.shape.length === 0;
  return scalar && library !== 'tf' && !specOnly && (axis === null || axis === 0 || axis === -1);
}

const lastAxis = optional(nullable(axis()), -1, 'The axis; the flat tensor where it is None.');
const unknownCount: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'the values of the tensor' } };

/** An axis whose size the values decide: open for a symbolic tensor, unknown for an array. */
function counted(context: OpContext): Dim {
  return context.flavour === 'symbolic' ? { kind: 'dynamic' } : unknownCount;
}

export default [
  extremePosition('argmax', 'The position of the largest.'),
  extremePosition('argmin', 'The position of the smallest.'),
  defineOp({
    names: [
      'keras.ops.argsort(x, axis=-1)',
      'tf.argsort(values: x, axis=-1, direction: _, stable: _, name: _)',
      'numpy.argsort(a: x, axis=-1, kind: _, order: _, *, stable: _)',
      'method.argsort(x, axis=-1, kind: _, order: _)',
      'keras.ops.argpartition(x, kth: _, axis=-1)',
      'numpy.argpartition(a: x, kth: _, axis=-1, kind: _, order: _)',
    ],
    doc: 'The positions that sort a tensor.',
    params: { x: input(), axis: lastAxis },
    shape({ x, axis }, context) {
      const dtype = context.library === 'tf' ? 'int32' : positionType(x, context);
      return { shape: isSortedScalar(x, axis, context) ? [1] : alongAxis(x, axis, context), dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.sort(x, axis=-1)',
      'tf.sort(values: x, axis=-1, direction: _, name: _)',
      'numpy.sort(a: x, axis=-1, kind: _, order: _, *, stable: _)',
      'numpy.partition(a: x, kth: _, axis=-1, kind: _, order: _)',
    ],
    doc: 'The entries along an axis in order.',
    params: { x: input(), axis: lastAxis },
    shape: ({ x, axis }, context) => ({
      shape: context.specOnly ? x.shape : alongAxis(x, axis, context),
      dtype: settled(x, context),
    }),
  }),
  defineOp({
    names: [
      'keras.ops.top_k(x, k, sorted: _)',
      'tf.math.top_k(input: x, k=1, sorted: _, index_type: _, name: _)',
      'tf.nn.top_k(input: x, k=1, sorted: _, index_type: _, name: _)',
    ],
    doc: 'The k largest along the last axis, and their positions.',
    className: 'TopK',
    params: { x: input(), k: required(size(), 'How many.') },
    shape({ x, k }, context) {
      const shape = isUnknown(x.shape) ? x.shape : [...x.shape.slice(0, -1), k];
      return list<TensorAnswer>([
        { shape, dtype: settled(x, context) },
        { shape, dtype: 'int32' },
      ]);
    },
  }),
  defineOp({
    names: [
      'keras.ops.in_top_k(targets, predictions: _, k: _)',
      'tf.math.in_top_k(targets, predictions: _, k: _, name: _)',
      'tf.nn.in_top_k(targets, predictions: _, k: _, name: _)',
    ],
    doc: 'Whether each target is among the k largest predictions.',
    className: 'InTopK',
    params: { targets: input('The targets.') },
    shape: ({ targets }) => ({ shape: targets.shape, dtype: 'bool' }),
  }),
  defineOp({
    names: [
      'keras.ops.searchsorted(sorted_sequence, values, side: _)',
      'tf.searchsorted(sorted_sequence, values, side: _, out_type: _, name: _)',
      'numpy.searchsorted(a: sorted_sequence, v: values, side: _, sorter: _)',
    ],
    doc: 'Where values would be put into a sorted sequence.',
    className: 'SearchSorted',
    params: { sorted_sequence: input('The sequence.'), values: input('The values.') },
    shape: ({ values }, context) => ({ shape: values.shape, dtype: context.library === 'numpy' ? 'int64' : 'int32' }),
  }),
  defineOp({
    names: ['keras.ops.digitize', 'numpy.digitize(x, bins, right: _)'],
    doc: 'The bin that each value falls into.',
    params: { x: input(), bins: required(anything(), 'The bounds of the bins.') },
    shape({ x, bins }, context) {
      if (context.library === 'keras' && context.flavour === 'symbolic' && Array.isArray(bins))
        context.problem({
          kind: 'argument-value',
          argument: 'bins',
          got: 'a list',
          expected: 'an array, where the tensor is symbolic',
          runtime: { keras3: "'list' object has no attribute 'shape'" },
        });
      return { shape: x.shape, dtype: positionType(x, context) };
    },
  }),
  defineOp({
    names: ['keras.ops.nonzero', 'numpy.nonzero(a: x)', 'method.nonzero'],
    doc: 'The positions of the entries that are not 0, one tensor for each axis.',
    params: { x: input() },
    shape({ x }, context) {
      if (isUnknown(x.shape)) return x.shape;
      const position: TensorAnswer = { shape: [counted(context)], dtype: positionType(x, context) };
      return list(x.shape.map(() => position));
    },
  }),
  defineOp({
    names: ['numpy.argwhere(a: x)', 'numpy.flatnonzero(a: x)'],
    doc: 'The positions of the entries that are not 0.',
    params: { x: input() },
    shape({ x }, context) {
      if (context.path === 'numpy.flatnonzero') return { shape: [unknownCount], dtype: 'int64' };
      return { shape: [unknownCount, isUnknown(x.shape) ? x.shape : x.shape.length], dtype: 'int64' };
    },
  }),
  defineOp({
    names: [
      'keras.ops.bincount(x, weights=None, minlength: _, sparse: _)',
      'tf.math.bincount(arr: x, weights=None, minlength: _, maxlength: _, dtype: _, name: _, axis: _, binary_output: _)',
      'numpy.bincount(x, weights=None, minlength: _)',
    ],
    doc: 'How often each integer occurs.',
    params: { x: input(), weights: optional(anything(), null, 'What each occurrence counts.') },
    shape({ x, weights }, context) {
      const outer = isUnknown(x.shape) || context.library === 'numpy' ? [] : x.shape.slice(0, -1);
      const dtype: DType =
        weights === null
          ? context.library === 'numpy'
            ? 'int64'
            : 'int32'
          : context.library === 'numpy'
            ? 'float64'
            : { kind: 'unknown', why: { kind: 'todo', what: 'weighted counts' } };
      if (isUnknown(x.shape) && context.library !== 'numpy') return { shape: x.shape, dtype };
      return { shape: [...outer, counted(context)], dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.histogram(x, bins=10, range: _)',
      'numpy.histogram(a: x, bins=10, range: _, density=None, weights=None)',
    ],
    doc: 'How many values fall into each bin, and the bounds of the bins.',
    params: {
      x: input(),
      bins: optional(size(), 10, 'How many bins.'),
      density: optional(anything(), null, 'Whether densities are given instead.'),
      weights: optional(anything(), null, 'What each value counts.'),
    },
    shape({ x, bins, density, weights }, context) {
      if (context.library === 'keras') {
        const dtype = settled(x, context);
        return list<TensorAnswer>([
          { shape: [bins], dtype },
          { shape: [add(bins, 1)], dtype },
        ]);
      }
      const plain = (density === null || density === false) && weights === null;
      const counts: DType = plain ? 'int64' : { kind: 'unknown', why: { kind: 'todo', what: 'densities' } };
      return list<TensorAnswer>([
        { shape: [bins], dtype: counts },
        { shape: [add(bins, 1)], dtype: ruledType('mean', [x], context) },
      ]);
    },
  }),
  defineOp({
    names: [
      'keras.ops.unique(x, sorted: _, return_index=False, return_inverse=False, return_counts=False, axis=None, size=None, fill_value: _)',
      'numpy.unique(ar: x, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan: _, sorted: _)',
    ],
    doc: 'The values that occur, each once.',
    params: {
      x: input(),
      return_index: optional(bool(), false, 'Whether first positions are given too.'),
      return_inverse: optional(bool(), false, 'Whether the positions in the answer are given too.'),
      return_counts: optional(bool(), false, 'Whether counts are given too.'),
      axis: optional(nullable(axis()), null, 'The axis whose slices are compared; single values where it is None.'),
      size: optional(nullable(size()), null, 'How many values are given.'),
    },
    shape({ x, return_index, return_inverse, return_counts, axis, size }, context) {
      const dtype = settled(x, context);
      const count: Dim = size ?? (axis === null ? x.extremes?.distinct : undefined) ?? counted(context);
      const position = axis === null || isUnknown(x.shape) ? null : axisAt(axis, x.shape.length, context);
      const values: Shape =
        position === null
          ? isUnknown(x.shape) && axis !== null
            ? x.shape
            : [count]
          : isUnknown(position) || isUnknown(x.shape)
            ? unknownCount
            : x.shape.map((dim, i) => (i === position ? count : dim));
      const whole = positionType(x, context);
      const flags = [return_index, return_inverse, return_counts];
      const unsure = flags.find(isUnknown);
      if (unsure !== undefined && isUnknown(unsure)) return unsure;
      const inverse: Shape =
        position === null || isUnknown(position) || isUnknown(x.shape) ? x.shape : [x.shape[position] ?? 1];
      const parts: TensorAnswer[] = [{ shape: values, dtype }];
      if (return_index === true) parts.push({ shape: [count], dtype: whole });
      if (return_inverse === true) parts.push({ shape: inverse, dtype: whole });
      if (return_counts === true) parts.push({ shape: [count], dtype: whole });
      const [only] = parts;
      return parts.length === 1 && only !== undefined ? only : list(parts);
    },
  }),
  defineOp({
    names: ['tf.unique(x, out_idx: _, name: _)'],
    doc: 'The values that occur, each once, and the position of each element among them.',
    params: { x: input() },
    shape: ({ x }, context) =>
      list<TensorAnswer>([
        { shape: [counted(context)], dtype: settled(x, context) },
        { shape: x.shape, dtype: 'int32' },
      ]),
  }),
];
