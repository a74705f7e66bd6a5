// Methods of Python's lists, dicts, sets and texts.

import { ownValue } from '../../base/ownValue.ts';
import type { Place } from '../../base/span.ts';
import { equal } from '../../interp/comparisons.ts';
import type { Context } from '../../interp/context.ts';
import { type Iteration, iterate } from '../../interp/iterate.ts';
import { keyOf } from '../../interp/key.ts';
import { noteLayersCopy } from '../../interp/layersCopy.ts';
import { extendList, looseList } from '../../interp/listChanges.ts';
import { bool, builtin, int, joinedText, list, none, numeric, recordOf, string, tuple } from '../../interp/make.ts';
import { anyItem, endOf, restEnd } from '../../interp/openList.ts';
import { printed } from '../../interp/operators.ts';
import type { CallArgs, ListValue, OpenEnd, RecordEntry, RecordValue, StringValue, Value } from '../../interp/value.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { setMethods } from './setMethods.ts';
import { textMethodAnswer, unknownTextMethod } from './unknownTexts.ts';

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });

type Method<T> = (context: Context, self: T, args: CallArgs, place: Place) => Value;

const listMethods: Readonly<Record<string, Method<ListValue>>> = {
  append(context, self, args) {
    const item = args.positional[0]?.value;
    if (item !== undefined) extendList(context.store, self, [item]);
    return none;
  },
  appendleft(context, self, args) {
    const item = args.positional[0]?.value;
    if (item !== undefined) context.store.write(self.items, [item, ...self.items.value]);
    return none;
  },
  popleft: (context, self, args, place) => popAt(context, self, { ...args, positional: [{ value: int(0), place }] }),
  extend(context, self, args, place) {
    const { items, rest, count, why } = iterate(context, args.positional[0]?.value ?? notKnown, place);
    extendList(context.store, self, items, rest === undefined ? undefined : restEnd(rest, count, why));
    return none;
  },
  insert(context, self, args) {
    const position = numeric(args.positional[0]?.value ?? none);
    const item = args.positional[1]?.value;
    if (item === undefined) return none;
    const items = self.items.value;
    const open = self.open.value !== undefined;
    if (position === undefined || (open && (position < 0 || position > items.length))) {
      looseList(context.store, self, [item]);
      return none;
    }
    const next = [...items];
    next.splice(position, 0, item);
    context.store.write(self.items, next);
    return none;
  },
  pop: popAt,
  remove(context, self, args) {
    const item = args.positional[0]?.value ?? notKnown;
    const answers = self.items.value.map(other => equal(other, item));
    const at = answers.findIndex(answer => answer !== false);
    if (at < 0 || answers[at] !== true) looseList(context.store, self);
    else
      context.store.write(
        self.items,
        self.items.value.filter((_, i) => i !== at),
      );
    return none;
  },
  clear(context, self) {
    context.store.write(self.items, []);
    context.store.write(self.open, undefined);
    return none;
  },
  reverse(context, self) {
    if (self.open.value !== undefined) looseList(context.store, self);
    else context.store.write(self.items, [...self.items.value].reverse());
    return none;
  },
  sort(context, self, args, place) {
    const sorted = pythonSorted(context, self, args, place);
    context.store.write(self.items, sorted.items);
    if (self.open.value !== undefined) looseList(context.store, self);
    return none;
  },
  copy: (_context, self) => list(self.items.value, self.open.value),
  index(_context, self, args) {
    const item = args.positional[0]?.value ?? notKnown;
    for (const [i, other] of self.items.value.entries()) {
      const same = equal(other, item);
      if (same === true) return int(i);
      if (same === undefined) return notKnown;
    }
    return notKnown;
  },
  count(_context, self, args) {
    const item = args.positional[0]?.value ?? notKnown;
    const answers = self.items.value.map(other => equal(other, item));
    return self.open.value === undefined && !answers.includes(undefined)
      ? int(answers.filter(Boolean).length)
      : notKnown;
  },
};

/** The methods that change a list. */
const changes: ReadonlySet<string> = new Set([
  'append',
  'extend',
  'insert',
  'pop',
  'remove',
  'clear',
  'reverse',
  'sort',
]);

/** The same methods on the layers of a model, whose changes may be lost. */
const layersMethods: Readonly<Record<string, Method<ListValue>>> = Object.fromEntries(
  Object.entries(listMethods).map(([name, method]) => [
    name,
    !changes.has(name)
      ? method
      : (context: Context, self: ListValue, args: CallArgs, place: Place) => {
          const { discarded } = context;
          if (discarded?.uri === place.uri && discarded.start === place.start && discarded.end === place.end)
            noteLayersCopy(context, self, name, place);
          return method(context, self, args, place);
        },
  ]),
);

