// Sequences whose end is not known: what is known of every further item, and what holds of two such sequences together.

import { add, type Dim, sameDim } from '../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { differs, joinValues, plainKind, sameValue } from './join.ts';
import { plain, whyUnknown } from './make.ts';
import type { OpenEnd, Value } from './value.ts';

/** The end of a list of which only is known what each further item is. */
export function endOf(why: OpenEnd, each: Value | undefined, count?: Dim): OpenEnd {
  return {
    ...unknown(why.why, why.at),
    ...(each === undefined || each.kind === 'unknown' ? {} : { each }),
    ...(count === undefined || isUnknown(count) ? {} : { count }),
  };
}

/** How many items a list has in all. */
export function itemCount(items: readonly Value[], end: OpenEnd | undefined): Dim {
  if (end === undefined) return items.length;
  return end.count === undefined ? unknown(end.why, end.at) : add(items.length, end.count);
}

/** The end of a list that goes on with values like this one. */
export function restEnd(rest: Value, count?: Dim, why: Unknown | undefined = whyUnknown(rest)): OpenEnd {
  return endOf(why ?? unknown({ kind: 'data', what: 'how many items there are' }), rest, count);
}

/** What stands for all of these values; unknown where they have nothing in common, undefined for none. */
export function joinAll(values: readonly Value[]): Value | undefined {
  return values.reduce<Value | undefined>(
    (joined, value) => (joined === undefined ? value : joinItem(joined, value)),
    undefined,
  );
}

/** Whole numbers and others in one list are numbers of the wider kind, as an array of them has it. */
function joinItem(a: Value, b: Value): Value {
  const joined = joinValues(a, b) ?? b;
  if (joined.kind !== 'plain' || joined.type !== 'number') return joined;
  const kinds = [plainKind(a), plainKind(b)];
  if (kinds.includes('number') || kinds.includes(undefined)) return joined;
  return plain(kinds.includes('float') ? 'float' : 'int', joined.why);
}

/** How a list ends that ends in one of two ways. */
export function joinEnds(a: OpenEnd | undefined, b: OpenEnd | undefined): OpenEnd | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const each = a.each === undefined || b.each === undefined ? undefined : joinValues(a.each, b.each);
  const count =
    a.count !== undefined && b.count !== undefined && sameDim(a.count, b.count) === 'yes' ? a.count : undefined;
  const same =
    a.each === undefined
      ? each === undefined || each.kind === 'unknown'
      : each !== undefined && sameValue(a.each, each);
  if (same && a.count === count && a.grew === undefined) return a;
  return endOf(a, each, count);
}

/** The items that two lists have in common, and how a list ends that is the one or the other. */
export function joinItems(
  a: readonly Value[],
  b: readonly Value[],
): { readonly items: readonly Value[]; readonly end?: OpenEnd } {
  const common = Math.min(a.length, b.length);
  const joined = a.slice(0, common).map((item, i) => joinValues(item, b[i]) ?? differs);
  if (a.length === b.length) return { items: joined.every((item, i) => item === a[i]) ? a : joined };
  const further = (a.length > b.length ? a : b).slice(common);
  const end = endOf(differs, joinAll(further));
  return { items: joined, end: { ...end, grew: [a.length - common, b.length - common] } };
}

/** The open end of a list after further items, and after those of another open end where there is one. */
export function withFurther(end: OpenEnd, items: readonly Value[], more?: OpenEnd): OpenEnd {
  const added =
    more === undefined ? items.length : more.count === undefined ? undefined : add(items.length, more.count);
  const count = end.count === undefined || added === undefined ? undefined : add(end.count, added);
  const own = end.each;
  const others = more === undefined ? [] : [more.each];
  const known = others.filter(other => other !== undefined);
  const each = own === undefined || known.length < others.length ? undefined : joinAll([own, ...items, ...known]);
  return endOf(end, each, count);
}

/** What any item of a sequence is. */
export function anyItem(items: readonly Value[], end: OpenEnd | undefined): Value | undefined {
  if (end === undefined) return joinAll(items);
  return end.each === undefined ? unknown(end.why) : joinAll([...items, end.each]);
}
