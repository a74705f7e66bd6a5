// `Map`: a record whose entries are reached by its methods alone.

import { callAnyNumberOfTimes } from '../../interp/callback.ts';
import { iterate } from '../../interp/iterate.ts';
import { keyOf } from '../../interp/key.ts';
import { bool, builtin, int, list, missing, recordOf } from '../../interp/make.ts';
import { restEnd } from '../../interp/openList.ts';
import type { RecordEntry, RecordValue, Value } from '../../interp/value.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { positionalArgs } from '../arguments.ts';
import { bound, type Method } from '../python/methods.ts';

const notKnown = unknown({ kind: 'data', what: 'the keys of a map' });

/** `new Map(entries)`. */
export const mapConstructor = builtin('Map', (context, args, { place }) => {
  const source = args.positional[0]?.value ?? missing;
  const made = recordOf(new Map());
  if (source.kind === 'none') return made;
  const { items, rest } = iterate(context, source, place);
  for (const pair of items) {
    const [key = missing, value = missing] = pair.kind === 'list' ? pair.items.value : [notKnown, notKnown];
    put(context.store, made, key, value);
  }
  if (rest !== undefined) context.store.write(made.open, isUnknown(rest) ? rest : notKnown);
  return made;
});

/** What tells a key of a map from others; undefined for those that are told apart by what they are, not by what they hold. */
function mapKey(key: Value): string | undefined {
  return key.kind === 'string' || key.kind === 'int' || key.kind === 'float' ? keyOf(key) : undefined;
}

function put(store: Parameters<Method<RecordValue>>[0]['store'], self: RecordValue, key: Value, value: Value): void {
  const text = mapKey(key);
  if (text === undefined) {
    // Which entry changes is not known, so that none is any more.
    store.write(self.entries, new Map());
    store.write(self.open, isUnknown(key) ? key : notKnown);
  } else store.write(self.entries, new Map<string, RecordEntry>([...self.entries.value, [text, { key, value }]]));
}

function pairsOf(self: RecordValue): readonly Value[] {
  return [...self.entries.value.values()].map(({ key, value }) => list([key, value]));
}

function listOf(self: RecordValue, items: readonly Value[]): Value {
  const open = self.open.value;
  return list(items, open === undefined ? undefined : restEnd(open));
}

const methods: Readonly<Record<string, Method<RecordValue>>> = {
  get(_context, self, args) {
    const key = mapKey(args.positional[0]?.value ?? missing);
    const found = key === undefined ? undefined : self.entries.value.get(key);
    return found?.value ?? self.open.value ?? (key === undefined ? notKnown : missing);
  },
  set(context, self, args) {
    put(context.store, self, args.positional[0]?.value ?? missing, args.positional[1]?.value ?? missing);
    return self;
  },
  has(_context, self, args) {
    const key = mapKey(args.positional[0]?.value ?? missing);
    if (key !== undefined && self.entries.value.has(key)) return bool(true);
    return key === undefined || self.open.value !== undefined ? notKnown : bool(false);
  },
  delete(context, self, args) {
    const key = mapKey(args.positional[0]?.value ?? missing);
    if (key === undefined) context.store.write(self.open, notKnown);
    const entries = new Map(self.entries.value);
    if (key === undefined) entries.clear();
    else entries.delete(key);
    context.store.write(self.entries, entries);
    return notKnown;
  },
  clear(context, self) {
    context.store.write(self.entries, new Map());
    context.store.write(self.open, undefined);
    return missing;
  },
  keys: (_context, self) =>
    listOf(
      self,
      [...self.entries.value.values()].map(({ key }) => key),
    ),
  values: (_context, self) =>
    listOf(
      self,
      [...self.entries.value.values()].map(({ value }) => value),
    ),
  entries: (_context, self) => listOf(self, pairsOf(self)),
  forEach(context, self, args, place) {
    const callee = args.positional[0]?.value ?? missing;
    for (const { key, value } of self.entries.value.values())
      context.call(callee, positionalArgs([value, key, self], place), place);
    const open = self.open.value;
    if (open !== undefined) callAnyNumberOfTimes(context, callee, positionalArgs([open, open, self], place), place);
    return missing;
  },
};

/** A method of a map, or its size; undefined for other names. */
export function mapMember(self: RecordValue, name: string): Value | undefined {
  if (name === 'size') return self.open.value ?? int(self.entries.value.size);
  return bound(methods, self, name);
}
