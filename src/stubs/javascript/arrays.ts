// The methods of JavaScript's arrays. Of an array whose end is not known every further item is one of its kind, and what a
// callback does with such an item it may do any number of times.

import type { Place } from '../../base/span.ts';
import { callAnyNumberOfTimes } from '../../interp/callback.ts';
import { equal } from '../../interp/comparisons.ts';
import type { Context } from '../../interp/context.ts';
import { enumerated, iterate } from '../../interp/iterate.ts';
import { differs, joinValues } from '../../interp/join.ts';
import { extendList, looseList } from '../../interp/listChanges.ts';
import { bool, dimValue, int, joinedText, list, missing, numeric } from '../../interp/make.ts';
import { anyItem, endOf, itemCount, restEnd } from '../../interp/openList.ts';
import { printed, truth } from '../../interp/operators.ts';
import type { CallArgs, ListValue, OpenEnd, Value } from '../../interp/value.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { javascriptTraits } from '../../syntax/javascript.ts';
import { positionalArgs } from '../arguments.ts';
import type { Method } from '../python/methods.ts';

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });
const turn = unknown({ kind: 'data', what: 'the turn of the loop' });

/** What a callback gives for each item, and for any further one. */
interface Answers {
  readonly items: readonly Value[];
  readonly rest?: Value;
}

function eachItem(context: Context, self: ListValue, callee: Value, place: Place): Answers {
  const { items, rest } = iterate(context, self, place);
  const answers = items.map((item, i) => context.call(callee, positionalArgs([item, int(i), self], place), place));
  if (rest === undefined) return { items: answers };
  return {
    items: answers,
    rest: callAnyNumberOfTimes(context, callee, positionalArgs([rest, turn, self], place), place),
  };
}

function truths(answers: Answers): readonly (boolean | undefined)[] {
  return answers.items.map(answer => truth(answer, javascriptTraits));
}

function withCallback(
  each: (context: Context, self: ListValue, callee: Value, place: Place) => Value,
): Method<ListValue> {
  return (context, self, args, place) => each(context, self, args.positional[0]?.value ?? missing, place);
}

/** The first position for which a test holds; undefined where that cannot be said. */
function firstTrue(self: ListValue, answers: Answers): number | undefined {
  const all = truths(answers);
  const at = all.indexOf(true);
  if (all.slice(0, at < 0 ? undefined : at).includes(undefined)) return undefined;
  return at < 0 && self.open.value !== undefined ? undefined : at;
}

/** True where a test holds for some item, false where for none; undefined where that cannot be said. */
export function someTrue(self: ListValue, answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) || self.open.value !== undefined ? undefined : false;
}

export function known(answer: boolean | undefined): Value {
  return answer === undefined ? notKnown : bool(answer);
}

/** What a callback makes of a total and every item, in the order given. */
function folded(context: Context, items: readonly Value[], self: ListValue, args: CallArgs, place: Place): Value {
  const [callee, start] = args.positional.map(one => one.value);
  if (callee === undefined) return notKnown;
  const open = self.open.value;
  const first = start ?? items[0];
  if (first === undefined) return open ?? notKnown;
  const total = items
    .slice(start === undefined ? 1 : 0)
    .reduce<Value>((sum, item, i) => context.call(callee, positionalArgs([sum, item, int(i)], place), place), first);
  if (open === undefined) return total;
  const next = callAnyNumberOfTimes(context, callee, positionalArgs([open, open.each ?? open, turn], place), place);
  // Where the callback hands on one and the same list or record, the changes in it are joined already.
  const handed = callAnyNumberOfTimes(context, callee, positionalArgs([total, open.each ?? open, turn], place), place);
  return handed === total ? total : isUnknown(next) ? next : (joinValues(total, next) ?? differs);
}

