// Labels as vectors of zeros and ones.

import { anything, nullable, optional, required } from '../../layers/params.ts';
import { outside } from '../../layers/tableRows.ts';
import type { Dim } from '../../shapes/dim.ts';
import { printShape, type Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { type AxisArg, axis, dtypeOption, input, type SizeArg, size } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { defineOp, type OpContext } from '../define.ts';
import { knownExtremes } from '../extremes.ts';
import type { Operand } from '../operand.ts';

/** The shape with an axis of classes. Keras's specification takes -1 and the positions of the axes there are, no others. */
function withClasses(shape: Shape, classes: SizeArg, axis: AxisArg, context: OpContext): Shape {
  if (isUnknown(shape)) return shape;
  if (isUnknown(axis)) return [classes, ...shape].map((): Dim => axis);
  if (axis === -1) return [...shape, classes];
  if (!context.specOnly) {
    const position = axisAt(axis, shape.length + 1, context);
    return isUnknown(position) ? position : [...shape.slice(0, position), classes, ...shape.slice(position)];
  }
  if (axis >= 0 && axis < shape.length) return [...shape.slice(0, axis), classes, ...shape.slice(axis)];
  context.problem({
    kind: 'argument-value',
    argument: 'axis',
    got: String(axis),
    expected: `-1 or the position of an axis of ${printShape(shape)}`,
    runtime: { keras3: `axis must be -1 or between [0, ${shape.length}), but received ${axis}.` },
  });
  return afterError;
}

/** One more than the largest label, where the labels are known. */
function classCount(x: Operand): Dim {
  const labels = knownExtremes(x);
  return labels === undefined
    ? { kind: 'unknown', why: { kind: 'data', what: 'the largest label' } }
    : labels.highest + 1;
}

/**
 * Reports a label that is no class, true where there is one. Negative ones count from the end, and tensors go to `one_hot`,
 * which has a vector of zeros for it.
 */
function reportStrayLabel(x: Operand, classes: SizeArg | null, context: OpContext): boolean {
  const labels = knownExtremes(x);
  if (typeof classes !== 'number' || labels === undefined || x.source === 'eager') return false;
  const got = outside(labels, { least: -classes, most: classes - 1 });
  if (got === undefined) return false;
  const words = `is out of bounds for axis 1 with size ${classes}`;
  context.problem({
    kind: 'argument-value',
    argument: 'num_classes',
    got: String(classes),
    expected:
      got < 0 ? `labels from 0 on, but ${got} is among them` : `at least ${got + 1}, as ${got} is among the labels`,
    runtime: { keras3: words, keras2: words },
  });
  return true;
}

const lastAxis = optional(axis(), -1, 'Where the axis of classes stands.');

export default [
  defineOp({
    names: [
      'keras.ops.one_hot',
      'tf.one_hot(indices: x, depth: num_classes, on_value: _, off_value: _, axis=-1, dtype=None, name: _)',
      'keras.backend.one_hot(indices: x, num_classes)',
    ],
    doc: 'A vector for each label, 1 at the label and 0 elsewhere.',
    params: {
      x: input('The labels.'),
      num_classes: required(size(), 'How many classes there are.'),
      axis: optional(nullable(axis()), -1, 'Where the axis of classes stands.'),
      dtype: dtypeOption(),
      sparse: optional(anything(), false, 'Whether the answer is sparse.'),
    },
    shape: ({ x, num_classes, axis, dtype }, context) => ({
      shape: withClasses(x.shape, num_classes, axis ?? -1, context),
      dtype: dtype ?? 'float32',
    }),
  }),
  defineOp({
    names: ['keras.ops.multi_hot(inputs: x, num_classes=None, axis=-1, dtype=None, sparse: _, **_)'],
    doc: 'A vector for each set of labels, 1 at all labels of the set.',
    params: {
      x: input('The labels.'),
      num_classes: optional(nullable(size()), null, 'How many classes there are.'),
      axis: lastAxis,
      dtype: dtypeOption(),
    },
    shape({ x, num_classes, axis, dtype }, context) {
      const type = dtype ?? (context.specOnly ? x.dtype : 'float32');
      const wide = withClasses(x.shape, num_classes ?? { kind: 'unknown', why: { kind: 'error' } }, axis, context);
      if (isUnknown(wide)) return { shape: wide, dtype: type };
      return { shape: wide.length === 2 ? wide.slice(1) : [wide[0] ?? 1, ...wide.slice(2)], dtype: type };
    },
  }),
  defineOp({
    names: ['keras.utils.to_categorical', 'keras.utils.np_utils.to_categorical(x, num_classes=None)'],
    doc: 'A vector for each label, 1 at the label and 0 elsewhere. A last axis of size 1 is taken away first.',
    params: {
      x: input('The labels.'),
      num_classes: optional(
        nullable(size()),
        null,
        'How many classes there are; one more than the largest label by default.',
      ),
    },
    shape({ x, num_classes }, context) {
      const { shape } = x;
      const dtype = context.dialect === 'keras3' ? (x.source === 'eager' ? 'float32' : 'float64') : 'float32';
      if (isUnknown(shape)) return { shape, dtype };
      if (reportStrayLabel(x, num_classes, context)) return afterError;
      const classes = num_classes ?? classCount(x);
      const last = shape[shape.length - 1];
      if (shape.length > 1 && typeof last === 'object')
        return {
          shape: isUnknown(last)
            ? last
            : { kind: 'unknown', why: { kind: 'data', what: 'whether the last axis has size 1' } },
          dtype,
        };
      return { shape: [...(shape.length > 1 && last === 1 ? shape.slice(0, -1) : shape), classes], dtype };
    },
  }),
];
