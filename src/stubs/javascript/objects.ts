// The functions of JavaScript's `Object`, and objects that are read from text.

import { iterate } from '../../interp/iterate.ts';
import { keyOf } from '../../interp/key.ts';
import { bool, list, missing, none, number, record, recordOf, string } from '../../interp/make.ts';
import { printed } from '../../interp/operators.ts';
import type { Builtin, RecordEntry, Value } from '../../interp/value.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { longestText } from './texts.ts';

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });

/** What is said of each entry of an object, in a list. */
function listed(told: (entry: RecordEntry) => Value): Builtin {
  return (_context, args) => {
    const value = args.positional[0]?.value;
    return value?.kind === 'record' ? list([...value.entries.value.values()].map(told), value.open.value) : notKnown;
  };
}

/** The functions of `Object`. */
export const objectFunctions: Readonly<Record<string, Builtin>> = {
  keys: listed(({ key }) => key),
  values: listed(({ value }) => value),
  entries: listed(({ key, value }) => list([key, value])),
  assign: (context, args) => {
    const target = args.positional[0]?.value;
    if (target?.kind !== 'record') return target ?? notKnown;
    for (const { value } of args.positional.slice(1)) {
      if (value.kind === 'record')
        context.store.write(target.entries, new Map([...target.entries.value, ...value.entries.value]));
      else if (isUnknown(value)) context.store.write(target.open, value);
    }
    return target;
  },
  freeze: (_context, args) => args.positional[0]?.value ?? missing,
  fromEntries: (context, args, { place }) => {
    const source = args.positional[0]?.value ?? missing;
    const { items, rest } = iterate(context, source, place);
    const entries = new Map<string, RecordEntry>();
    let open = rest === undefined ? undefined : isUnknown(rest) ? rest : notKnown;
    for (const pair of items) {
      const [key = missing, value = missing] = pair.kind === 'list' ? pair.items.value : [];
      const name = printed(key);
      if (name === undefined) open ??= notKnown;
      else entries.set(keyOf(string(name)) ?? name, { key: string(name), value });
    }
    return recordOf(entries, { attributes: true, open });
  },
};

/** `JSON.parse` of a text that is known. */
export const parseJson: Builtin = (_context, args) => {
  const text = args.positional[0]?.value;
  if (text?.kind !== 'string' || text.value.length > longestText)
    return text !== undefined && isUnknown(text) ? text : notKnown;
  try {
    return plainValue(JSON.parse(text.value));
  } catch {
    return notKnown;
  }
};

function plainValue(data: unknown): Value {
  if (data === null) return none;
  if (typeof data === 'string') return string(data);
  if (typeof data === 'number') return number(data);
  if (typeof data === 'boolean') return bool(data);
  if (Array.isArray(data)) return list(data.map(plainValue));
  if (typeof data !== 'object') return missing;
  return record(
    Object.entries(data).map(([name, item]) => [name, plainValue(item)] as const),
    'by name too',
  );
}
