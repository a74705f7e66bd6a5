// Running sums and products, differences, and means with weights.

import { anything, nullable, optional } from '../../layers/params.ts';
import { type Dim, isDynamic, sameDim, subtract } from '../../shapes/dim.ts';
import { printShape, type Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { axes, axis, dtypeOption, input, size, tensor } from '../arguments.ts';
import { alongShape, axisAt } from '../axes.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { settled } from '../dtypes.ts';
import { reduceShape } from '../reduce.ts';
import { ruledType } from '../typeRules.ts';

function running(name: string, doc: string): OpDefinition {
  const tf =
    name === 'nancumsum' || name === 'nancumprod'
      ? []
      : [`tf.math.${name}`, ...(name === 'cumsum' ? ['tf.cumsum'] : [])];
  return defineOp({
    names: [
      `keras.ops.${name}`,
      ...tf.map(path => `${path}(x, axis=0, exclusive: _, reverse: _, name: _)`),
      `numpy.${name}(a: x, axis=None, dtype=None, out: _)`,
      ...(name.startsWith('nan')
        ? []
        : [`method.${name}(x, axis=None, dtype=None, out: _)`, `keras.backend.${name}(x, axis=0)`]),
    ],
    doc,
    params: {
      x: input(),
      axis: optional(nullable(axis()), null, 'The axis; the flat tensor where it is None.'),
      dtype: dtypeOption(),
    },
    shape({ x, axis, dtype }, context) {
      const rule = context.library === 'keras' ? 'counting' : context.library === 'tf' ? 'common' : 'sum';
      const type = dtype ?? ruledType(rule, [x], context);
      const unchecked = context.specOnly && name.startsWith('nan');
      if (axis !== null && !isUnknown(x.shape) && !unchecked) axisAt(axis, x.shape.length, context);
      return { shape: context.library === 'tf' ? x.shape : alongShape(x.shape, axis), dtype: type };
    },
  });
}

export default [
  running('cumsum', 'Running sums along an axis.'),
  running('cumprod', 'Running products along an axis.'),
  running('nancumsum', 'Running sums along an axis, NaN left out.'),
  running('nancumprod', 'Running products along an axis, NaN left out.'),
  defineOp({
    names: ['keras.ops.diff(a: x, n=1, axis=-1)', 'numpy.diff(a: x, n=1, axis=-1, prepend=None, append=None)'],
    doc: 'The differences of neighbours along an axis, n times.',
    params: {
      x: input(),
      n: optional(size(), 1, 'How often differences are taken.'),
      axis: optional(axis(), -1, 'The axis.'),
      prepend: optional(anything(), null, 'Entries put in front first.'),
      append: optional(anything(), null, 'Entries put behind first.'),
    },
    shape({ x, n, axis, prepend, append }, context) {
      const { shape } = x;
      const dtype = settled(x, context);
      if (isUnknown(shape)) return { shape, dtype };
      const position = axisAt(axis, shape.length, context);
      if (isUnknown(position)) return { shape: shape.map((): Dim => position), dtype };
      const left = subtract(shape[position] ?? 1, n);
      const extended: Dim = { kind: 'unknown', why: { kind: 'todo', what: 'differences with further entries' } };
      const size: Dim =
        prepend === null && append === null ? (typeof left === 'number' ? Math.max(0, left) : left) : extended;
      return { shape: shape.map((dim, i) => (i === position ? size : dim)), dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.average', 'numpy.average(a: x, axis=None, weights=None, returned: _, *, keepdims: _)'],
    doc: 'The mean over an axis, each entry weighed.',
    params: {
      x: input(),
      axis: optional(axes(), null, 'The axis; all of them where it is None.'),
      weights: optional(nullable(tensor()), null, 'The weight of each entry.'),
    },
    shape({ x, axis, weights }, context) {
      const dtype = ruledType(
        context.library === 'numpy' ? 'mean' : 'floating',
        weights === null ? [x] : [x, weights],
        context,
      );
      const shape = reduceShape(x.shape, axis, false, context);
      if (weights === null || isUnknown(weights.shape) || isUnknown(x.shape)) return { shape, dtype };
      if (weightsFit(x.shape, weights.shape, axis)) return { shape, dtype };
      context.problem({
        kind: 'call-value',
        argument: 'weights',
        says: `Weights of shape ${printShape(weights.shape)} fit neither ${printShape(x.shape)} nor the axis that is averaged`,
      });
      return afterError;
    },
  }),
];

/** False where weights fit neither the tensor nor the one axis, for sure. */
function weightsFit(shape: readonly Dim[], weights: readonly Dim[], axis: Parameters<typeof reduceShape>[1]): boolean {
  const alike = (a: readonly Dim[], b: readonly Dim[]) =>
    a.length === b.length && a.every((dim, i) => isDynamic(dim) || sameDim(dim, b[i] ?? 1) !== 'no');
  if (alike(shape, weights)) return true;
  if (axis === null) return false;
  if (isUnknown(axis) || axis.axes.length !== 1) return true;
  const [along] = axis.axes;
  if (along === undefined || isUnknown(along)) return true;
  const size: Shape = [shape.at(along) ?? 1];
  return alike(size, weights);
}
