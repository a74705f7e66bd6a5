// The kinds of boxes that values live in, each with what holds after two paths.

import { type Box, box } from '../base/box.ts';
import type { Unknown } from '../shapes/unknown.ts';
import { differs, joinValues } from './join.ts';
import type { RecordEntry, Value } from './value.ts';

/** A variable or field, as old as the scope or object it belongs to. */
export function valueBox(value: Value | undefined, born: number): Box<Value | undefined> {
  return box(value, joinValues, born);
}

/** The items of a sequence: those on which both paths agree, then one unknown where their number differs. */
export function itemsBox(items: readonly Value[]): Box<readonly Value[]> {
  return box(items, (a, b) => {
    const common = Math.min(a.length, b.length);
    const joined = a.slice(0, common).map((item, i) => joinValues(item, b[i]) ?? differs);
    return a.length === b.length ? joined : [...joined, differs];
  });
}

/** The entries of a record: an entry of one path alone may or may not be there, so its value is unknown. */
export function entriesBox(entries: ReadonlyMap<string, RecordEntry>): Box<ReadonlyMap<string, RecordEntry>> {
  return box(entries, (a, b) => {
    const joined = new Map<string, RecordEntry>();
    for (const [key, entry] of [...a, ...b]) {
      const first = a.get(key);
      const second = b.get(key);
      const value =
        first === undefined || second === undefined ? differs : (joinValues(first.value, second.value) ?? differs);
      joined.set(key, { ...entry, value });
    }
    return joined;
  });
}

/** Whether a container holds more than is known: it does where it may on either path. */
export function openBox(open: Unknown | undefined): Box<Unknown | undefined> {
  return box(open, (a, b) => a ?? b);
}
