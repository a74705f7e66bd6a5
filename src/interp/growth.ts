// How lists grow in a loop that turns a known number of times without being run turn by turn. Once a turn, run from a state
// that stands for all turns, adds the same number of items whatever the rest of the state is, the length after the loop is
// known: this is an induction over the turns.

import type { Box, Store } from '../base/box.ts';
import { add, type Dim, multiply, subtract, symbol } from '../shapes/dim.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import { sameValue } from './join.ts';
import type { OpenEnd } from './value.ts';

type EndBox = Box<OpenEnd | undefined>;
type Writes = ReadonlyMap<Box<unknown>, unknown>;

interface Tracked {
  /** How many further items there were before the loop. */
  readonly start: Dim;
  /** Stands for their number before a turn. */
  readonly mark: Dim;
  /** By how many they grew in the last round; undefined where that depends. */
  grown: number | undefined;
}

export interface Growth {
  /** Looks at the ends of lists that a round changed; `before` are the contents before it. */
  round(before: ReadonlyMap<Box<unknown>, unknown>, writes: Writes, touched: ReadonlySet<Box<unknown>>): void;
  /** Says how long the lists are after so many turns, or that it is not known. */
  finish(turns: Dim | undefined): void;
}

function isEnd(value: unknown): value is OpenEnd {
  return isUnknown(value) && ('each' in value || 'grew' in value || 'count' in value);
}

/** Follows the lists that a loop changes. */
export function trackGrowth(store: Store, nextId: () => number): Growth {
  const tracked = new Map<EndBox, Tracked>();
  const failed = new Set<EndBox>();
  const begin = (box: EndBox, start: Dim, grown: number | undefined): void => {
    tracked.set(box, { start, mark: symbol('n', nextId()), grown });
  };
  /** The end as it stands before any turn, the same object as before where nothing new is known. */
  const hold = (box: EndBox, before: unknown): void => {
    const now = box.value;
    const entry = tracked.get(box);
    if (now === undefined || entry === undefined) return;
    const same = isEnd(before) && before.count === entry.mark && sameEach(before, now);
    store.write(box, same ? before : withCount(now, entry.mark));
  };
  return {
    round(before, writes, touched) {
      for (const target of new Set([...writes.keys(), ...touched])) {
        const box = target as EndBox;
        const entry = tracked.get(box);
        // Of a list that is tracked nothing may be known any more but how long it is.
        const end = box.value;
        if (failed.has(box) || end === undefined || (entry === undefined && !isEnd(end))) continue;
        const was = before.get(target);
        if (entry === undefined) {
          const after = writes.get(target);
          const { grew } = end;
          if (grew !== undefined) begin(box, grew[0], undefined);
          else if (isEnd(was) && isEnd(after) && was.count !== undefined && after.count !== undefined)
            begin(box, was.count, undefined);
        } else {
          const after = writes.get(target);
          const growth = isEnd(after) && after.count !== undefined ? subtract(after.count, entry.mark) : undefined;
          if (touched.has(target) || typeof growth !== 'number') {
            tracked.delete(box);
            failed.add(box);
            store.write(box, withCount(end, undefined));
            continue;
          }
          entry.grown = growth;
        }
        hold(box, was);
      }
    },
    finish(turns) {
      for (const [box, { start, grown }] of tracked) {
        const end = box.value;
        if (end === undefined) continue;
        const count = turns === undefined || grown === undefined ? undefined : add(start, multiply(turns, grown));
        store.write(box, withCount(end, count));
      }
    },
  };
}

function withCount({ grew: _grew, count: _count, ...end }: OpenEnd, count: Dim | undefined): OpenEnd {
  return count === undefined || isUnknown(count) ? end : { ...end, count };
}

function sameEach(a: OpenEnd, b: OpenEnd): boolean {
  if (a.each === undefined || b.each === undefined) return a.each === b.each;
  return sameValue(a.each, b.each);
}

/** Says of lists that grew a number of times that is not known why that is so. */
export function nameReason(store: Store, changed: Iterable<Box<unknown>>, { why }: Unknown): void {
  for (const box of changed) {
    const end = box.value;
    if (isEnd(end) && end.why.kind === 'branch' && end.count === undefined) store.write(box, { ...end, why });
  }
}
