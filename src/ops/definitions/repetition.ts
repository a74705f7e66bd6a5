// Repeating, padding and broadcasting tensors.

import { anything, nullable, optional, required } from '../../layers/params.ts';
import { add, type Dim, isDynamic, multiply } from '../../shapes/dim.ts';
import { printShape, type Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { type AxisArg, axis, input, type ShapeArg, shapeTuple } from '../arguments.ts';
import { alongShape, axisAt } from '../axes.ts';
import { broadcastPair, isShape, reportBroadcast } from '../broadcast.ts';
import { defineOp, type OpContext, type TensorAnswer } from '../define.ts';
import { settled } from '../dtypes.ts';
import { knownExtremes } from '../extremes.ts';
import { createdShape } from '../fill.ts';
import { answer, type Operand } from '../operand.ts';
import { paddedShape, padWidths } from '../pad.ts';

function tile(shape: Shape, repeats: ShapeArg, context: OpContext): Shape {
  if (isUnknown(shape)) return shape;
  if (isUnknown(repeats)) return context.library === 'tf' ? shape.map((): Dim => repeats) : repeats;
  const times = repeats.entries.map((entry): Dim => entry ?? 1);
  if (context.library === 'tf' && times.length !== shape.length) {
    context.problem({
      kind: 'argument-value',
      argument: 'multiples',
      got: `${times.length} numbers`,
      expected: `a number for each axis of ${printShape(shape)}`,
    });
    return afterError;
  }
  const rank = Math.max(shape.length, times.length);
  return Array.from({ length: rank }, (_, i) =>
    multiply(shape[i - rank + shape.length] ?? 1, times[i - rank + times.length] ?? 1),
  );
}

function repeat(x: Operand, repeats: ShapeArg, axis: AxisArg | null, context: OpContext): Shape {
  const shape = alongShape(x.shape, axis);
  if (isUnknown(shape)) return shape;
  const position = axisAt(axis ?? 0, shape.length, context);
  if (isUnknown(position)) return shape.map((): Dim => position);
  const size = shape[position] ?? 1;
  const place = (dim: Dim) => shape.map((other, i) => (i === position ? dim : other));
  if (isUnknown(repeats)) return place(isDynamic(size) ? size : repeats);
  const times = repeats.entries.map((entry): Dim => entry ?? 1);
  if (repeats.single || times.length === 1) return place(multiply(size, times[0] ?? 1));
  if (typeof size === 'number' && size !== times.length) {
    context.problem({
      kind: 'argument-value',
      argument: 'repeats',
      got: `${times.length} numbers`,
      expected: `an integer or ${size} integers, one for each entry of the axis of ${printShape(shape)}`,
      runtime: {
        keras3: `Size of \`repeats\` and dimensions of \`axis ${axis === null || isUnknown(axis) ? '' : axis} of x\` should be compatible.`,
      },
    });
    return afterError;
  }
  const open = isDynamic(size) || (isUnknown(size) && context.library === 'keras');
  return place(open ? size : times.reduce(add, 0));
}

/** True where every element is repeated once at least. */
function leavesAll(repeats: ShapeArg): boolean {
  return !isUnknown(repeats) && repeats.entries.every(entry => typeof entry === 'number' && entry > 0);
}

function known(x: Operand): Pick<TensorAnswer, 'extremes'> {
  const extremes = knownExtremes(x);
  return extremes === undefined ? {} : { extremes };
}

export default [
  defineOp({
    names: [
      'keras.ops.tile',
      'tf.tile(input: x, multiples: repeats, name: _)',
      'numpy.tile(A: x, reps: repeats)',
      'keras.backend.tile(x, n: repeats)',
    ],
    doc: 'Repeats the whole tensor along its axes.',
    params: { x: input(), repeats: required(shapeTuple(), 'How often, for each axis.') },
    shape: ({ x, repeats }, context) => ({ shape: tile(x.shape, repeats, context), dtype: settled(x, context) }),
  }),
  defineOp({
    names: [
      'keras.ops.repeat',
      'tf.repeat(input: x, repeats, axis=None, name: _)',
      'numpy.repeat(a: x, repeats, axis=None)',
      'method.repeat(x, repeats, axis=None)',
      'keras.backend.repeat_elements(x, rep: repeats, axis)',
    ],
    doc: 'Repeats each entry along an axis, or each element of the flat tensor.',
    params: {
      x: input(),
      repeats: required(shapeTuple(), 'How often: one number, or one for each entry.'),
      axis: optional(nullable(axis()), null, 'The axis; the tensor is flattened where it is None.'),
    },
    shape: ({ x, repeats, axis }, context) => ({
      shape: repeat(x, repeats, axis, context),
      ...(leavesAll(repeats) ? known(x) : {}),
      dtype: settled(x, context),
    }),
  }),
  defineOp({
    names: ['keras.backend.repeat(x, n: times)'],
    doc: 'Repeats a matrix of samples along a new second axis.',
    className: 'RepeatVector',
    params: { x: input(), times: required(shapeTuple(), 'How often.') },
    shape({ x, times }) {
      const { shape } = x;
      if (isUnknown(shape)) return shape;
      const count: Dim = isUnknown(times) ? times : (times.entries[0] ?? 1);
      return { shape: [shape[0] ?? 1, count, ...shape.slice(1)], dtype: x.dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.broadcast_to',
      'tf.broadcast_to(input: x, shape, name: _)',
      'numpy.broadcast_to(array: x, shape, subok: _)',
    ],
    doc: 'Repeats axes of size 1 until the tensor has the shape.',
    params: { x: input(), shape: required(shapeTuple(), 'The shape.') },
    shape({ x, shape }, context) {
      const dtype = settled(x, context);
      if (isUnknown(shape)) return { shape, dtype };
      const target =
        context.specOnly || isUnknown(x.shape)
          ? shape.entries.map((entry): Dim => entry ?? { kind: 'dynamic' })
          : createdShape(shape, context);
      if (isUnknown(target)) return { shape: target, dtype };
      if (isUnknown(x.shape)) return { shape: target, dtype };
      const met = broadcastPair(x.shape, target);
      if (!isShape(met)) {
        reportBroadcast(x.shape, target, met.failed, context);
        return afterError;
      }
      const given = x.shape;
      const tooLarge =
        !context.specOnly &&
        given.findIndex((dim, i) => {
          const own = target[i - given.length + target.length];
          return own === undefined || (own === 1 && typeof dim === 'number' && dim !== 1);
        });
      if (typeof tooLarge === 'number' && tooLarge >= 0)
        reportBroadcast(given, target, tooLarge - given.length, context);
      return answer(target, dtype);
    },
  }),
  defineOp({
    names: [
      'keras.ops.pad',
      'tf.pad(tensor: x, paddings: pad_width, mode="CONSTANT", constant_values=0, name: _)',
      'numpy.pad(array: x, pad_width, mode="constant", **_)',
    ],
    doc: 'Adds entries before and after the axes.',
    params: {
      x: input(),
      pad_width: required(anything(), 'How many before and after each axis; one pair or number for all.'),
      mode: optional(anything(), 'constant', 'What the new entries are.'),
      constant_values: optional(anything(), null, 'The value of new entries.'),
    },
    shape: ({ x, pad_width }, context) => ({
      shape: paddedShape(x.shape, padWidths(pad_width), context, context.library === 'tf' ? 'paddings' : 'pad_width'),
      dtype: settled(x, context),
    }),
  }),
];
