// Arithmetic on known elements, so that sizes computed with small arrays stay known. Whatever cannot be computed exactly
// is given up.

import { add, type Dim, floorDivide, multiply, subtract } from '../shapes/dim.ts';
import type { Shape } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { type Element, elementBudget, type Operand } from './operand.ts';

/** What one pair of elements gives; undefined where that is not known. */
export type Combine = (a: number, b: number) => number | undefined;

/** Sizes follow sums, products and whole quotients exactly. */
export interface Arithmetic {
  readonly numbers: Combine;
  readonly sizes?: (a: Dim, b: Dim) => Dim;
}

const floor = (a: number, b: number) => (b === 0 ? undefined : Math.floor(a / b));
const modulo = (a: number, b: number) => (b === 0 ? undefined : ((a % b) + b) % b);

/** Arithmetic by its name in Python's `operator` module. */
export const arithmetic = {
  add: { numbers: (a, b) => a + b, sizes: add },
  sub: { numbers: (a, b) => a - b, sizes: subtract },
  mul: { numbers: (a, b) => a * b, sizes: multiply },
  truediv: { numbers: (a, b) => (b === 0 ? undefined : a / b) },
  floordiv: {
    numbers: floor,
    sizes: (a, b) =>
      typeof b === 'number' && Number.isInteger(b) && b > 0
        ? floorDivide(a, b)
        : { kind: 'unknown', why: { kind: 'todo', what: 'division by a symbolic size' } },
  },
  mod: { numbers: modulo },
  pow: { numbers: (a, b) => a ** b },
  eq: { numbers: (a, b) => Number(a === b) },
  ne: { numbers: (a, b) => Number(a !== b) },
  lt: { numbers: (a, b) => Number(a < b) },
  le: { numbers: (a, b) => Number(a <= b) },
  gt: { numbers: (a, b) => Number(a > b) },
  ge: { numbers: (a, b) => Number(a >= b) },
  max: { numbers: Math.max },
  min: { numbers: Math.min },
} satisfies Readonly<Record<string, Arithmetic>>;

export type Computation = keyof typeof arithmetic;

/** The number of elements of a shape that is a number throughout and small. */
export function smallCount(shape: Shape): number | undefined {
  if (isUnknown(shape)) return undefined;
  let count = 1;
  for (const dim of shape) {
    if (typeof dim !== 'number') return undefined;
    count *= dim;
  }
  return count <= elementBudget ? count : undefined;
}

/** The elements of a broadcast operation; undefined where some are not known. */
export function combineElements(
  a: Operand,
  b: Operand,
  shape: Shape,
  computation: Computation,
): readonly Element[] | undefined {
  const how: Arithmetic = arithmetic[computation];
  const count = smallCount(shape);
  if (count === undefined || a.elements === undefined || b.elements === undefined || isUnknown(shape)) return undefined;
  const out: Element[] = [];
  for (let i = 0; i < count; i++) {
    const x = elementAt(a, shape, i);
    const y = elementAt(b, shape, i);
    if (x === undefined || y === undefined || typeof x === 'string' || typeof y === 'string') return undefined;
    const z = typeof x === 'number' && typeof y === 'number' ? how.numbers(x, y) : how.sizes?.(x, y);
    if (z === undefined || (typeof z === 'number' && !Number.isFinite(z))) return undefined;
    out.push(z);
  }
  return out;
}

/** The element of an operand that a position of the broadcast shape meets. */
function elementAt(x: Operand, shape: readonly Dim[], position: number): Element | undefined {
  if (isUnknown(x.shape) || x.elements === undefined) return undefined;
  let offset = 0;
  let step = 1;
  let left = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] as number;
    const at = left % length;
    left = Math.floor(left / length);
    const own = x.shape[axis - shape.length + x.shape.length];
    if (own === undefined) continue;
    if (typeof own !== 'number') return undefined;
    if (own !== 1) offset += at * step;
    step *= own;
  }
  return x.elements[offset];
}

/** All elements through one function; undefined where one is no plain number or gives none. */
export function mapElements(x: Operand, change: (a: number) => number | undefined): readonly number[] | undefined {
  if (x.elements === undefined) return undefined;
  const out: number[] = [];
  for (const element of x.elements) {
    const value = typeof element === 'number' ? change(element) : undefined;
    if (value === undefined || !Number.isFinite(value)) return undefined;
    out.push(value);
  }
  return out;
}

/** All elements brought to one value in order, sizes included where `how` follows them. */
export function foldElements(x: Operand, start: number, computation: Computation): Element | undefined {
  const how: Arithmetic = arithmetic[computation];
  if (x.elements === undefined) return undefined;
  let out: Dim = start;
  for (const element of x.elements) {
    if (typeof element === 'string') return undefined;
    const next: Dim | undefined =
      typeof out === 'number' && typeof element === 'number' ? how.numbers(out, element) : how.sizes?.(out, element);
    if (next === undefined) return undefined;
    out = next;
  }
  return out;
}
