// Functions of `numpy` that Keras has no counterpart for: minimal ranks, open grids, interpolation, things done in place.

import { isConfigList } from '../../layers/config.ts';
import { anything, optional, required } from '../../layers/params.ts';
import { add, type Dim, isDynamic, product, subtract } from '../../shapes/dim.ts';
import { list, one } from '../../shapes/nested.ts';
import type { Shape, TensorType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { axes, axis, input, shapeTuple, size, tensors } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { broadcast } from '../broadcast.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { promote, settled } from '../dtypes.ts';
import { createdShape } from '../fill.ts';
import { concatenate, rowsOf } from '../join.ts';
import { answer, type Operand, readOperand } from '../operand.ts';
import { ruledType } from '../typeRules.ts';

const maskedCount: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'how many places of a mask are true' } };

function atLeast(rank: 1 | 2 | 3): OpDefinition {
  return defineOp({
    names: [`numpy.atleast_${rank}d(*xs)`],
    doc: `Arrays with ${rank} axes or more; those with fewer get axes of size 1.`,
    params: { xs: optional(tensors(), [], 'The arrays.') },
    shape({ xs }, context) {
      const items = rowsOf(xs, context);
      if (isUnknown(items)) return items;
      const raised = items.map(item => answer(raise(item.shape, rank), settled(item, context), item.elements));
      const [only] = raised;
      return raised.length === 1 && only !== undefined ? only : list(raised);
    },
  });
}

function raise(shape: Shape, rank: 1 | 2 | 3): Shape {
  if (isUnknown(shape) || shape.length >= rank) return shape;
  if (rank < 3) return [...Array.from({ length: rank - shape.length }, () => 1), ...shape];
  const [a = 1, b = 1] = shape;
  return shape.length === 2 ? [a, b, 1] : [1, a, 1];
}

const joins: Unknown = { kind: 'unknown', why: { kind: 'todo', what: 'this way of joining' } };
const results: Unknown = { kind: 'unknown', why: { kind: 'todo', what: 'what a function gives for each part' } };

