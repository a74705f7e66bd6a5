// What a tensor is rather than what it holds: its shape, rank, size and element type.

import type { ConfigValue } from '../../layers/config.ts';
import { nullable, optional } from '../../layers/params.ts';
import { type Dim, isDynamic, product } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { axis, dtypeOption, input } from '../arguments.ts';
import { defineOp } from '../define.ts';
import { settled } from '../dtypes.ts';
import { answer } from '../operand.ts';

/** A size as a plain value; an open axis is None. */
function plainDim(dim: Dim): ConfigValue {
  return isDynamic(dim) ? null : dim;
}

/** A size as TensorFlow gives it when a layer is called: an open axis is a tensor that holds it. */
function tensorDim(dim: Dim): ConfigValue {
  return isDynamic(dim) ? { kind: 'array', flavour: 'eager', shape: [], dtype: 'int32', sizes: [dim] } : dim;
}

export default [
  defineOp({
    names: ['keras.ops.shape'],
    doc: 'The shape as a tuple; an axis that is open is None, or a tensor within the call of a layer.',
    params: { x: input() },
    shape: ({ x }, context) =>
      isUnknown(x.shape) ? x.shape : { value: x.shape.map(context.kerasTensors ? plainDim : tensorDim) },
  }),
  defineOp({
    names: ['method.shape', 'keras.backend.int_shape', 'numpy.shape(a: x)', 'method.get_shape'],
    doc: 'The shape as a tuple; an axis that is open is None.',
    params: { x: input() },
    takesSymbols: ['numpy.shape'],
    shape: ({ x }) => (isUnknown(x.shape) ? x.shape : { value: x.shape.map(plainDim) }),
  }),
  defineOp({
    names: ['tf.shape(input: x, out_type: dtype = None, name: _)', 'keras.backend.shape(x)'],
    doc: 'The shape as a tensor of integers, known where the axes are.',
    params: { x: input(), dtype: dtypeOption() },
    shape: ({ x, dtype }) =>
      isUnknown(x.shape)
        ? { shape: [x.shape], dtype: dtype ?? 'int32' }
        : answer([x.shape.length], dtype ?? 'int32', x.shape),
  }),
  defineOp({
    names: ['keras.ops.ndim', 'keras.backend.ndim', 'method.ndim', 'numpy.ndim(a: x)'],
    doc: 'The number of axes. Of a symbolic tensor, `ops.ndim` gives a tensor with as many entries as there are axes.',
    params: { x: input() },
    takesSymbols: ['numpy.ndim'],
    shape({ x }, context) {
      if (isUnknown(x.shape)) return x.shape;
      const { length } = x.shape;
      if (context.path === 'keras.ops.ndim' && context.specOnly) return { shape: [length], dtype: 'float32' };
      return { value: length };
    },
  }),
  defineOp({
    names: ['tf.rank(input: x, name: _)'],
    doc: 'The number of axes, as a tensor.',
    params: { x: input() },
    shape: ({ x }) => answer([], 'int32', isUnknown(x.shape) ? undefined : [x.shape.length]),
  }),
  defineOp({
    names: ['method.size', 'keras.backend.count_params'],
    doc: 'The number of elements; None where an axis is open.',
    params: { x: input() },
    shape: ({ x }) => (isUnknown(x.shape) ? x.shape : { value: plainDim(product(x.shape)) }),
  }),
  defineOp({
    names: ['keras.ops.size(x)', 'tf.size(input: x, out_type: dtype = None, name: _)'],
    doc: 'The number of elements, as a tensor.',
    params: { x: input(), dtype: dtypeOption() },
    shape: ({ x, dtype }) => answer([], dtype ?? 'int32', isUnknown(x.shape) ? undefined : [product(x.shape)]),
  }),
  defineOp({
    names: ['keras.ops.dtype', 'keras.backend.dtype', 'method.dtype'],
    doc: 'The name of the element type.',
    params: { x: input() },
    shape: ({ x }, context) => ({ value: settled(x, context) }),
  }),
  defineOp({
    names: ['keras.ops.is_tensor', 'keras.backend.is_keras_tensor', 'tf.is_tensor', 'keras.utils.is_keras_tensor'],
    doc: 'Whether a value is a tensor.',
    params: { x: input() },
    takesSymbols: ['tf.is_tensor'],
    shape({ x }, context) {
      if (isUnknown(x.shape) && x.source === 'python') return x.shape;
      if (context.path.endsWith('is_keras_tensor')) return { value: x.source === 'symbolic' };
      return { value: x.source === 'eager' || (x.source === 'symbolic' && !context.kerasTensors) };
    },
  }),
  defineOp({
    names: ['numpy.size(a: x, axis=None)'],
    doc: 'The number of elements, or of those along one axis.',
    params: { x: input(), axis: optional(nullable(axis()), null, 'One axis.') },
    shape({ x, axis }) {
      if (isUnknown(x.shape)) return x.shape;
      if (axis === null) return { value: plainDim(product(x.shape)) };
      if (isUnknown(axis)) return axis;
      const dim = x.shape.at(axis);
      return dim === undefined ? { kind: 'unknown', why: { kind: 'error' } } : { value: plainDim(dim) };
    },
  }),
];
