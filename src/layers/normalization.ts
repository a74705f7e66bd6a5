// What the normalizations share: the axes that statistics belong to, and scales and offsets of their sizes.

import { type Dim, isDynamic } from '../shapes/dim.ts';
import { normalAxis, printShape, type Shape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Maybe } from '../shapes/unknown.ts';
import { constraint, initializer, initialValue, type Named, regularizer } from './arguments.ts';
import { isConfigList } from './config.ts';
import type { ShapeContext, WeightSpec } from './define.ts';
import { type ArgType, bool, float, type IntArg, int, ints, isRefused, optional, refused } from './params.ts';
import type { Problem } from './problems.ts';

/** One axis or several; read as a list. */
export type AxesArg = Maybe<readonly IntArg[]>;

/** An integer or a list of them. */
export function axesArgument(): ArgType<AxesArg> {
  const one = int();
  const many = ints();
  const expects = 'an integer or a list of integers';
  return {
    expects,
    read(value, dialect) {
      if (isConfigList(value)) return many.read(value, dialect);
      const single = one.read(value, dialect);
      return isRefused(single) ? refused(expects) : [single];
    },
    unknown: why => why,
  };
}

export const epsilonParam = (value: number) =>
  optional(float(), { kind: 'float', value }, 'Added to the variance against division by zero.');

/** `center`, `scale`, and how their variables start and are held. */
export const scaleAndOffsetParams = {
  center: optional(bool(), true, 'Whether a learned offset `beta` is added.'),
  scale: optional(bool(), true, 'Whether values are multiplied with a learned `gamma`.'),
  beta_initializer: initializer('zeros', 'the offset'),
  gamma_initializer: initializer('ones', 'the scale'),
  beta_regularizer: regularizer('the offset'),
  gamma_regularizer: regularizer('the scale'),
  beta_constraint: { ...constraint('the offset'), notIn: ['tfjs'] as const },
  gamma_constraint: { ...constraint('the scale'), notIn: ['tfjs'] as const },
};

/** The positions of the axes from 0, in order; undefined where the tensor does not have one of them. */
export function positions(axes: AxesArg, rank: number): Maybe<readonly number[]> | undefined {
  if (isUnknown(axes)) return axes;
  const out: number[] = [];
  for (const axis of axes) {
    if (isUnknown(axis)) return axis;
    if (typeof axis !== 'number') return { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic axis' } };
    const at = normalAxis(axis, rank);
    if (at === undefined) return undefined;
    out.push(at);
  }
  return out;
}

/** Reports an axis that the tensor does not have. */
export function reportAxis(
  axes: AxesArg,
  shape: readonly Dim[],
  { problem }: Pick<ShapeContext<unknown>, 'problem'>,
  words = 'tuple index out of range',
): void {
  if (isUnknown(axes)) return;
  const got = axes.find(axis => typeof axis === 'number' && normalAxis(axis, shape.length) === undefined);
  problem({
    kind: 'argument-value',
    argument: 'axis',
    got: String(got),
    expected: `an axis of a tensor with ${shape.length} axes, ${-shape.length} to ${shape.length - 1}`,
    runtime: { keras3: words },
  });
}

/** Reports the first of the axes that is open, where variables are made for their sizes. */
export function reportOpen(
  at: readonly number[],
  shape: readonly Dim[],
  { problem }: Pick<ShapeContext<unknown>, 'problem'>,
): void {
  const open = at.find(axis => isDynamic(shape[axis] ?? 1));
  if (open === undefined) return;
  const sizes = at.map(axis => shape[axis] ?? 1);
  problem({
    kind: 'undefined-axis',
    input: 0,
    axis: open,
    shape,
    runtime: {
      keras3: `Shapes used to initialize variables must be fully-defined (no \`None\` dimensions). Received: shape=${printShape(sizes)}`,
    },
  });
}

/** The sizes of an input on the axes, in their order from the first. */
export function sizesAt(shape: Shape | undefined, axes: AxesArg): Maybe<readonly Dim[]> {
  if (shape === undefined) return afterError;
  if (isUnknown(shape)) return shape;
  const at = positions(axes, shape.length);
  if (at === undefined) return afterError;
  return isUnknown(at) ? at : at.map(axis => shape[axis] ?? afterError);
}

/** `gamma` and `beta` of a shape, as far as they are asked for. */
export function scaleAndOffset(
  shape: readonly Dim[],
  config: {
    readonly center: Maybe<boolean>;
    readonly scale: Maybe<boolean>;
    readonly beta_initializer: Named | null;
    readonly gamma_initializer: Named | null;
  },
  dtype: WeightSpec['dtype'],
): Maybe<readonly WeightSpec[]> {
  if (isUnknown(config.scale)) return config.scale;
  if (isUnknown(config.center)) return config.center;
  const out: WeightSpec[] = [];
  if (config.scale)
    out.push({ name: 'gamma', shape, trainable: true, dtype, initializer: initialValue(config.gamma_initializer) });
  if (config.center)
    out.push({ name: 'beta', shape, trainable: true, dtype, initializer: initialValue(config.beta_initializer) });
  return out;
}

/** tfjs normalizes tensors of 2, 3 and 4 axes; others it takes and fails with when it is run. */
export function checkNormalizedRank(shape: readonly Dim[], problem: (problem: Problem) => void): void {
  if (shape.length >= 2 && shape.length <= 4) return;
  problem({
    kind: 'rank-mismatch',
    input: 0,
    expected: { atLeast: 2, atMost: 4 },
    shape,
    effect: 'fails when run',
    runtime: { tfjs: `batchNormalization is not implemented for array of rank ${shape.length} yet` },
  });
}