export default [
  atLeast(1),
  atLeast(2),
  atLeast(3),
  defineOp({
    names: ['numpy.rollaxis(a: x, axis, start=0)'],
    doc: 'An axis moved to another place.',
    params: { x: input(), axis: required(axis(), 'Which axis.'), start: optional(axis(), 0, 'Before which axis.') },
    shape({ x, axis, start }, context) {
      const dtype = settled(x, context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      const { length } = x.shape;
      const from = axisAt(axis, length, context);
      if (isUnknown(from)) return { shape: x.shape.map((): Dim => from), dtype };
      if (isUnknown(start)) return { shape: x.shape.map((): Dim => start), dtype };
      const before = start < 0 ? start + length : start;
      const rest = x.shape.filter((_, i) => i !== from);
      const to = from < before ? before - 1 : before;
      return { shape: [...rest.slice(0, to), x.shape[from] ?? 1, ...rest.slice(to)], dtype };
    },
  }),
  defineOp({
    names: ['numpy.ix_(*xs)'],
    doc: 'Open grids of positions, one for each sequence.',
    params: { xs: optional(tensors(), [], 'The sequences.') },
    shape({ xs }, context) {
      const items = rowsOf(xs, context);
      if (isUnknown(items)) return items;
      const grid = (item: Operand, i: number): TensorType => {
        const dtype = settled(item, context);
        // Of a mask the places that are true are taken.
        const isMask = dtype === 'bool' || isUnknown(dtype);
        const count = isMask ? maskedCount : isUnknown(item.shape) ? item.shape : product(item.shape);
        return { shape: items.map((_, j) => (i === j ? count : 1)), dtype: dtype === 'bool' ? 'int64' : dtype };
      };
      return { kind: 'list', type: 'tuple', items: items.map((item, i) => one(grid(item, i))) };
    },
  }),
  defineOp({
    names: ['numpy.interp(x, xp: _, fp: _, left: _, right: _, period: _)'],
    doc: 'Values between given points.',
    params: { x: input('Where values are wanted.') },
    shape: ({ x }) => ({ shape: x.shape, dtype: 'float64' }),
  }),
  defineOp({
    names: ['numpy.polyval(p: _, x)'],
    doc: 'The values of a polynomial.',
    params: { x: input('Where values are wanted.') },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: ruledType('mean', [x], context) }),
  }),
  defineOp({
    names: ['numpy.polyfit(x: _, y: _, deg: degree, rcond: _, full=False, w: _, cov=False)'],
    doc: 'The coefficients of the polynomial that fits best.',
    params: {
      degree: required(size(), 'The degree.'),
      full: optional(anything(), false, 'Whether more is given than the coefficients.'),
      cov: optional(anything(), false, 'Whether their covariances are given too.'),
    },
    shape: ({ degree, full, cov }) =>
      full !== false || cov !== false
        ? results
        : {
            shape: [typeof degree === 'number' ? degree + 1 : isUnknown(degree) ? degree : results],
            dtype: 'float64',
          },
  }),
  defineOp({
    names: ['numpy.resize(a: x, new_shape: shape)'],
    doc: 'An array of another size, its elements repeated where there are too few.',
    params: { x: input(), shape: required(shapeTuple(), 'The shape.') },
    shape: ({ x, shape }, context) => ({
      shape: createdShape(shape, context, 'new_shape'),
      dtype: settled(x, context),
    }),
  }),
  defineOp({
    names: ['numpy.broadcast_arrays(*xs, subok: _)'],
    doc: 'Arrays brought to one shape.',
    params: { xs: optional(tensors(), [], 'The arrays.') },
    shape({ xs }, context) {
      const items = rowsOf(xs, context);
      if (isUnknown(items)) return items;
      const shape = broadcast(
        items.map(item => item.shape),
        context,
      );
      return list(items.map(item => ({ shape, dtype: settled(item, context) })));
    },
  }),
  defineOp({
    names: [
      'numpy.apply_over_axes(*_, **_)',
      'numpy.fromfunction(*_, **_)',
      'numpy.fromiter(*_, **_)',
      'numpy.piecewise(*_, **_)',
      'numpy.block(*_, **_)',
      'numpy.lib.stride_tricks.as_strided(*_, **_)',
    ],
    doc: 'An array that a function of the program decides.',
    params: {},
    shape: () => results,
  }),
  defineOp({
    names: [
      'numpy.intersect1d(ar1: a, ar2: b, assume_unique: _, return_indices: _)',
      'numpy.union1d(ar1: a, ar2: b)',
      'numpy.setdiff1d(ar1: a, ar2: b, assume_unique: _)',
      'numpy.setxor1d(ar1: a, ar2: b, assume_unique: _)',
    ],
    doc: 'A set made of two.',
    params: { a: input('The one.'), b: input('The other.') },
    shape: ({ a, b }, context) => ({
      shape: [{ kind: 'unknown', why: { kind: 'data', what: 'the values of the arrays' } }],
      dtype: promote([a, b], context),
    }),
  }),
  defineOp({
    names: ['numpy.ediff1d(ary: x, to_end: _, to_begin: _)', 'numpy.trim_zeros(filt: x, trim: _, axis: _)'],
    doc: 'A vector whose length the values decide.',
    params: { x: input() },
    shape: ({ x }, context) => ({
      shape: [{ kind: 'unknown', why: { kind: 'data', what: 'the values of the array' } }],
      dtype: settled(x, context),
    }),
  }),
  defineOp({
    names: ['numpy.gradient(f: x, *_, axis: _, edge_order: _)'],
    doc: 'The slopes along each axis.',
    params: { x: input() },
    shape({ x }, context) {
      if (isUnknown(x.shape)) return x.shape;
      const part = { shape: x.shape, dtype: ruledType('mean', [x], context) };
      return x.shape.length === 1 && context.given.size === 1 ? part : results;
    },
  }),
  defineOp({
    names: ['numpy.isscalar(element: x)'],
    doc: 'Whether a value is a single number.',
    params: { x: required(anything(), 'The value.') },
    shape: ({ x }) =>
      isUnknown(x)
        ? x
        : {
            value:
              typeof x === 'number' ||
              typeof x === 'string' ||
              typeof x === 'boolean' ||
              (typeof x === 'object' && x !== null && 'kind' in x && x.kind === 'float'),
          },
  }),
  defineOp({
    names: [
      'method.fill(x: _, value: _)',
      'method.sort(x: _, axis: _, kind: _, order: _)',
      'method.partition(x: _, kth: _, axis: _)',
      'method.put(x: _, indices: _, values: _, mode: _)',
      'numpy.copyto(dst: _, src: _, casting: _, where: _)',
      'numpy.fill_diagonal(a: _, val: _, wrap: _)',
      'numpy.put(a: _, ind: _, v: _, mode: _)',
    ],
    doc: 'Changes the array it is given, and gives nothing back.',
    writes: true,
    params: {},
    shape: () => ({ value: null }),
  }),
  defineOp({
    names: [
      'method.setflags(x: _, **_)',
      'numpy.save(file: _, arr: _, *_, **_)',
      'numpy.savez(file: _, *_, **_)',
      'numpy.savez_compressed(file: _, *_, **_)',
      'numpy.savetxt(fname: _, X: _, *_, **_)',
      'numpy.set_printoptions(*_, **_)',
      'numpy.seterr(*_, **_)',
    ],
    doc: 'Changes something outside, and gives nothing back.',
    params: {},
    shape: () => ({ value: null }),
  }),
  defineOp({
    names: [
      'method.assign(x, value: _, **_)',
      'method.assign_add(x, delta: _, **_)',
      'method.assign_sub(x, delta: _, **_)',
    ],
    doc: 'A variable with other values.',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: settled(x, context) }),
  }),
  defineOp({
    names: ['numpy.lib.stride_tricks.sliding_window_view(x, window_shape, axis=None, *, subok: _, writeable: _)'],
    doc: 'All windows of an array: where they begin, and behind that what is in them.',
    params: {
      x: input(),
      window_shape: required(shapeTuple(), 'The size of a window on each axis.'),
      axis: optional(axes(), null, 'The axes on which windows slide; all by default.'),
    },
    shape({ x, window_shape, axis }) {
      if (isUnknown(x.shape) || isUnknown(window_shape) || isUnknown(axis)) return results;
      const sizes = window_shape.entries.map((entry): Dim => entry ?? results);
      const slid = axis === null ? x.shape.map((_, i) => i) : axis.axes;
      if (slid.length !== sizes.length) return results;
      const starts: Dim[] = [...x.shape];
      for (const [i, at] of slid.entries()) {
        if (isUnknown(at)) return results;
        const position = at < 0 ? at + starts.length : at;
        starts[position] = add(subtract(starts[position] ?? results, sizes[i] ?? results), 1);
      }
      return { shape: [...starts, ...sizes], dtype: x.dtype };
    },
  }),
  defineOp({
    names: ['numpy.r_(key)', 'numpy.c_(key)'],
    doc: 'Arrays joined by indexing: along the first axis (`np.r_[a, b]`), or as columns (`np.c_[a, b]`).',
    params: { key: required(anything(), 'What stands between the brackets.') },
    shape({ key }, context) {
      const parts = isConfigList(key) ? key : [key];
      const items: Operand[] = [];
      for (const part of parts) {
        const item = readOperand(part);
        if (item === undefined || typeof part === 'string') return joins;
        if (isUnknown(item.shape)) return item.shape;
        items.push(item);
      }
      const columns = context.path === 'numpy.c_';
      const raised = items.map(item => {
        if (isUnknown(item.shape)) return item;
        const [length = 1] = item.shape;
        if (item.shape.length >= 2) return item;
        return { ...item, shape: columns ? [length, 1] : [length] };
      });
      return concatenate(raised, columns ? -1 : 0, context);
    },
  }),
  defineOp({
    names: ['method.item(x, *_)'],
    doc: 'The single element as a plain number.',
    params: { x: input() },
    shape({ x }) {
      const [element] = x.elements ?? [];
      if (x.elements?.length !== 1 || element === undefined || (typeof element === 'object' && isDynamic(element)))
        return { value: { kind: 'unknown', why: { kind: 'data', what: 'the values of the array' } } };
      return { value: element };
    },
  }),
  defineOp({
    names: ['numpy.linalg.lstsq(a, b, rcond: _)'],
    doc: 'The solutions with the least squares, the rest of each, the rank, and the singular values.',
    params: { a: input('The matrix.'), b: input('The right sides.') },
    shape({ a, b }, context) {
      if (isUnknown(a.shape) || isUnknown(b.shape)) return results;
      const dtype = ruledType('mean', [a, b], context);
      const [rows = 1, columns = 1] = a.shape;
      const short: Dim = typeof rows === 'number' && typeof columns === 'number' ? Math.min(rows, columns) : results;
      return list([
        { shape: [columns, ...b.shape.slice(1)], dtype },
        { shape: [results], dtype },
        { shape: [], dtype: 'int32' },
        { shape: [short], dtype },
      ]);
    },
  }),
];
