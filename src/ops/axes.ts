// Axes of a tensor as arguments name them: positions that may count from the end, checked against the rank.

import { product } from '../shapes/dim.ts';
import type { Shape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Maybe } from '../shapes/unknown.ts';
import type { AxesArg, AxisArg } from './arguments.ts';
import type { OpContext } from './define.ts';

/**
 * The position from 0 of an axis of a tensor with `rank` axes. One that is out of bounds is reported under the argument's
 * name.
 */
export function axisAt(axis: AxisArg, rank: number, context: OpContext, argument = 'axis'): Maybe<number> {
  if (isUnknown(axis)) return axis;
  const position = axis < 0 ? axis + rank : axis;
  if (position >= 0 && position < rank) return position;
  context.problem({
    kind: 'argument-value',
    argument,
    got: String(axis),
    expected:
      rank === 0 ? 'left out for a scalar' : `an axis of a tensor with ${countAxes(rank)}, ${-rank} to ${rank - 1}`,
    runtime: { keras3: `axis ${axis} is out of bounds for an array with dimension ${rank}.` },
  });
  return afterError;
}

function countAxes(rank: number): string {
  return rank === 1 ? '1 axis' : `${rank} axes`;
}

/**
 * The shape of what works along one axis, or on the flat tensor where that may be None; a position that is not known may
 * stand for either.
 */
export function alongShape(shape: Shape, axis: AxisArg | null): Shape {
  if (axis === null) return [isUnknown(shape) ? shape : product(shape)];
  return isUnknown(axis) && !isUnknown(shape) && shape.length !== 1 ? axis : shape;
}

/** All positions that `axes` names, in its order; every position for None. Unknown where one of them is. */
export function axesAt(axes: AxesArg, rank: number, context: OpContext, argument = 'axis'): Maybe<readonly number[]> {
  if (axes === null) return Array.from({ length: rank }, (_, i) => i);
  if (isUnknown(axes)) return axes;
  const out: number[] = [];
  for (const axis of axes.axes) {
    const position = axisAt(axis, rank, context, argument);
    if (isUnknown(position)) return position;
    if (out.includes(position) && context.library === 'numpy') {
      context.problem({
        kind: 'argument-value',
        argument,
        got: `(${axes.axes.join(', ')})`,
        expected: 'axes that differ',
      });
      return afterError;
    }
    out.push(position);
  }
  return out;
}
