// Changing the element type, and making tensors of what is none yet.

import { bool, nullable, optional, required } from '../../layers/params.ts';
import { multiply } from '../../shapes/dim.ts';
import type { DType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { dtype, dtypeOption, input, shapeTuple, tensor } from '../arguments.ts';
import { defineOp, type OpContext, type TensorAnswer } from '../define.ts';
import { settle, settled } from '../dtypes.ts';
import { castElement, createdShape, filled } from '../fill.ts';
import { answer, type Element, type Operand } from '../operand.ts';
import { exactQuotient } from '../reshape.ts';

function cast(x: Operand, dtype: DType, context: OpContext): TensorAnswer {
  const type = settle(dtype, context.library === 'python' ? 'numpy' : context.library);
  const elements: Element[] = [];
  for (const element of x.elements ?? []) {
    const changed = castElement(element, type);
    if (changed === undefined) return { shape: x.shape, dtype: type };
    elements.push(changed);
  }
  return answer(x.shape, type, x.elements === undefined ? undefined : elements);
}

export default [
  defineOp({
    names: [
      'keras.ops.cast',
      'tf.cast(x, dtype, name: _)',
      'keras.backend.cast(x, dtype)',
      'method.astype(x, dtype, order: _, casting: _, subok: _, copy: _)',
      'tf.dtypes.cast(x, dtype, name: _)',
      'tf.saturate_cast(value: x, dtype, name: _)',
      'keras.ops.saturate_cast',
      'numpy.astype(x, dtype, *, copy: _, device: _)',
    ],
    doc: 'The same values as another element type.',
    className: 'Cast',
    params: { x: input(), dtype: required(dtype(), 'The element type.') },
    shape: ({ x, dtype }, context) => cast(x, dtype, context),
  }),
  defineOp({
    names: [
      'keras.ops.convert_to_tensor',
      'keras.ops.array',
      'tf.convert_to_tensor(value: x, dtype=None, dtype_hint: _, name: _)',
      'tf.Variable(initial_value: x = None, trainable: _, validate_shape: _, caching_device: _, name: _, variable_def: _, dtype=None, *_, **_)',
      'keras.backend.variable(value: x, dtype=None, name: _, constraint: _)',
      'numpy.array(object: x, dtype=None, *, copy: _, order: _, subok: _, ndmin: _, like: _, ndmax: _)',
      'numpy.asarray(a: x, dtype=None, order: _, *, device: _, copy: _, like: _)',
      'numpy.asanyarray(a: x, dtype=None, order: _, *, device: _, copy: _, like: _)',
      'numpy.ascontiguousarray(a: x, dtype=None, *, like: _)',
      'numpy.asfarray(a: x, dtype="float64")',
      'numpy.float32(x, dtype: dtype = "float32")',
      'numpy.float64(x, dtype: dtype = "float64")',
      'numpy.float16(x, dtype: dtype = "float16")',
      'numpy.int32(x, dtype: dtype = "int32")',
      'numpy.int64(x, dtype: dtype = "int64")',
      'numpy.int16(x, dtype: dtype = "int16")',
      'numpy.int8(x, dtype: dtype = "int8")',
      'numpy.uint8(x, dtype: dtype = "uint8")',
      'numpy.uint16(x, dtype: dtype = "uint16")',
      'numpy.uint32(x, dtype: dtype = "uint32")',
      'numpy.uint64(x, dtype: dtype = "uint64")',
      'numpy.bool_(x, dtype: dtype = "bool")',
    ],
    doc: 'Makes a tensor of an array, a number or a nested list.',
    className: 'ConvertToTensor',
    params: {
      x: input(),
      dtype: dtypeOption(),
      sparse: optional(bool(), null, 'Whether the tensor is sparse.'),
      ragged: optional(bool(), null, 'Whether the tensor is ragged.'),
    },
    shape({ x, dtype }, context) {
      return dtype === null ? answer(x.shape, settled(x, context), x.elements) : cast(x, dtype, context);
    },
  }),
  defineOp({
    names: [
      'tf.constant(value: x, dtype=None, shape=None, name: _)',
      'keras.backend.constant(value: x, dtype=None, shape=None, name: _)',
    ],
    doc: 'A constant tensor of the given values, filled up to a shape where one is given.',
    params: {
      x: required(tensor(), 'The values.'),
      dtype: dtypeOption(),
      shape: optional(nullable(shapeTuple()), null, 'The shape.'),
    },
    shape({ x, dtype, shape }, context) {
      const made = dtype === null ? answer(x.shape, settled(x, context), x.elements) : cast(x, dtype, context);
      if (shape === null) return made;
      const target = createdShape(shape, context);
      const [element] = x.elements ?? [];
      return filled(target, made.dtype, x.elements?.length === 1 ? element : undefined);
    },
  }),
  defineOp({
    names: [
      'keras.ops.copy',
      'numpy.copy(a: x, order: _, subok: _)',
      'method.copy(x, order: _)',
      'tf.identity(input: x, name: _)',
      'keras.ops.stop_gradient(variable: x)',
      'tf.stop_gradient(input: x, name: _)',
      'keras.backend.stop_gradient(variables: x)',
      'method.numpy',
      'method.value',
      'method.read_value',
      'method.conj',
      'method.clone',
      'keras.ops.convert_to_numpy',
      'keras.backend.eval',
      'keras.backend.get_value',
      'keras.backend.identity(x, name: _)',
      'numpy.positive(x, out: _, *, where: _, casting: _, order: _, dtype: _, subok: _, signature: _)',
    ],
    doc: 'The same tensor.',
    className: 'Copy',
    params: { x: input() },
    shape: ({ x }, context) => answer(x.shape, settled(x, context), x.elements),
  }),
  defineOp({
    names: ['method.tolist'],
    doc: 'The array as nested lists.',
    params: { x: input() },
    shape: ({ x }) =>
      isUnknown(x.shape)
        ? x.shape
        : {
            value: {
              kind: 'array',
              shape: x.shape,
              dtype: x.dtype,
              ...(x.elements?.every(element => typeof element === 'number') ? { values: x.elements } : {}),
            },
          },
  }),
  defineOp({
    names: ['keras.ops.view(x, dtype=None)', 'method.view(x, dtype=None)'],
    doc: 'The same bytes read as another element type.',
    params: { x: input(), dtype: dtypeOption() },
    shape({ x, dtype }, context) {
      const own = settled(x, context);
      if (dtype === null) return { shape: x.shape, dtype: own };
      const widths = [own, dtype].map(type => (isUnknown(type) ? undefined : Number(/\d+$/.exec(type)?.[0] ?? 8)));
      const [from, to] = widths;
      if (from === to && from !== undefined) return { shape: x.shape, dtype };
      if (isUnknown(x.shape) || from === undefined || to === undefined)
        return { shape: { kind: 'unknown', why: { kind: 'todo', what: 'another width of elements' } }, dtype };
      const last = exactQuotient(multiply(x.shape.at(-1) ?? 1, from), to);
      return {
        shape: [...x.shape.slice(0, -1), last === 'none' ? { kind: 'unknown', why: { kind: 'error' } } : last],
        dtype,
      };
    },
  }),
];
