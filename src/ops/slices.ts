// Slices of one axis: how long they are, and which positions they take.

import { add, ceilDivide, type Dim, isDynamic, sameDim, subtract } from '../shapes/dim.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { SizeArg } from './arguments.ts';
import { elementBudget } from './operand.ts';

/** A bound of a slice; `null` where it is left out. */
export type Bound = SizeArg | null;

/**
 * The length of `start:stop:step` on an axis. An open axis stays open. Symbolic axes are taken to be long enough for the
 * parts that are cut off their ends.
 */
export function sliceLength(length: Dim, start: Bound, stop: Bound, step: Bound): Dim {
  const by = step ?? 1;
  if (start === null && stop === null && (by === 1 || by === -1)) return length;
  if (isDynamic(length)) return length;
  if (isUnknown(length)) return length;
  if (isUnknown(start)) return start;
  if (isUnknown(stop)) return stop;
  if (typeof by !== 'number' || by === 0)
    return isUnknown(by) ? by : { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic step' } };
  if (typeof length === 'number' && typeof (start ?? 0) === 'number' && typeof (stop ?? 0) === 'number')
    return stretch(length, start as number | null, stop as number | null, by).count;
  if (by < 0) return { kind: 'unknown', why: { kind: 'todo', what: 'a backward slice of a symbolic size' } };
  const from = fromEnd(start ?? 0, length);
  const to = stop === null ? length : fromEnd(stop, length);
  if (!reachesEnd(to, length))
    return { kind: 'unknown', why: { kind: 'data', what: 'whether a slice ends before its axis' } };
  return ceilDivide(subtract(to, from), by);
}

function fromEnd(bound: SizeArg, length: Dim): Dim {
  return typeof bound === 'number' && bound < 0 ? add(length, bound) : bound;
}

/** True where a bound is at the end of the axis, or a fixed distance before it. */
function reachesEnd(bound: Dim, length: Dim): boolean {
  if (sameDim(bound, length) === 'yes') return true;
  const rest = subtract(length, bound);
  return typeof rest === 'number' && rest >= 0;
}

interface Stretch {
  readonly from: number;
  readonly count: number;
  readonly step: number;
}

/** The positions `range(length)[start:stop:step]`. */
function stretch(length: number, start: number | null, stop: number | null, step: number): Stretch {
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (bound: number) => Math.min(Math.max(bound < 0 ? bound + length : bound, low), high);
  const from = start === null ? (step > 0 ? low : high) : clamp(start);
  const to = stop === null ? (step > 0 ? high : low) : clamp(stop);
  return { from, count: Math.max(0, Math.ceil((to - from) / step)), step };
}

/** The positions a slice takes of a short axis; undefined where they are not known. */
export function slicePicks(length: Dim, entry: { readonly start: Bound; readonly stop: Bound; readonly step: Bound }) {
  const { start, stop, step } = entry;
  const by = step ?? 1;
  if (typeof length !== 'number' || typeof by !== 'number' || by === 0) return undefined;
  if (length > elementBudget || typeof (start ?? 0) !== 'number' || typeof (stop ?? 0) !== 'number') return undefined;
  const { from, count } = stretch(length, start as number | null, stop as number | null, by);
  return Array.from({ length: count }, (_, i) => from + i * by);
}
