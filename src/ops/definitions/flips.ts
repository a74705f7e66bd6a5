// Turning tensors over: flip, roll, rot90. The elements move and the sizes stay, or two axes change places.

import { anything, nullable, optional, required } from '../../layers/params.ts';
import type { Dim } from '../../shapes/dim.ts';
import { printShape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { axes, input } from '../arguments.ts';
import { axesAt, axisAt } from '../axes.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { settled } from '../dtypes.ts';

function needsAxes(name: string, least: number, doc: string): OpDefinition {
  return defineOp({
    names: [`keras.ops.${name}`, `numpy.${name}(m: x)`],
    doc,
    params: { x: input() },
    shape({ x }, context) {
      if (!isUnknown(x.shape) && x.shape.length < least) {
        context.problem({
          kind: 'rank-mismatch',
          input: 0,
          expected: { atLeast: least },
          shape: x.shape,
          runtime: {
            keras3: `\`${name}\` requires input with ${least} or more dimensions. Received: x.shape=${printShape(x.shape)}`,
          },
        });
        return afterError;
      }
      return { shape: x.shape, dtype: settled(x, context) };
    },
  });
}

const someAxes = optional(axes(), null, 'The axes; all of them where it is None.');

export default [
  defineOp({
    names: [
      'keras.ops.flip',
      'numpy.flip(m: x, axis=None)',
      'tf.reverse(tensor: x, axis, name: _)',
      'keras.backend.reverse(x, axes: axis)',
    ],
    doc: 'The entries along axes in the opposite order.',
    params: { x: input(), axis: someAxes },
    takesSymbols: ['numpy.flip'],
    shape({ x, axis }, context) {
      if (!isUnknown(x.shape) && !context.specOnly) axesAt(axis, x.shape.length, context);
      return { shape: x.shape, dtype: settled(x, context) };
    },
  }),
  needsAxes('fliplr', 2, 'The columns in the opposite order.'),
  needsAxes('flipud', 1, 'The rows in the opposite order.'),
  defineOp({
    names: ['keras.ops.roll', 'tf.roll(input: x, shift, axis, name: _)', 'numpy.roll(a: x, shift, axis=None)'],
    doc: 'The entries moved along axes, those that leave at the end coming in at the start.',
    params: { x: input(), shift: required(anything(), 'How far.'), axis: someAxes },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: settled(x, context) }),
  }),
  defineOp({
    names: [
      'keras.ops.rot90(array: x, k=1, axes=(0, 1))',
      'numpy.rot90(m: x, k=1, axes=(0, 1))',
      'tf.image.rot90(image: x, k=1, name: _)',
    ],
    doc: 'Turns the plane of two axes by quarters of a circle.',
    params: {
      x: input(),
      k: optional(nullable(anything()), 1, 'How many quarters.'),
      axes: optional(axes({ all: false }), [0, 1], 'The two axes.'),
    },
    shape({ x, k, axes }, context) {
      const { shape } = x;
      const dtype = settled(x, context);
      if (isUnknown(shape)) return { shape, dtype };
      const plane = context.path === 'tf.image.rot90' ? { axes: [-3, -2], single: false } : axes;
      if (plane === null || isUnknown(plane)) return { shape: plane ?? shape, dtype };
      const [a = 0, b = 1] = plane.axes;
      if (shape.length < 2) {
        context.problem({ kind: 'rank-mismatch', input: 0, expected: { atLeast: 2 }, shape });
        return afterError;
      }
      const first = axisAt(a, shape.length, context, 'axes');
      const second = axisAt(b, shape.length, context, 'axes');
      if (isUnknown(first)) return { shape: first, dtype };
      if (isUnknown(second)) return { shape: second, dtype };
      const turned = shape.map((dim, i) =>
        i === first ? (shape[second] ?? dim) : i === second ? (shape[first] ?? dim) : dim,
      );
      if (typeof k !== 'number')
        return {
          shape: shape.map((dim, i) =>
            dim === turned[i] ? dim : { kind: 'unknown', why: { kind: 'todo', what: 'this number of turns' } },
          ),
          dtype,
        };
      if (context.path === 'tf.image.rot90' && context.flavour === 'symbolic')
        return { shape: shape.map((dim, i): Dim => (i === first || i === second ? { kind: 'dynamic' } : dim)), dtype };
      // Keras's specification exchanges the axes for any number of quarters.
      return { shape: k % 2 === 0 && !context.specOnly ? shape : turned, dtype };
    },
  }),
];
