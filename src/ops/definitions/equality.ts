// Equality: by elements as a function, and Python's `==` and `!=`, of which Keras 3's symbolic tensors leave the first to
// identity.

import { bool, optional } from '../../layers/params.ts';
import { afterError } from '../../shapes/unknown.ts';
import { input } from '../arguments.ts';
import { broadcast, broadcastOperands } from '../broadcast.ts';
import { defineOp } from '../define.ts';
import { combineElements } from '../elements.ts';
import { compareTensors } from '../equality.ts';
import { answer, type Operand } from '../operand.ts';
import { symbolicRuntime, symbolicWords } from '../symbolic.ts';

const operands = { x1: input('The first operand.'), x2: input('The second operand.') };
const equalNan = optional(bool(), false, 'Whether NaN equals NaN.');

function isArray(x: Operand): boolean {
  return x.source === 'numpy' || x.source === 'eager';
}

export default [
  defineOp({
    names: [
      'keras.ops.equal',
      'tf.math.equal(x: x1, y: x2, name: _)',
      'tf.equal(x: x1, y: x2, name: _)',
      'numpy.equal(x1, x2, out: _, *, where: _, casting: _, order: _, dtype: _, subok: _, signature: _)',
      'keras.backend.equal(x: x1, y: x2)',
    ],
    doc: 'Where two tensors are equal.',
    params: operands,
    shape({ x1, x2 }, context) {
      const shape = broadcast([x1.shape, x2.shape], context);
      return answer(shape, 'bool', combineElements(x1, x2, shape, 'eq'));
    },
  }),
  defineOp({
    names: ['operator.eq'],
    doc: 'Where two tensors are equal. Symbolic tensors of Keras 3 are only equal to themselves.',
    params: operands,
    shape({ x1, x2 }, context) {
      if (context.kerasTensors && (x1.source === 'symbolic' || x2.source === 'symbolic')) {
        if (!isArray(x1) && !isArray(x2)) return { value: false };
        context.problem({
          kind: 'symbolic-value',
          says: `An array compared with \`==\` ${symbolicWords.numpy}`,
          runtime: { keras3: symbolicRuntime.numpy },
        });
        return afterError;
      }
      return compareTensors(x1, x2, { how: 'eq', context, shape: () => broadcast([x1.shape, x2.shape], context) });
    },
  }),
  defineOp({
    names: ['operator.ne'],
    doc: 'Where two tensors differ.',
    className: 'NotEqual',
    params: operands,
    shape: ({ x1, x2 }, context) =>
      compareTensors(x1, x2, { how: 'ne', context, shape: () => broadcastOperands(x1.shape, x2.shape, context) }),
  }),
  defineOp({
    names: ['keras.ops.isclose', 'numpy.isclose(a: x1, b: x2, rtol: _, atol: _, equal_nan=False)'],
    doc: 'Where two tensors are nearly equal.',
    className: 'Isclose',
    params: {
      ...operands,
      rtol: optional(input().type, 1e-5, 'The relative tolerance.'),
      atol: optional(input().type, 1e-8, 'The absolute tolerance.'),
      equal_nan: equalNan,
    },
    shape: ({ x1, x2 }, context) => ({ shape: broadcast([x1.shape, x2.shape], context), dtype: 'bool' }),
  }),
  defineOp({
    names: [
      'keras.ops.allclose',
      'numpy.allclose(a: x1, b: x2, rtol: _, atol: _, equal_nan=False)',
      'numpy.array_equal(a1: x1, a2: x2, equal_nan=False)',
    ],
    doc: 'Whether two tensors are nearly equal everywhere.',
    className: 'AllClose',
    params: {
      ...operands,
      rtol: optional(input().type, 1e-5, 'The relative tolerance.'),
      atol: optional(input().type, 1e-8, 'The absolute tolerance.'),
      equal_nan: equalNan,
    },
    takesSymbols: ['numpy.array_equal'],
    shape: (_, context) =>
      context.library === 'numpy'
        ? { value: { kind: 'unknown', why: { kind: 'data', what: 'the values of the arrays' } } }
        : { shape: [], dtype: 'bool' },
  }),
  defineOp({
    names: [
      'keras.ops.isin',
      'numpy.isin(element: x1, test_elements: x2, assume_unique=False, invert=False, *, kind: _)',
      'numpy.in1d(ar1: x1, ar2: x2, assume_unique=False, invert=False, *, kind: _)',
    ],
    doc: 'Which elements are among those of another tensor.',
    className: 'IsIn',
    params: {
      x1: input('The elements.'),
      x2: input('What they are looked for in.'),
      assume_unique: optional(bool(), false, 'Whether no element occurs twice.'),
      invert: optional(bool(), false, 'Whether the answer is turned.'),
    },
    shape: ({ x1 }) => ({ shape: x1.shape, dtype: 'bool' }),
  }),
];
