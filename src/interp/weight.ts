// How much lists and records hold, all that is within them counted as often as it is reached: a pair of one list twice, made a
// hundred times over, is small to write down and endless to walk.

import type { Value } from './value.ts';

const weights = new WeakMap<Value, number>();

/** How many values are reached from these, without what was put into lists and records behind the back of `weigh`. */
export function weightOf(items: Iterable<Value>): number {
  let weight = 0;
  for (const item of items) weight += 1 + (weights.get(item) ?? 0);
  return weight;
}

/** Notes what a list or record holds. */
export function weigh(container: Value, weight: number): void {
  weights.set(container, weight);
}
