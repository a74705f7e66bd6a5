// Joining tensors along an axis.

import { add, type Dim, isDynamic, sameDim } from '../../shapes/dim.ts';
import { normalAxis, printShape, type Shape, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import type { Dialect } from '../config.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import { valuesDtype } from '../elementwise.ts';
import { type IntArg, int, optional } from '../params.ts';

export default defineLayer({
  name: 'Concatenate',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Joins tensors along one axis. That axis becomes the sum of theirs; all other axes must agree.',
  params: { axis: optional(int(), -1, 'The axis along which the tensors are joined, the batch axis counted as 0.') },
  takes: 'tensors',
  shape(inputs, context) {
    return tensorType(
      joined(
        inputs.map(input => input.shape),
        context,
      ),
      valuesDtype(inputs[0] ?? { dtype: context.computeDtype }, context),
    );
  },
  run: ({ tf, config, inputs }) => tf.concat([...inputs], config.axis),
  mask: ({ tf, config, inputs, masks }) => {
    if (masks.every(mask => mask === null)) return [null];
    const whole = inputs.map((input, i) => {
      const mask = masks[i] ?? null;
      if (mask === null) return tf.onesLike(tf.cast(input, 'bool'));
      return mask.rank < input.rank
        ? tf.logicalOr(tf.expandDims(mask, -1), tf.zerosLike(tf.cast(input, 'bool')))
        : mask;
    });
    return [tf.any(tf.concat(whole, config.axis), -1)];
  },
});

/**
 * The shape of the first with the sizes along the axis added up. Keras compares the other axes where they are known, and
 * takes them from the first tensor even where that leaves them open.
 */
function joined(
  shapes: readonly Shape[],
  { config, dialect, problem }: ShapeContext<{ readonly axis: IntArg }>,
): Shape {
  const known = shapes.flatMap(shape => (isUnknown(shape) ? [] : [shape]));
  const unknownShape = shapes.find(isUnknown);
  const [first] = known;
  if (first === undefined) return unknownShape ?? afterError;
  const ranks = known.map(shape => shape.length);
  // Keras says nothing of its own where the axis is beyond some of the tensors.
  const told = typeof config.axis === 'number' && config.axis < Math.min(...ranks);
  const list = known.map(shape => printShape(shape)).join(', ');
  const words = `A \`Concatenate\` layer requires inputs with matching shapes except for the concatenation axis. Received: input_shape=[${list}]`;
  const tfjsWords = 'A `Concatenate` layer requires inputs with matching shapes except for the concat axis.';
  const report = (axes: readonly number[], along?: number) => {
    problem({
      kind: 'merge-shape',
      shapes: known,
      axes,
      ...(along === undefined ? {} : { along }),
      ...(told ? { runtime: { keras3: words, keras2: words, tfjs: tfjsWords } } : {}),
    });
    return afterError;
  };
  if (known.some(shape => shape.length !== first.length)) return report([]);
  if (unknownShape !== undefined) return unknownShape;
  if (typeof config.axis !== 'number') {
    const { axis } = config;
    return first.map(() =>
      isUnknown(axis) ? axis : { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic axis' } },
    );
  }
  const column = (i: number): readonly Dim[] => known.map(shape => shape[i] ?? 0);
  const differing = (except: number | undefined): readonly number[] =>
    first
      .map((_, i) => i)
      .filter(i => i !== except && column(i).some(a => column(i).some(b => differs(a, b, dialect))));
  const axis = normalAxis(config.axis, first.length);
  if (axis === undefined) {
    // Keras 3 hands a single tensor through before it looks at a positive axis.
    if (dialect === 'keras3' && shapes.length === 1 && config.axis > 0) return first;
    problem({
      kind: 'argument-value',
      argument: 'axis',
      got: String(config.axis),
      expected: `an axis of tensors with ${first.length} axes, ${-first.length} to ${first.length - 1}`,
      runtime: {
        keras3: config.axis < 0 ? 'list assignment index out of range' : 'list index out of range',
        keras2: 'list assignment index out of range',
      },
      // tfjs then compares all axes, and computes along the last.
      ...(dialect === 'tfjs' && differing(undefined).length === 0 ? { effect: 'silent' } : {}),
    });
    return afterError;
  }
  const apart = differing(axis);
  if (apart.length > 0) return report(apart, axis);
  if (dialect === 'tfjs' && config.axis < 0 && axis !== first.length - 1) {
    problem({
      kind: 'argument-value',
      argument: 'axis',
      got: String(config.axis),
      expected: `-1 or an axis from 0 to ${first.length - 1}`,
      effect: 'fails when run',
    });
  }
  return first.map((dim, i) => {
    // Keras 2 knows what any of the tensors tells of the axis.
    if (i !== axis) return dialect === 'keras2' ? (column(i).find(size => !isDynamic(size)) ?? dim) : dim;
    return column(i).find(isDynamic) ?? column(i).slice(1).reduce(add, dim);
  });
}

/** Whether two sizes cannot be joined side by side. tfjs compares them as they are written. */
function differs(a: Dim, b: Dim, dialect: Dialect): boolean {
  if (sameDim(a, b) === 'no') return true;
  if (dialect !== 'tfjs') return false;
  return (typeof a === 'number' && isDynamic(b)) || (isDynamic(a) && typeof b === 'number');
}
