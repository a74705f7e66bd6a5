// Sequences whose end is not known: what is known of every further item, and what holds of two such sequences together.

import { isUnknown, unknown } from '../shapes/unknown.ts';
import { differs, joinValues, sameValue } from './join.ts';
import type { OpenEnd, Value } from './value.ts';

/** The end of a list of which only is known what each further item is. */
export function endOf(why: OpenEnd, each: Value | undefined): OpenEnd {
  return { ...unknown(why.why, why.at), ...(each === undefined || each.kind === 'unknown' ? {} : { each }) };
}

/** The end of a list that goes on with values like this one. */
export function restEnd(rest: Value): OpenEnd {
  return isUnknown(rest) ? rest : endOf(unknown({ kind: 'data', what: 'how many items there are' }), rest);
}

/** What stands for all of these values; unknown where they have nothing in common, undefined for none. */
export function joinAll(values: readonly Value[]): Value | undefined {
  return values.reduce<Value | undefined>((joined, value) => joinValues(joined, value) ?? value, undefined);
}

/** How a list ends that ends in one of two ways. */
export function joinEnds(a: OpenEnd | undefined, b: OpenEnd | undefined): OpenEnd | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const each = a.each === undefined || b.each === undefined ? undefined : joinValues(a.each, b.each);
  if (a.each !== undefined && each !== undefined && sameValue(a.each, each)) return a;
  return endOf(a, each);
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
  return { items: joined, end: endOf(differs, joinAll(further)) };
}

/** A list with an open end after one more item: where it stands is not known, but what each of the last ones is. */
export function withFurther(end: OpenEnd, items: readonly Value[]): OpenEnd {
  return end.each === undefined ? end : endOf(end, joinAll([end.each, ...items]));
}

/** What any item of a sequence is, for changes that move them about. */
export function anyItem(items: readonly Value[], end: OpenEnd | undefined): Value | undefined {
  if (end !== undefined && end.each === undefined) return unknown(end.why);
  return joinAll(end?.each === undefined ? items : [...items, end.each]);
}