/** Takes an item out of a list. The layers of a model are a copy: what is taken from it stays in the model. */
function popAt(context: Context, self: ListValue, args: CallArgs): Value {
  const items = self.items.value;
  const given = args.positional[0]?.value;
  const position = given === undefined ? -1 : numeric(given);
  const open = self.open.value;
  const any = anyItem(items, open) ?? notKnown;
  if (position === undefined || (open !== undefined && (position < 0 || position >= items.length))) {
    looseList(context.store, self);
    return any;
  }
  const at = position < 0 ? position + items.length : position;
  context.store.write(
    self.items,
    items.filter((_, i) => i !== at),
  );
  return items[at] ?? unknown({ kind: 'error' });
}

/** The items in order where they are plain, else what they have in common in every place. */
function pythonSorted(context: Context, self: ListValue, args: CallArgs, place: Place): Iteration {
  const sorted = context.library.prelude('python').get('sorted');
  if (sorted === undefined) return { items: self.items.value.map(() => notKnown) };
  const copy = list(self.items.value);
  return iterate(context, context.call(sorted, { ...args, positional: [{ value: copy, place }] }, place), place);
}

/** After an entry was taken out that is not known, any may be gone. */
function looseRecord(context: Context, self: RecordValue): void {
  context.store.write(self.open, self.open.value ?? notKnown);
  context.store.write(self.entries, new Map());
}

/** An entry of a record whose entries are not all known: perhaps it is not there. */
function openEntry({ open }: RecordValue): Unknown | undefined {
  return open.value === undefined ? undefined : unknown(open.value.why, open.value.at);
}

/** A further entry of an open record with its key, which is not known. */
function furtherEntry(open: OpenEnd): Value | undefined {
  return open.each === undefined ? undefined : tuple([unknown(open.why, open.at), open.each]);
}

const recordMethods: Readonly<Record<string, Method<RecordValue>>> = {
  keys: (_context, self) =>
    list(
      [...self.entries.value.values()].map(entry => entry.key),
      self.open.value === undefined ? undefined : endOf(self.open.value, undefined),
    ),
  values: (_context, self) =>
    list(
      [...self.entries.value.values()].map(entry => entry.value),
      self.open.value,
    ),
  items: (_context, self) =>
    list(
      [...self.entries.value.values()].map(entry => tuple([entry.key, entry.value])),
      self.open.value === undefined ? undefined : endOf(self.open.value, furtherEntry(self.open.value)),
    ),
  get(_context, self, args) {
    const key = keyOf(args.positional[0]?.value ?? notKnown);
    if (key === undefined) return notKnown;
    return self.entries.value.get(key)?.value ?? openEntry(self) ?? argument(args, 1, 'default') ?? none;
  },
  setdefault(context, self, args) {
    const [name, fallback] = args.positional.map(one => one.value);
    const key = name === undefined ? undefined : keyOf(name);
    if (key === undefined || name === undefined) {
      context.store.write(self.open, self.open.value ?? notKnown);
      return notKnown;
    }
    const there = self.entries.value.get(key)?.value;
    if (there !== undefined) return there;
    const value = openEntry(self) ?? fallback ?? none;
    context.store.write(
      self.entries,
      new Map<string, RecordEntry>([...self.entries.value, [key, { key: name, value }]]),
    );
    return value;
  },
  pop(context, self, args) {
    const key = keyOf(args.positional[0]?.value ?? notKnown);
    const there = key === undefined ? undefined : self.entries.value.get(key)?.value;
    if (key === undefined) looseRecord(context, self);
    if (key === undefined || there === undefined) return openEntry(self) ?? args.positional[1]?.value ?? notKnown;
    const next = new Map(self.entries.value);
    next.delete(key);
    context.store.write(self.entries, next);
    return there;
  },
  update(context, self, args) {
    const next = new Map<string, RecordEntry>(self.entries.value);
    const other = args.positional[0]?.value;
    if (other?.kind === 'record') {
      for (const [key, entry] of other.entries.value) next.set(key, entry);
      if (other.open.value !== undefined) context.store.write(self.open, other.open.value);
    } else if (other !== undefined) context.store.write(self.open, isUnknown(other) ? other : notKnown);
    if (args.open !== undefined) context.store.write(self.open, args.open);
    for (const { name, value } of args.keywords) next.set(`s${name}`, { key: string(name), value });
    context.store.write(self.entries, next);
    return none;
  },
  popitem(context, self) {
    const entries = [...self.entries.value];
    const last = entries.pop();
    if (last === undefined || self.open.value !== undefined) {
      looseRecord(context, self);
      return notKnown;
    }
    context.store.write(self.entries, new Map(entries));
    return tuple([last[1].key, last[1].value]);
  },
  clear(context, self) {
    context.store.write(self.entries, new Map());
    context.store.write(self.open, undefined);
    return none;
  },
  copy: (_context, self) => recordOf(self.entries.value, { attributes: self.attributes, open: self.open.value }),
};

/** A method that maps known texts to a text, a number or a truth. */
function onText(compute: (text: string, args: readonly string[]) => Value): Method<StringValue> {
  return (_context, self, args) => {
    const texts = args.positional.map(one => (one.value.kind === 'string' ? one.value.value : undefined));
    return texts.includes(undefined) ? notKnown : compute(self.value, texts as readonly string[]);
  };
}

