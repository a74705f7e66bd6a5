// Taking entries by index: take, take_along_axis, gather, masks, and writing them back.

import { nullable, optional, required } from '../../layers/params.ts';
import { add, type Dim, isDynamic, product, subtract } from '../../shapes/dim.ts';
import { printShape, type Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { type AxisArg, axis, input, shapeTuple, size } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { broadcast, printList } from '../broadcast.ts';
import { defineOp, type OpContext } from '../define.ts';
import { settled } from '../dtypes.ts';
import { createdShape } from '../fill.ts';
import { answer, type Element, type Operand } from '../operand.ts';

const selected: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'how many entries a mask selects' } };

/** The elements of a vector at known positions. */
function picked(x: Operand, indices: Operand): readonly Element[] | undefined {
  if (x.elements === undefined || isUnknown(x.shape) || x.shape.length !== 1) return undefined;
  const out: Element[] = [];
  for (const index of indices.elements ?? []) {
    const element = typeof index === 'number' ? x.elements.at(index) : undefined;
    if (element === undefined) return undefined;
    out.push(element);
  }
  return indices.elements === undefined ? undefined : out;
}

function take(shape: Shape, indices: Shape, axis: AxisArg | null, batch: number, context: OpContext): Shape {
  if (axis === null) return indices;
  if (isUnknown(shape)) return shape;
  const position = axisAt(axis, shape.length, context);
  if (isUnknown(position)) return position;
  if (isUnknown(indices)) return indices;
  return [...shape.slice(0, position), ...indices.slice(batch), ...shape.slice(position + 1)];
}

function takeAlongAxis(x: Shape, indices: Shape, axis: AxisArg | null, context: OpContext): Shape {
  const shape: Shape = axis === null ? [isUnknown(x) ? x : product(x)] : x;
  if (isUnknown(shape)) return shape;
  if (isUnknown(indices)) return indices;
  if (shape.length !== indices.length) {
    context.problem({
      kind: 'call-value',
      argument: 'indices',
      says: `Indices of shape ${printShape(indices)} have not as many axes as the tensor, of shape ${printShape(shape)}`,
      runtime: {
        keras3: `\`x\` and \`indices\` must have the same number of dimensions, but receive shape ${printList(shape)} and ${printList(indices)}.`,
      },
    });
    return afterError;
  }
  const position = axisAt(axis ?? 0, shape.length, context);
  if (isUnknown(position)) return shape.map((): Dim => position);
  return broadcast([shape.map((dim, i) => (i === position ? (indices[i] ?? 1) : dim)), indices], context);
}

