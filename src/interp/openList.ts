// Sequences whose end is not known: what is known of every further item, and what holds of two such sequences together.

import { add, type Dim, sameDim } from '../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { differs, joinValues, sameValue } from './join.ts';
import type { OpenEnd, PlainKind, Value } from './value.ts';

/** The end of a list of which only is known what each further item is. */
export function endOf(why: OpenEnd, each: Value | undefined, count?: Dim): OpenEnd {
  const plain = each?.kind === 'unknown' ? plainKind(each) : undefined;
  return {
    ...unknown(why.why, why.at),
    ...(each === undefined || each.kind === 'unknown' ? {} : { each }),
    ...(plain === undefined ? {} : { plain }),
    ...(count === undefined || isUnknown(count) ? {} : { count }),
  };
}

/** How many items a list has in all. */
export function itemCount(items: readonly Value[], end: OpenEnd | undefined): Dim {
  if (end === undefined) return items.length;
  return end.count === undefined ? unknown(end.why, end.at) : add(items.length, end.count);
}

/** The end of a list that goes on with values like this one. */
export function restEnd(rest: Value, count?: Dim): OpenEnd {
  return endOf(isUnknown(rest) ? rest : unknown({ kind: 'data', what: 'how many items there are' }), rest, count);
}

/** A value of which only is known that it is a plain one of some kind. It never leaves the list it is an item of. */
interface UnknownPlain extends Unknown {
  readonly plain: PlainKind;
}

function plainKind(value: Value): PlainKind | undefined {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
      return value.kind;
    case 'unknown':
      return 'plain' in value ? (value as UnknownPlain).plain : undefined;
    default:
      return undefined;
  }
}

/** What stands for all of these values; unknown where they have nothing in common, undefined for none. */
export function joinAll(values: readonly Value[]): Value | undefined {
  return values.reduce<Value | undefined>(
    (joined, value) => (joined === undefined ? value : joinItem(joined, value)),
    undefined,
  );
}

function joinItem(a: Value, b: Value): Value {
  const joined = joinValues(a, b) ?? b;
  if (joined.kind !== 'unknown') return joined;
  const first = plainKind(a);
  const second = plainKind(b);
  if (first === undefined || second === undefined) return unknown(joined.why, joined.at);
  if ((first === 'string') !== (second === 'string')) return unknown(joined.why, joined.at);
  const plain: PlainKind = first === second ? first : first === 'float' || second === 'float' ? 'float' : 'int';
  return { ...unknown(joined.why, joined.at), plain } as UnknownPlain;
}

/** What each further item of a list is, in the form in which such values are joined. */
function eachOf(end: OpenEnd): Value | undefined {
  if (end.each !== undefined) return end.each;
  return end.plain === undefined ? undefined : ({ ...unknown(end.why, end.at), plain: end.plain } as UnknownPlain);
}

/** How a list ends that ends in one of two ways. */
export function joinEnds(a: OpenEnd | undefined, b: OpenEnd | undefined): OpenEnd | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const first = eachOf(a);
  const second = eachOf(b);
  const each = first === undefined || second === undefined ? undefined : joinItem(first, second);
  const count =
    a.count !== undefined && b.count !== undefined && sameDim(a.count, b.count) === 'yes' ? a.count : undefined;
  const same =
    a.each === undefined
      ? each?.kind === 'unknown' && plainKind(each) === a.plain
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
  const own = eachOf(end);
  const others = more === undefined ? [] : [eachOf(more)];
  const known = others.filter(other => other !== undefined);
  const each = own === undefined || known.length < others.length ? undefined : joinAll([own, ...items, ...known]);
  return endOf(end, each, count);
}

/** What any item of a sequence is, for changes that move them about. */
export function anyItem(items: readonly Value[], end: OpenEnd | undefined): Value | undefined {
  const any = anyRow(items, end);
  return any?.kind === 'unknown' ? unknown(any.why, any.at) : any;
}

/** The same for an array of the items, where plain values that differ are numbers or texts all the same. */
export function anyRow(items: readonly Value[], end: OpenEnd | undefined): Value | undefined {
  if (end === undefined) return joinAll(items);
  const each = eachOf(end);
  return each === undefined ? unknown(end.why) : joinAll([...items, each]);
}

/** The kind of plain value that a row is of which no more is known. */
export function rowKind(value: Value): PlainKind | undefined {
  return value.kind === 'unknown' ? plainKind(value) : undefined;
}
