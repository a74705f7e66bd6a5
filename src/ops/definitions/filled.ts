// Tensors filled with one value: zeros, ones, full, empty, and those like another tensor.

import { nullable, optional, required } from '../../layers/params.ts';
import type { DType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { dtypeOption, input, shapeTuple, tensor } from '../arguments.ts';
import { broadcast } from '../broadcast.ts';
import { defineOp, type OpContext, type OpDefinition } from '../define.ts';
import { settle, settled } from '../dtypes.ts';
import { castElement, createdShape, filled } from '../fill.ts';

function madeType(dtype: DType | null, fallback: DType, context: OpContext): DType {
  const library = context.library === 'numpy' ? 'numpy' : 'tf';
  return settle(dtype ?? fallback, library);
}

function constant(name: 'zeros' | 'ones' | 'empty', element: number | undefined, doc: string): OpDefinition[] {
  const fallback: DType = 'float';
  return [
    defineOp({
      names: [
        `keras.ops.${name}`,
        ...(name === 'empty' ? [] : [`tf.${name}(shape, dtype='float32', name: _, layout: _)`]),
        `numpy.${name}(shape, dtype=None, order: _, *, device: _, like: _)`,
        ...(name === 'empty' ? [] : [`keras.backend.${name}(shape, dtype=None, name: _)`]),
      ],
      doc,
      params: { shape: required(shapeTuple(), 'The shape.'), dtype: dtypeOption() },
      shape: ({ shape, dtype }, context) =>
        filled(createdShape(shape, context), madeType(dtype, fallback, context), element),
    }),
    defineOp({
      names: [
        `keras.ops.${name}_like`,
        ...(name === 'empty' ? [] : [`tf.${name}_like(input: x, dtype=None, name: _, layout: _)`]),
        `numpy.${name}_like(a: x, dtype=None, order: _, subok: _, shape=None, *, device: _)`,
        ...(name === 'empty' ? [] : [`keras.backend.${name}_like(x, dtype=None, name: _)`]),
      ],
      doc: `${doc.replace(/\.$/, '')}, in the shape of another.`,
      className: `${name[0]?.toUpperCase()}${name.slice(1)}Like`,
      params: { x: input(), dtype: dtypeOption(), shape: optional(nullable(shapeTuple()), null, 'Another shape.') },
      shape({ x, dtype, shape }, context) {
        const made = shape === null ? x.shape : createdShape(shape, context);
        return filled(made, dtype === null ? settled(x, context) : madeType(dtype, x.dtype, context), element);
      },
    }),
  ];
}

export default [
  ...constant('zeros', 0, 'A tensor of zeros.'),
  ...constant('ones', 1, 'A tensor of ones.'),
  ...constant('empty', undefined, 'A tensor whose elements are not set.'),
  defineOp({
    names: [
      'keras.ops.full',
      'numpy.full(shape, fill_value, dtype=None, order: _, *, device: _, like: _)',
      'tf.fill(dims: shape, value: fill_value, name: _, layout: _)',
    ],
    doc: 'A tensor filled with one value.',
    params: {
      shape: required(shapeTuple(), 'The shape.'),
      fill_value: required(tensor(), 'The value.'),
      dtype: dtypeOption(),
    },
    shape({ shape, fill_value, dtype }, context) {
      if (context.library === 'keras' && context.dialect === 'keras3' && !isUnknown(shape) && shape.single) {
        context.problem({
          kind: 'argument-value',
          argument: 'shape',
          got: 'an integer',
          expected: 'a tuple of integers',
        });
      }
      const made = createdShape(shape, context, context.path === 'tf.fill' ? 'dims' : 'shape');
      const own = context.library === 'keras' ? 'float' : fill_value.dtype;
      const type = madeType(dtype, own, context);
      const [element] = fill_value.elements ?? [];
      const cast = element === undefined || fill_value.elements?.length !== 1 ? undefined : castElement(element, type);
      return filled(made, type, cast);
    },
  }),
  defineOp({
    names: [
      'keras.ops.full_like',
      'numpy.full_like(a: x, fill_value, dtype=None, order: _, subok: _, shape: _, *, device: _)',
    ],
    doc: 'A tensor of the shape of another, filled with one value.',
    className: 'FullLike',
    params: { x: input(), fill_value: required(tensor(), 'The value.'), dtype: dtypeOption() },
    shape({ x, fill_value, dtype }, context) {
      broadcast([x.shape, fill_value.shape], context);
      const type = dtype === null ? settled(x, context) : madeType(dtype, x.dtype, context);
      const [element] = fill_value.elements ?? [];
      const cast = element === undefined || fill_value.elements?.length !== 1 ? undefined : castElement(element, type);
      return filled(x.shape, type, cast);
    },
  }),
];