export const arrayMethods: Readonly<Record<string, Method<ListValue>>> = {
  push(context, self, args) {
    extendList(
      context.store,
      self,
      args.positional.map(one => one.value),
      args.open,
    );
    return lengthOf(self);
  },
  unshift(context, self, args) {
    context.store.write(self.items, [...args.positional.map(one => one.value), ...self.items.value]);
    if (args.open !== undefined) looseList(context.store, self);
    return lengthOf(self);
  },
  pop(context, self) {
    const items = self.items.value;
    const open = self.open.value;
    if (open !== undefined) {
      const any = anyItem(items, open) ?? open;
      looseList(context.store, self);
      return any;
    }
    context.store.write(self.items, items.slice(0, -1));
    return items[items.length - 1] ?? missing;
  },
  shift(context, self) {
    const [first, ...others] = self.items.value;
    const open = self.open.value;
    if (first === undefined) {
      if (open !== undefined) looseList(context.store, self);
      return open?.each ?? open ?? missing;
    }
    context.store.write(self.items, others);
    return first;
  },
  splice(context, self, args) {
    const [start, count] = args.positional.map(one => numeric(one.value));
    const added = args.positional.slice(2).map(one => one.value);
    const items = [...self.items.value];
    const open = self.open.value;
    const counted = args.positional.length < 2 ? items.length : count;
    if (start === undefined || counted === undefined || open !== undefined || args.open !== undefined) {
      const any = anyItem([...items, ...added], open);
      looseList(context.store, self, added);
      return list([], endOf(open ?? notKnown, any));
    }
    const taken = items.splice(start, counted, ...added);
    context.store.write(self.items, items);
    return list(taken);
  },
  concat(context, self, args, place) {
    let items: readonly Value[] = self.items.value;
    let end: OpenEnd | undefined = self.open.value;
    for (const { value } of args.positional) {
      const more = value.kind === 'list' ? iterate(context, value, place) : { items: [value], rest: undefined };
      const unsure = isUnknown(value) ? value : undefined;
      if (end === undefined && unsure === undefined) {
        items = [...items, ...more.items];
        if (value.kind === 'list') end = value.open.value;
        continue;
      }
      const any = anyItem([...items, ...more.items, ...(more.rest === undefined ? [] : [more.rest])], end);
      end = endOf(unsure ?? end ?? notKnown, unsure === undefined ? any : undefined);
    }
    return list(items, args.open ?? end);
  },
  slice(_context, self, args) {
    const [from, to] = args.positional.map(one => numeric(one.value));
    const open = self.open.value;
    const unsure = args.positional.some(
      (one, i) => one.value.kind !== 'none' && numeric(one.value) === undefined && i < 2,
    );
    if (open !== undefined || unsure) {
      const whole = args.positional.length === 0 || (from === 0 && args.positional.length === 1);
      if (whole) return list(self.items.value, open);
      return list([], endOf(open ?? notKnown, anyItem(self.items.value, open)));
    }
    const picked = self.items.value.slice(from, to);
    const { layersOf } = self;
    if (layersOf === undefined) return list(picked);
    const start = from === undefined ? 0 : from < 0 ? Math.max(0, from + self.items.value.length) : from;
    const at = cover(args);
    const range = {
      model: layersOf.model,
      from: layersOf.from + start,
      to: layersOf.from + start + picked.length,
      ...(at === undefined ? {} : { sliced: at }),
    };
    const marked = picked.map(
      (item): Value =>
        item.kind === 'layer' && item.access !== undefined && at !== undefined
          ? { ...item, access: { ...item.access, how: 'slice', place: at, range } }
          : item,
    );
    return { ...list(marked), layersOf: range };
  },
  map: withCallback((context, self, callee, place) => {
    const { items, rest } = eachItem(context, self, callee, place);
    return list(
      items,
      rest === undefined ? undefined : endOf(self.open.value ?? notKnown, rest, self.open.value?.count),
    );
  }),
  flatMap: withCallback((context, self, callee, place) => {
    const { items, rest } = eachItem(context, self, callee, place);
    return flattened(context, list(items, rest === undefined ? undefined : restEnd(rest)), 1, place);
  }),
  forEach: withCallback((context, self, callee, place) => {
    eachItem(context, self, callee, place);
    return missing;
  }),
  filter: withCallback((context, self, callee, place) => {
    const answers = truths(eachItem(context, self, callee, place));
    const open = self.open.value;
    const picked = self.items.value.filter((_, i) => answers[i] === true);
    if (!answers.includes(undefined)) return list(picked, open === undefined ? undefined : endOf(notKnown, open.each));
    const possible = self.items.value.filter((_, i) => answers[i] !== false);
    return list([], endOf(notKnown, anyItem(possible, open)));
  }),
  find: withCallback((context, self, callee, place) => {
    const at = firstTrue(self, eachItem(context, self, callee, place));
    return at === undefined ? notKnown : (self.items.value[at] ?? missing);
  }),
  findIndex: withCallback((context, self, callee, place) => {
    const at = firstTrue(self, eachItem(context, self, callee, place));
    return at === undefined ? notKnown : int(at);
  }),
  some: withCallback((context, self, callee, place) =>
    known(someTrue(self, truths(eachItem(context, self, callee, place)))),
  ),
  every: withCallback((context, self, callee, place) => {
    const some = someTrue(
      self,
      truths(eachItem(context, self, callee, place)).map(answer => (answer === undefined ? undefined : !answer)),
    );
    return known(some === undefined ? undefined : !some);
  }),
  reduce: (context, self, args, place) => folded(context, self.items.value, self, args, place),
  reduceRight: (context, self, args, place) => folded(context, [...self.items.value].reverse(), self, args, place),
  fill(context, self, args) {
    const [value = missing, start, end] = args.positional.map(one => one.value);
    const open = self.open.value;
    const from = start === undefined ? 0 : numeric(start);
    const to = end === undefined ? self.items.value.length : numeric(end);
    if (from === undefined || to === undefined || from < 0 || to < 0) {
      looseList(context.store, self, [value]);
      return self;
    }
    context.store.write(
      self.items,
      self.items.value.map((item, i) => (i >= from && i < to ? value : item)),
    );
    if (open !== undefined)
      context.store.write(
        self.open,
        endOf(open, start === undefined && end === undefined ? value : undefined, open.count),
      );
    return self;
  },
  flat: (context, self, args, place) =>
    flattened(context, self, numeric(args.positional[0]?.value ?? int(1)) ?? 1, place),
  at(_context, self, args) {
    const position = numeric(args.positional[0]?.value ?? int(0));
    const items = self.items.value;
    const open = self.open.value;
    if (position === undefined) return notKnown;
    if (open !== undefined && (position < 0 || position >= items.length)) return open.each ?? open;
    return items[position < 0 ? position + items.length : position] ?? missing;
  },
  includes: (_context, self, args) =>
    known(
      someTrue(
        self,
        self.items.value.map(item => equal(item, args.positional[0]?.value ?? missing)),
      ),
    ),
  indexOf(_context, self, args) {
    const answers = self.items.value.map(item => equal(item, args.positional[0]?.value ?? missing));
    const at = answers.indexOf(true);
    const before = answers.slice(0, at < 0 ? undefined : at);
    return before.includes(undefined) || (at < 0 && self.open.value !== undefined) ? notKnown : int(at);
  },
  join(_context, self, args) {
    const texts = self.items.value.map(printed);
    const separator = args.positional[0]?.value;
    return texts.includes(undefined) || self.open.value !== undefined
      ? notKnown
      : joinedText(
          texts.map(text => text ?? ''),
          separator?.kind === 'string' ? separator.value : ',',
        );
  },
  entries(context, self, _args, place) {
    const { items, rest } = enumerated(iterate(context, self, place), 0);
    return list(items, rest === undefined ? undefined : restEnd(rest));
  },
  keys: (_context, self) =>
    list(
      self.items.value.map((_, i) => int(i)),
      self.open.value === undefined ? undefined : endOf(self.open.value, undefined),
    ),
  values: (_context, self) => list(self.items.value, self.open.value),
  reverse(context, self) {
    if (self.open.value === undefined) context.store.write(self.items, [...self.items.value].reverse());
    else looseList(context.store, self);
    return self;
  },
  sort(context, self, args, place) {
    const callee = args.positional[0]?.value;
    const sorted = callee === undefined ? sortedTexts(self) : sortedBy(context, self, callee, place);
    if (sorted !== undefined) context.store.write(self.items, sorted);
    else if (self.items.value.length > 1 || self.open.value !== undefined) {
      const count = itemCount(self.items.value, self.open.value);
      const any = anyItem(self.items.value, self.open.value);
      context.store.write(self.items, []);
      context.store.write(self.open, endOf(notKnown, any, count));
    }
    return self;
  },
};