export default [
  defineOp({
    names: [
      'keras.ops.take',
      'numpy.take(a: x, indices, axis=None, out: _, mode: _)',
      'method.take(x, indices, axis=None)',
    ],
    doc: 'The entries along an axis at given positions.',
    params: {
      x: input(),
      indices: input('The positions.'),
      axis: optional(nullable(axis()), null, 'The axis; the flat tensor where it is None.'),
    },
    shape: ({ x, indices, axis }, context) =>
      answer(take(x.shape, indices.shape, axis, 0, context), settled(x, context), picked(x, indices)),
  }),
  defineOp({
    names: [
      'tf.gather(params: x, indices, validate_indices: _, axis=None, batch_dims=0, name: _)',
      'keras.backend.gather(reference: x, indices)',
    ],
    doc: 'The entries along an axis at given positions; with `batch_dims`, each sample has positions of its own.',
    params: {
      x: input(),
      indices: input('The positions.'),
      axis: optional(nullable(axis()), null, 'The axis; that after the batch axes by default.'),
      batch_dims: optional(axis(), 0, 'How many axes are batch axes.'),
    },
    shape({ x, indices, axis, batch_dims }, context) {
      const dtype = settled(x, context);
      if (isUnknown(batch_dims)) return { shape: batch_dims, dtype };
      const batch = batch_dims < 0 && !isUnknown(indices.shape) ? batch_dims + indices.shape.length : batch_dims;
      return answer(take(x.shape, indices.shape, axis ?? batch, batch, context), dtype, picked(x, indices));
    },
  }),
  defineOp({
    names: ['tf.gather_nd(params: x, indices, batch_dims=0, name: _, bad_indices_policy: _)'],
    doc: 'The parts of a tensor at positions of several axes at once.',
    params: {
      x: input(),
      indices: input('The positions.'),
      batch_dims: optional(axis(), 0, 'How many axes are batch axes.'),
    },
    shape({ x, indices, batch_dims }, context) {
      const dtype = settled(x, context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      if (isUnknown(indices.shape)) return { shape: indices.shape, dtype };
      if (isUnknown(batch_dims)) return { shape: batch_dims, dtype };
      const depth = indices.shape[indices.shape.length - 1];
      if (typeof depth !== 'number')
        return { shape: { kind: 'unknown', why: { kind: 'data', what: 'the positions' } }, dtype };
      return { shape: [...indices.shape.slice(0, -1), ...x.shape.slice(batch_dims + depth)], dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.take_along_axis',
      'numpy.take_along_axis(arr: x, indices, axis=-1)',
      'tf.experimental.numpy.take_along_axis(arr: x, indices, axis)',
    ],
    doc: 'The entries along an axis at positions that differ from row to row.',
    params: {
      x: input(),
      indices: input('The positions.'),
      axis: optional(nullable(axis()), null, 'The axis; the flat tensor where it is None.'),
    },
    shape: ({ x, indices, axis }, context) => ({
      shape: takeAlongAxis(x.shape, indices.shape, axis, context),
      dtype: settled(x, context),
    }),
  }),
  defineOp({
    names: [
      'tf.boolean_mask(tensor: x, mask, axis=None, name: _)',
      'numpy.compress(condition: mask, a: x, axis=None, out: _)',
      'numpy.extract(condition: mask, arr: x)',
    ],
    doc: 'The entries where a mask is true.',
    params: {
      x: input(),
      mask: input('The mask.'),
      axis: optional(nullable(axis()), null, 'The first axis it covers.'),
    },
    shape({ x, mask, axis }, context) {
      const dtype = settled(x, context);
      const count: Dim = context.flavour === 'symbolic' ? { kind: 'dynamic' } : selected;
      if (context.library === 'numpy' && axis === null) return { shape: [count], dtype };
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      if (isUnknown(mask.shape)) return { shape: mask.shape, dtype };
      if (isUnknown(axis)) return { shape: axis, dtype };
      const start = axis ?? 0;
      return { shape: [...x.shape.slice(0, start), count, ...x.shape.slice(start + mask.shape.length)], dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.slice(inputs: x, start_indices: begin, shape: size)',
      'tf.slice(input_: x, begin, size, name: _)',
    ],
    doc: 'A block of a tensor, by where it starts and how large it is; -1 takes what is left.',
    className: 'Slice',
    params: {
      x: input(),
      begin: required(shapeTuple(), 'Where it starts.'),
      size: required(shapeTuple(), 'How large it is.'),
    },
    shape({ x, begin, size }, context) {
      const dtype = settled(x, context);
      const { shape } = x;
      if (isUnknown(size)) return { shape: isUnknown(shape) ? shape : shape.map((): Dim => size), dtype };
      if (!isUnknown(shape) && shape.length !== size.entries.length) {
        context.problem({
          kind: 'call-value',
          argument: context.library === 'tf' ? 'size' : 'shape',
          says: `The block has ${size.entries.length} axes, the tensor of shape ${printShape(shape)} has ${shape.length}`,
        });
        return afterError;
      }
      const dims = size.entries.map((entry, i): Dim => {
        if (entry !== -1) return entry ?? { kind: 'dynamic' };
        if (isUnknown(shape)) return shape;
        const start: Dim = isUnknown(begin) ? begin : (begin.entries[i] ?? 0);
        return isDynamic(start) ? start : subtract(shape[i] ?? 1, start);
      });
      return answer(dims, dtype);
    },
  }),
  defineOp({
    names: [
      'keras.ops.slice_update(inputs: x, start_indices: _, updates: _)',
      'keras.ops.scatter_update(inputs: x, indices: _, updates: _, reduction: _)',
      'tf.tensor_scatter_nd_update(tensor: x, indices: _, updates: _, name: _, bad_indices_policy: _)',
      'tf.tensor_scatter_nd_add(tensor: x, indices: _, updates: _, bad_indices_policy: _, name: _)',
      'tf.tensor_scatter_nd_sub(tensor: x, indices: _, updates: _, bad_indices_policy: _, name: _)',
      'tf.tensor_scatter_nd_max(tensor: x, indices: _, updates: _, bad_indices_policy: _, name: _)',
    ],
    doc: 'The tensor with some of its entries replaced.',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: settled(x, context) }),
  }),
  defineOp({
    names: [
      'keras.ops.scatter(indices: _, values, shape)',
      'tf.scatter_nd(indices: _, updates: values, shape, bad_indices_policy: _, name: _)',
    ],
    doc: 'A tensor of zeros with values written at some positions.',
    params: { values: input('The values.'), shape: required(shapeTuple(), 'The shape.') },
    shape: ({ values, shape }, context) => ({ shape: createdShape(shape, context), dtype: settled(values, context) }),
  }),
  defineOp({
    names: [
      'keras.ops.segment_sum(data, segment_ids: ids, num_segments=None, sorted: _)',
      'keras.ops.segment_max(data, segment_ids: ids, num_segments=None, sorted: _)',
      'keras.ops.segment_min(data, segment_ids: ids, num_segments=None, sorted: _)',
      'keras.ops.segment_prod(data, segment_ids: ids, num_segments=None, sorted: _)',
      'tf.math.unsorted_segment_sum(data, segment_ids: ids, num_segments, name: _)',
      'tf.math.unsorted_segment_max(data, segment_ids: ids, num_segments, name: _)',
      'tf.math.unsorted_segment_min(data, segment_ids: ids, num_segments, name: _)',
      'tf.math.unsorted_segment_mean(data, segment_ids: ids, num_segments, name: _)',
      'tf.math.unsorted_segment_prod(data, segment_ids: ids, num_segments, name: _)',
      'tf.math.segment_sum(data, segment_ids: ids, name: _)',
      'tf.math.segment_max(data, segment_ids: ids, name: _)',
      'tf.math.segment_min(data, segment_ids: ids, name: _)',
      'tf.math.segment_mean(data, segment_ids: ids, name: _)',
    ],
    doc: 'Brings the entries with the same id together.',
    params: {
      data: input('The entries.'),
      ids: input('The segment of each entry.'),
      num_segments: optional(nullable(size()), null, 'How many segments there are.'),
    },
    shape({ data, ids, num_segments }, context) {
      const dtype = settled(data, context);
      const open: Dim =
        context.flavour === 'symbolic'
          ? { kind: 'dynamic' }
          : { kind: 'unknown', why: { kind: 'data', what: 'how many segments there are' } };
      if (isUnknown(data.shape)) return { shape: data.shape, dtype };
      if (context.library === 'keras') return { shape: [num_segments ?? open, ...data.shape.slice(1)], dtype };
      if (isUnknown(ids.shape)) return { shape: ids.shape, dtype };
      return { shape: [num_segments ?? open, ...data.shape.slice(ids.shape.length)], dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.unravel_index', 'numpy.unravel_index(indices, shape, order: _)'],
    doc: 'Positions in the flat tensor as positions in each axis.',
    params: { indices: input('The positions.'), shape: required(shapeTuple(), 'The shape.') },
    shape({ indices, shape }, context) {
      if (isUnknown(shape)) return shape;
      const part = { kind: 'one', value: { shape: indices.shape, dtype: settled(indices, context) } } as const;
      return { kind: 'list', type: 'tuple', items: shape.entries.map(() => part) };
    },
  }),
  defineOp({
    names: ['numpy.delete(arr: x, obj, axis=None)', 'numpy.insert(arr: x, obj, values: _, axis=None)'],
    doc: 'The array with entries left out, or further ones put in, at given positions.',
    params: {
      x: input(),
      obj: input('The positions.'),
      axis: optional(nullable(axis()), null, 'The axis; the flat array where it is None.'),
    },
    shape({ x, obj, axis }, context) {
      const shape: Shape = axis === null ? [isUnknown(x.shape) ? x.shape : product(x.shape)] : x.shape;
      const dtype = settled(x, context);
      if (isUnknown(shape)) return { shape, dtype };
      const position = axisAt(axis ?? 0, shape.length, context);
      if (isUnknown(position)) return { shape: shape.map((): Dim => position), dtype };
      const single = !isUnknown(obj.shape) && obj.shape.length === 0 && obj.dtype !== 'bool';
      const change: Dim = single ? 1 : { kind: 'unknown', why: { kind: 'todo', what: 'several positions' } };
      const own = shape[position] ?? 1;
      const left = context.path === 'numpy.delete' ? subtract(own, change) : add(own, change);
      return { shape: shape.map((dim, i) => (i === position ? left : dim)), dtype };
    },
  }),
];
