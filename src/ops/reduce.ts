// Reductions: which axes are left when some are summed away.

import type { Dim } from '../shapes/dim.ts';
import type { Shape } from '../shapes/shape.ts';
import { isUnknown, type Maybe } from '../shapes/unknown.ts';
import type { AxesArg } from './arguments.ts';
import { axesAt } from './axes.ts';
import type { OpContext } from './define.ts';

/** The shape after reducing `axes` (all for None); reduced axes stay as 1 with `keepdims`. */
export function reduceShape(
  shape: Shape,
  axes: AxesArg,
  keepdims: Maybe<boolean>,
  context: OpContext,
  argument = 'axis',
): Shape {
  if (axes === null && keepdims === false) return [];
  if (isUnknown(shape)) return shape;
  const reduced = axesAt(axes, shape.length, context, argument);
  if (isUnknown(keepdims)) return keepdims;
  if (isUnknown(reduced))
    return keepdims ? shape.map(dim => (dim === 1 ? 1 : reduced)) : reducedRank(shape, axes, reduced);
  return keepdims
    ? shape.map((dim, i) => (reduced.includes(i) ? 1 : dim))
    : shape.filter((_, i) => !reduced.includes(i));
}

/** Where only the positions are not known, their number still says how many axes are left. */
function reducedRank(shape: readonly Dim[], axes: AxesArg, why: Dim & object): Shape {
  if (axes === null || isUnknown(axes) || axes.axes.length !== 1 || !isUnknown(why)) return isUnknown(why) ? why : [];
  return shape.slice(1).map(() => why);
}
