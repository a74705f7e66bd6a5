// Builtins that gather items into sequences and records, or compare them with each other.

import type { Place } from '../../base/span.ts';
import { compare } from '../../interp/comparisons.ts';
import type { Context } from '../../interp/context.ts';
import { isFrame } from '../../interp/frames.ts';
import { type Iteration, iterate } from '../../interp/iterate.ts';
import { keyOf } from '../../interp/key.ts';
import { bool, list, record, recordOf, sequence, tuple } from '../../interp/make.ts';
import { anyItem, endOf, itemCount, joinAll, restEnd } from '../../interp/openList.ts';
import { truth } from '../../interp/operators.ts';
import { setOf } from '../../interp/sets.ts';
import type { Builtin, CallArgs, OpenEnd, RecordEntry, Value } from '../../interp/value.ts';
import { add, type Dim } from '../../shapes/dim.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { pythonTraits } from '../../syntax/python.ts';
import { argument } from '../arguments.ts';
import { columnsByName } from '../pandas/frame.ts';
import { notKnown, someTruth } from './reasons.ts';

/** Gathers an iteration into a sequence. */
export function gather(type: 'list' | 'tuple' | 'set', iteration: Iteration): Value {
  const { items, rest, count, why } = iteration;
  if (type === 'set') return setOf(items, rest === undefined ? undefined : restEnd(rest, undefined, why));
  return sequence(type, items, rest === undefined ? undefined : restEnd(rest, count, why));
}

/** The rows of `zip`, open where one of its parts has no known end. */
export function zip(context: Context, args: CallArgs, place: Parameters<Builtin>[2]['place']): Value {
  if (args.open !== undefined) return turned(context, args, args.open, place);
  const parts = args.positional.map(one => iterate(context, one.value, place));
  if (parts.length === 0) return list([]);
  const row = (i: number): Value => tuple(parts.map(part => part.items[i] ?? part.rest ?? notKnown));
  // A part without a known end may end before the others.
  const sure = Math.min(...parts.map(part => part.items.length));
  const rows = Array.from({ length: sure }, (_, i) => row(i));
  if (parts.some(part => part.rest === undefined && part.items.length === sure)) return list(rows);
  const most = Math.max(...parts.map(part => part.items.length));
  const totals = parts.map(part =>
    part.rest === undefined
      ? part.items.length
      : typeof part.count === 'number'
        ? part.items.length + part.count
        : Number.NaN,
  );
  const total = Math.min(...totals);
  const further = Array.from({ length: Math.min(most - sure, mostApart) + 1 }, (_, i) => row(sure + i));
  return list(rows, restEnd(joinAll(further) ?? notKnown, Number.isNaN(total) ? undefined : total - sure));
}

/** `zip(*rows)`: the columns of rows of which only is known what each is like; nothing is known where that differs. */
function turned(context: Context, args: CallArgs, open: OpenEnd, place: Place): Value {
  const why = unknown(open.why, open.at);
  const row = anyItem(
    args.positional.map(one => one.value),
    open,
  );
  const parts = row === undefined || row.kind === 'unknown' ? undefined : iterate(context, row, place);
  if (parts === undefined || parts.rest !== undefined) return list([], why);
  const count = itemCount(
    args.positional.map(one => one.value),
    open,
  );
  return list(parts.items.map(part => tuple([], endOf(why, part, count))));
}

/** Rows of a zip with an open end that are looked at one by one. */
const mostApart = 64;

/** `min` or `max`, of the items of one argument or of several arguments. */
export function extreme(which: '<' | '>'): Builtin {
  return (context, args, { place }) => {
    if (args.open !== undefined) return notKnown;
    const values =
      args.positional.length === 1 && args.positional[0] !== undefined
        ? iterate(context, args.positional[0].value, place)
        : { items: args.positional.map(one => one.value) };
    if (values.rest !== undefined || args.keywords.some(keyword => keyword.name === 'key'))
      return joinAll(values.rest === undefined ? values.items : [...values.items, values.rest]) ?? notKnown;
    let best: Value | undefined;
    for (const value of values.items) {
      if (best === undefined) {
        best = value;
        continue;
      }
      const smaller = compare(which, value, best);
      if (smaller.kind !== 'bool') return joinAll(values.items) ?? notKnown;
      if (smaller.value) best = value;
    }
    return best ?? argument(args, -1, 'default') ?? notKnown;
  };
}

/** `dict` of a record, of pairs, or of keywords. */
export function toRecord(context: Context, args: CallArgs, place: Parameters<Builtin>[2]['place']): Value {
  const made = record(args.keywords.map(keyword => [keyword.name, keyword.value] as const));
  const first = args.positional[0]?.value;
  if (first === undefined) return made;
  if (first.kind === 'record')
    return recordOf(new Map([...first.entries.value, ...made.entries.value]), { open: first.open.value });
  const table = isFrame(first) ? columnsByName(first) : undefined;
  if (table !== undefined)
    return recordOf(new Map([...table.entries.value, ...made.entries.value]), { open: table.open.value });
  const pairs = iterate(context, first, place);
  const entries = new Map<string, RecordEntry>();
  let known = pairs.rest === undefined;
  for (const pair of pairs.items) {
    const [key, value, ...more] = iterate(context, pair, place).items;
    const text = key === undefined ? undefined : keyOf(key);
    if (key === undefined || text === undefined || value === undefined || more.length > 0) known = false;
    else entries.set(text, { key, value });
  }
  for (const [text, entry] of made.entries.value) entries.set(text, entry);
  return recordOf(entries, { open: known ? undefined : notKnown });
}

/** The end of a list of which any item may stand anywhere. */
export function anyOrder(
  items: readonly Value[],
  rest: Value,
  count: Dim | undefined,
  why: Unknown | undefined,
): OpenEnd {
  return restEnd(
    joinAll([...items, rest]) ?? notKnown,
    count === undefined ? undefined : add(count, items.length),
    why,
  );
}

/** `any` or `all`: whether an item counts as the wanted truth. */
export function anyOf({ items, rest }: Iteration, wanted: boolean): Value {
  let sure = rest === undefined;
  for (const item of items) {
    const answer = truth(item, pythonTraits);
    if (answer === wanted) return bool(wanted);
    if (answer === undefined) sure = false;
  }
  return sure ? bool(!wanted) : someTruth;
}
