// The kinds of boxes that values live in, each with what holds after two paths.

import { type Box, box } from '../base/box.ts';
import { expose, mayHoldModels } from './exposure.ts';
import { differs, joinValues, sameValue } from './join.ts';
import { joinEnds, joinItems } from './openList.ts';
import type { OpenEnd, RecordEntry, Value } from './value.ts';

/** A variable or field, as old as the scope or object it belongs to. */
export function valueBox(value: Value | undefined, born: number): Box<Value | undefined> {
  return box<Value | undefined>(value, joinVariable, born);
}

/** What a variable holds after two paths. Which of two models it is is not known then, so that either may be compiled by its name. */
export const joinVariable: NonNullable<Box<Value | undefined>['join']> = (first, second, afterwards) => {
  const joined = joinValues(first, second);
  const lost = [first, second].filter(value => value !== undefined && value !== joined && mayHoldModels(value));
  if (lost.length > 0)
    afterwards(store => {
      for (const value of lost) if (value !== undefined) expose({ store }, value);
    });
  return joined;
};

/** The items of a sequence: those that both paths have. Where one has more, how the list ends is not known from there on. */
export function itemsBox(items: readonly Value[], open: Box<OpenEnd | undefined>): Box<readonly Value[]> {
  return box<readonly Value[]>(items, (a, b, afterwards) => {
    const { items: common, end } = joinItems(a, b);
    if (end !== undefined) afterwards(store => store.write(open, joinEnds(open.value, end)));
    return common;
  });
}

/** The entries of a record: an entry of one path alone may or may not be there, so its value is unknown. */
export function entriesBox(
  entries: ReadonlyMap<string, RecordEntry>,
  open: Box<OpenEnd | undefined>,
): Box<ReadonlyMap<string, RecordEntry>> {
  return box<ReadonlyMap<string, RecordEntry>>(entries, (a, b, afterwards) => {
    const joined = new Map<string, RecordEntry>();
    let same = a.size === b.size;
    for (const [key, entry] of [...a, ...b]) {
      const first = a.get(key);
      const second = b.get(key);
      const both = first !== undefined && second !== undefined;
      const value = both ? (joinValues(first.value, second.value) ?? differs) : differs;
      if (!both || !sameValue(first.value, value)) same = false;
      joined.set(key, { ...entry, value });
    }
    if (joined.size > a.size || joined.size > b.size)
      afterwards(store => store.write(open, joinEnds(open.value, differs)));
    return same ? a : joined;
  });
}

/** Whether a container holds more than is known: it does where it may on either path. */
export function openBox(open: OpenEnd | undefined): Box<OpenEnd | undefined> {
  return box<OpenEnd | undefined>(open, joinEnds);
}
