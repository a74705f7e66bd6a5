// The memory of NumPy arrays, which can be written into under any name that reaches it. An array remembers what it holds
// together with how often its memory had been written to; after any further write that is no longer known.

import { type Box, box, type Store } from '../base/box.ts';
import type { ArrayValue } from './value.ts';

/** A part of the memory of an array, with the count of writes up to which the array's content is known. */
export interface Hold {
  readonly writes: Box<number>;
  readonly at: number;
}

/** The count of writes of which nothing is known any more; nor is it after many, so that loops settle. */
const uncounted = Number.POSITIVE_INFINITY;
const mostCounted = 4;

/** Memory that nothing else reaches. */
export function newMemory(): readonly Hold[] {
  return [{ writes: box(0, (first, second) => Math.max(first, second)), at: 0 }];
}

/** The memory of either of two arrays. */
export function eitherMemory(a: ArrayValue, b: ArrayValue): readonly Hold[] | undefined {
  if (a.memory === undefined || b.memory === undefined) return a.memory ?? b.memory;
  const others = b.memory.filter(({ writes, at }) => !a.memory?.some(one => one.writes === writes && one.at === at));
  return others.length === 0 ? a.memory : [...a.memory, ...others];
}

/** The array with what is known to be in it now. */
export function contentOf(array: ArrayValue): ArrayValue {
  if (!isWrittenInto(array)) return array;
  const { values: _values, type, ...rest } = array;
  const { sizes: _sizes, extremes: _extremes, ...bare } = type;
  return { ...rest, type: bare };
}

function isWrittenInto({ memory = [] }: ArrayValue): boolean {
  return memory.some(({ writes, at }) => writes.value !== at || at === uncounted);
}

/** Notes that anything may have been written into the array. */
export function overwrite(store: Store, { memory = [] }: ArrayValue): void {
  for (const { writes } of memory) if (writes.value !== uncounted) store.write(writes, uncounted);
}

/** Notes that `after` was written over all of `before`, as by `x += 1`, and gives it with the memory that it is in. */
export function writtenOver(store: Store, before: ArrayValue, after: ArrayValue): ArrayValue {
  if (before.memory === undefined) return after;
  const memory = before.memory.map(({ writes }): Hold => {
    const at = writes.value < mostCounted ? writes.value + 1 : uncounted;
    if (writes.value !== at) store.write(writes, at);
    return { writes, at };
  });
  return { ...after, memory };
}
