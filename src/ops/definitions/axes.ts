// Adding, removing and reordering axes: expand_dims, squeeze, transpose and their kin.

import { isConfigList } from '../../layers/config.ts';
import { type ArgType, optional, required } from '../../layers/params.ts';
import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { printShape, type Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, type Unknown } from '../../shapes/unknown.ts';
import { type AxesArg, axes, axis, input } from '../arguments.ts';
import { axesAt, axisAt } from '../axes.ts';
import { defineOp, type OpContext } from '../define.ts';
import { settled } from '../dtypes.ts';
import { answer, type Operand } from '../operand.ts';

function expandDims(shape: Shape, axes: AxesArg, context: OpContext): Shape {
  if (isUnknown(shape)) return shape;
  if (axes === null || isUnknown(axes)) return axes ?? shape;
  const rank = shape.length + axes.axes.length;
  const places = axesAt(axes, rank, context);
  if (isUnknown(places)) return Array.from({ length: rank }, (): Dim => places);
  if (new Set(places).size < places.length) {
    context.problem({
      kind: 'argument-value',
      argument: 'axis',
      got: `(${axes.axes.join(', ')})`,
      expected: 'axes that differ',
    });
    return afterError;
  }
  const left = [...shape];
  return Array.from({ length: rank }, (_, i): Dim => (places.includes(i) ? 1 : (left.shift() ?? 1)));
}

function squeeze(x: Operand, axes: AxesArg, context: OpContext): Shape {
  const { shape } = x;
  if (isUnknown(shape)) return shape;
  const strict = context.kerasTensors && x.source === 'symbolic';
  if (axes === null) {
    const unsure = shape.find(dim => typeof dim === 'object' && !(strict && isDynamic(dim)));
    if (unsure !== undefined) return { kind: 'unknown', why: { kind: 'data', what: 'which axes have size 1' } };
    return shape.filter(dim => dim !== 1);
  }
  const places = axesAt(axes, shape.length, context);
  if (isUnknown(places)) return squeezedRank(shape, axes, places);
  for (const place of places) {
    const dim = shape[place] ?? 1;
    if (dim === 1 || (typeof dim === 'object' && !(strict && isDynamic(dim)))) continue;
    context.problem({
      kind: 'call-value',
      argument: 'axis',
      says: `Axis ${place} of a tensor of shape ${printShape(shape)} has not size 1, so it cannot be squeezed away`,
      runtime: { keras3: `Cannot squeeze axis ${place}, because the dimension is not 1.` },
    });
    return afterError;
  }
  return shape.filter((_, i) => !places.includes(i));
}

function squeezedRank(shape: readonly Dim[], axes: AxesArg, why: Unknown): Shape {
  if (axes === null || isUnknown(axes) || axes.axes.length !== 1) return why;
  return shape.slice(1).map((): Dim => why);
}

/** The order of axes after a transposition; reversed where `axes` is None. */
function transpose(shape: Shape, axes: AxesArg, context: OpContext, argument: string): Shape {
  if (isUnknown(shape)) return shape;
  if (axes === null) return [...shape].reverse();
  if (isUnknown(axes)) return shape.map((): Dim => axes);
  const order: Maybe<readonly number[]> =
    axes.axes.length === shape.length ? axesAt(axes, shape.length, context, argument) : [];
  if (isUnknown(order)) return shape.map((): Dim => order);
  if (new Set(order).size !== shape.length || order.length !== shape.length) {
    context.problem({
      kind: 'argument-value',
      argument,
      got: `(${axes.axes.map(String).join(', ')})`,
      expected: `an order of all ${shape.length} axes of ${printShape(shape)}`,
    });
    return afterError;
  }
  return order.map(from => shape[from] ?? 1);
}

/** Elements that stay in order although an axis of size 1 moves. */
function unmoved(x: Operand, shape: Shape): Operand['elements'] {
  if (isUnknown(x.shape) || isUnknown(shape)) return undefined;
  return x.shape.filter(dim => dim !== 1).length <= 1 ? x.elements : undefined;
}

const order = axes();

/** Axes as all further positions of a call, or as one tuple among them. */
const separate: ArgType<AxesArg> = {
  ...order,
  read(value, dialect) {
    const [only] = isConfigList(value) ? value : [];
    const single =
      isConfigList(value) && value.length === 1 && (only === null || (only !== undefined && isConfigList(only)));
    if (only !== undefined && isUnknown(only) && isConfigList(value) && value.length === 1) return only;
    if (!single || only === undefined || isUnknown(only)) return order.read(value, dialect);
    return order.read(only, dialect);
  },
};

const allAxes = optional(axes(), null, 'The new order of the axes; reversed by default.');