const stringMethods: Readonly<Record<string, Method<StringValue>>> = {
  lower: onText(text => string(text.toLowerCase())),
  upper: onText(text => string(text.toUpperCase())),
  strip: onText((text, [chars]) => string(chars === undefined ? text.trim() : stripped(text, chars, 'both'))),
  lstrip: onText((text, [chars]) => string(chars === undefined ? text.trimStart() : stripped(text, chars, 'left'))),
  rstrip: onText((text, [chars]) => string(chars === undefined ? text.trimEnd() : stripped(text, chars, 'right'))),
  title: onText(text => string(text.replace(/\b\w/g, letter => letter.toUpperCase()))),
  capitalize: onText(text => string(text.charAt(0).toUpperCase() + text.slice(1).toLowerCase())),
  startswith: textTest((text, part) => text.startsWith(part)),
  endswith: textTest((text, part) => text.endsWith(part)),
  replace: onText((text, [from = '', to = '']) => joinedText(from === '' ? ['', ...text, ''] : text.split(from), to)),
  find: onText((text, [part = '']) => int(text.indexOf(part))),
  count: onText((text, [part = '']) => int(part === '' ? text.length + 1 : text.split(part).length - 1)),
  isdigit: onText(text => bool(/^\d+$/.test(text))),
  split(_context, self, args) {
    const separator = args.positional[0]?.value;
    if (separator === undefined || separator.kind === 'none')
      return list(self.value.split(/\s+/).filter(Boolean).map(string));
    const most = argument(args, 1, 'maxsplit');
    if (separator.kind !== 'string' || separator.value === '' || most !== undefined) return notKnown;
    return list(self.value.split(separator.value).map(string));
  },
  join(context, self, args, place) {
    const { items, rest } = iterate(context, args.positional[0]?.value ?? notKnown, place);
    if (rest !== undefined || items.some(item => item.kind !== 'string')) return items.find(isUnknown) ?? notKnown;
    return joinedText(
      items.map(item => (item.kind === 'string' ? item.value : '')),
      self.value,
    );
  },
  format(_context, self, args) {
    let next = 0;
    let known = true;
    const text = self.value.replace(/\{\{|\}\}|\{(\w*)\}/g, (whole, name: string | undefined) => {
      if (whole === '{{') return '{';
      if (whole === '}}') return '}';
      const value =
        name === '' || name === undefined
          ? args.positional[next++]?.value
          : /^\d+$/.test(name)
            ? args.positional[Number(name)]?.value
            : args.keywords.find(keyword => keyword.name === name)?.value;
      const shown = value === undefined ? undefined : printed(value);
      if (shown === undefined) known = false;
      return shown ?? '';
    });
    return known && !/\{[^}]*[:!.[]/.test(self.value) ? joinedText([text]) : notKnown;
  },
};

function stripped(text: string, chars: string, side: 'left' | 'right' | 'both'): string {
  let start = 0;
  let end = text.length;
  while (side !== 'right' && start < end && chars.includes(text[start] ?? '')) start++;
  while (side !== 'left' && end > start && chars.includes(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

function textTest(test: (text: string, part: string) => boolean): Method<StringValue> {
  return (_context, self, args) => {
    const given = args.positional[0]?.value;
    const parts = given?.kind === 'list' ? given.items.value : given === undefined ? [] : [given];
    const texts = parts.map(part => (part.kind === 'string' ? part.value : undefined));
    return texts.includes(undefined) ? notKnown : bool(texts.some(part => test(self.value, part ?? '')));
  };
}

/** The method of a Python value; undefined where there is none such. */
export function pythonMethod(value: Value, name: string): Value | undefined {
  switch (value.kind) {
    case 'list':
      if (value.type === 'set') return bound(setMethods, value, name);
      return bound(value.layersOf === undefined ? listMethods : layersMethods, value, name);
    case 'record':
      return bound(recordMethods, value, name);
    case 'string':
      return textMethod(value, name);
    case 'plain':
      return unknownTextMethod(value, name);
    default:
      return undefined;
  }
}

/** A method of a text: where its answer is not known, its kind is. */
function textMethod(text: StringValue, name: string): Value | undefined {
  const method = ownValue(stringMethods, name);
  if (method === undefined && textMethodAnswer(name, notKnown) === undefined) return undefined;
  return builtin(`str.${name}`, (context, args, { place }) => {
    const answer = method?.(context, text, args, place) ?? notKnown;
    return isUnknown(answer) ? (textMethodAnswer(name, answer) ?? answer) : answer;
  });
}

/** The method of that name with its object. */
export function bound<T extends Value>(
  methods: Readonly<Record<string, Method<T>>>,
  self: T,
  name: string,
): Value | undefined {
  const method = ownValue(methods, name);
  if (method === undefined) return undefined;
  const made = builtin(`${self.kind}.${name}`, (context, args, { place }) => method(context, self, args, place));
  return self.kind === 'list' || self.kind === 'record' ? { ...made, of: self } : made;
}

export type { Method };