/** Without a callback items are put in the order of their texts. */
function sortedTexts(self: ListValue): readonly Value[] | undefined {
  if (self.open.value !== undefined) return undefined;
  const texts = self.items.value.map(item => [printed(item), item] as const);
  if (texts.some(([text]) => text === undefined)) return undefined;
  return [...texts].sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

/** Longer arrays are not put in order item by item. */
const mostSorted = 500;

/** The items in the order of a callback; undefined where that is not known. */
function sortedBy(context: Context, self: ListValue, callee: Value, place: Place): readonly Value[] | undefined {
  const items = self.items.value;
  if (self.open.value !== undefined || items.length > mostSorted) return undefined;
  let isSure = true;
  const sorted = [...items].sort((a, b) => {
    const order = isSure ? numeric(context.call(callee, positionalArgs([a, b], place), place)) : undefined;
    isSure &&= order !== undefined;
    return order ?? 0;
  });
  return isSure ? sorted : undefined;
}

function flattened(context: Context, self: ListValue, depth: number, place: Place): Value {
  const items: Value[] = [];
  for (const item of self.items.value) {
    const inner = item.kind === 'list' ? (depth > 1 ? flattened(context, item, depth - 1, place) : item) : undefined;
    if (isUnknown(item)) return list(items, endOf(item, undefined));
    if (inner?.kind !== 'list') items.push(item);
    else {
      items.push(...iterate(context, inner, place).items);
      if (inner.open.value !== undefined) return list(items, endOf(inner.open.value, undefined));
    }
  }
  const open = self.open.value;
  return list(items, open === undefined ? undefined : endOf(open, undefined));
}

/** How many items an array has, as the program sees it. */
export function lengthOf(self: ListValue): Value {
  return dimValue(itemCount(self.items.value, self.open.value));
}

function cover(args: CallArgs): Place | undefined {
  const first = args.positional[0]?.place;
  const last = args.positional[args.positional.length - 1]?.place;
  return first === undefined || last === undefined ? undefined : { uri: first.uri, start: first.start, end: last.end };
}