export default [
  defineOp({
    names: [
      'keras.ops.expand_dims',
      'tf.expand_dims(input: x, axis, name: _)',
      'keras.backend.expand_dims(x, axis=-1)',
      'numpy.expand_dims(a: x, axis)',
    ],
    doc: 'Adds an axis of size 1.',
    className: 'ExpandDims',
    params: { x: input(), axis: required(axes({ all: false }), 'Where the new axis stands.') },
    shape: ({ x, axis }, context) => answer(expandDims(x.shape, axis, context), settled(x, context), x.elements),
  }),
  defineOp({
    names: [
      'keras.ops.squeeze',
      'tf.squeeze(input: x, axis=None, name: _)',
      'keras.backend.squeeze(x, axis)',
      'numpy.squeeze(a: x, axis=None)',
      'method.squeeze',
    ],
    doc: 'Removes axes of size 1.',
    className: 'Squeeze',
    params: { x: input(), axis: optional(axes(), null, 'The axes to remove; all of size 1 by default.') },
    takesSymbols: ['numpy.squeeze'],
    shape: ({ x, axis }, context) => answer(squeeze(x, axis, context), settled(x, context), x.elements),
  }),
  defineOp({
    names: [
      'keras.ops.transpose',
      'tf.transpose(a: x, perm: axes = None, conjugate: _, name: _)',
      'numpy.transpose(a: x, axes=None)',
      'keras.backend.permute_dimensions(x, pattern: axes)',
      'keras.backend.transpose(x)',
    ],
    doc: 'Reorders the axes.',
    className: 'Transpose',
    params: { x: input(), axes: allAxes },
    shape({ x, axes }, context) {
      const shape = transpose(x.shape, axes, context, context.library === 'tf' ? 'perm' : 'axes');
      return answer(shape, settled(x, context), unmoved(x, shape));
    },
  }),
  defineOp({
    names: ['method.transpose(x, *axes)'],
    doc: 'Reorders the axes; reverses them where no order is given.',
    params: {
      x: input(),
      axes: optional(separate, [], 'The new order of the axes, as a tuple or as separate integers.'),
    },
    shape({ x, axes }, context) {
      const order = axes !== null && !isUnknown(axes) && axes.axes.length === 0 ? null : axes;
      const shape = transpose(x.shape, order, context, 'axes');
      return answer(shape, settled(x, context), unmoved(x, shape));
    },
  }),
  defineOp({
    names: ['method.T', 'tf.linalg.matrix_transpose(a: x, name: _, conjugate: _)', 'numpy.matrix_transpose'],
    doc: 'The axes reversed; of a batch of matrices, the last two swapped.',
    params: { x: input() },
    shape({ x }, context) {
      if (context.path === 'method.T' || isUnknown(x.shape))
        return answer(transpose(x.shape, null, context, 'axes'), x.dtype);
      const [a, b] = x.shape.slice(-2);
      return { shape: a === undefined || b === undefined ? x.shape : [...x.shape.slice(0, -2), b, a], dtype: x.dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.swapaxes', 'numpy.swapaxes(a: x, axis1, axis2)', 'method.swapaxes'],
    doc: 'Exchanges two axes.',
    className: 'Swapaxes',
    params: { x: input(), axis1: required(axis(), 'The one axis.'), axis2: required(axis(), 'The other.') },
    shape({ x, axis1, axis2 }, context) {
      const { shape } = x;
      if (isUnknown(shape)) return { shape, dtype: settled(x, context) };
      const a = axisAt(axis1, shape.length, context, 'axis1');
      const b = axisAt(axis2, shape.length, context, 'axis2');
      const dtype = settled(x, context);
      if (isUnknown(a) || isUnknown(b))
        return { shape: shape.map((): Dim => (isUnknown(a) ? a : isUnknown(b) ? b : 1)), dtype };
      const order = shape.map((_, i) => (i === a ? b : i === b ? a : i));
      return { shape: order.map(from => shape[from] ?? 1), dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.moveaxis',
      'numpy.moveaxis(a: x, source, destination)',
      'tf.experimental.numpy.moveaxis(a: x, source, destination)',
    ],
    doc: 'Moves axes to other places and keeps the order of the rest.',
    className: 'Moveaxis',
    params: {
      x: input(),
      source: required(axes({ all: false }), 'Where they are.'),
      destination: required(axes({ all: false }), 'Where they go.'),
    },
    shape({ x, source, destination }, context) {
      const { shape } = x;
      const dtype = settled(x, context);
      if (isUnknown(shape)) return { shape, dtype };
      const from = axesAt(source, shape.length, context, 'source');
      const to = axesAt(destination, shape.length, context, 'destination');
      if (isUnknown(from)) return { shape: shape.map((): Dim => from), dtype };
      if (isUnknown(to)) return { shape: shape.map((): Dim => to), dtype };
      if (from.length !== to.length) {
        context.problem({
          kind: 'call-value',
          argument: 'destination',
          says: 'As many places are needed as axes that move',
        });
        return afterError;
      }
      const rest = shape.map((_, i) => i).filter(i => !from.includes(i));
      const order = shape.map((_, i) => (to.includes(i) ? (from[to.indexOf(i)] ?? 0) : (rest.shift() ?? 0)));
      return { shape: order.map(at => shape[at] ?? 1), dtype };
    },
  }),
];
