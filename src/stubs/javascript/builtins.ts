// JavaScript's global objects, and the methods of its arrays, objects, texts and numbers.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { enumerated, iterate } from '../../interp/iterate.ts';
import { bool, builtin, float, int, list, missing, number, numeric, record, string } from '../../interp/make.ts';
import { binary, equal, printed, truth } from '../../interp/operators.ts';
import type { Builtin, CallArgs, ListValue, RecordValue, StringValue, Value } from '../../interp/value.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { javascriptTraits } from '../../syntax/javascript.ts';
import { positionalArgs } from '../arguments.ts';
import { importLater, require } from '../moduleFunctions.ts';
import { bound, type Method } from '../python/methods.ts';

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });

/** A function of numbers. */
function onNumbers(compute: (...numbers: number[]) => number): Builtin {
  return (_context, args) => {
    const numbers = args.positional.map(one => numeric(one.value));
    if (numbers.includes(undefined) || args.open !== undefined)
      return args.positional.map(one => one.value).find(isUnknown) ?? notKnown;
    return number(compute(...(numbers as number[])));
  };
}

const math: Readonly<Record<string, Builtin>> = Object.fromEntries(
  (
    [
      'floor',
      'ceil',
      'round',
      'trunc',
      'abs',
      'min',
      'max',
      'sqrt',
      'log',
      'log2',
      'log10',
      'exp',
      'pow',
      'sign',
      'hypot',
      'cbrt',
      'sin',
      'cos',
      'tan',
      'tanh',
    ] as const
  ).map(name => [name, onNumbers((...numbers) => (Math[name] as (...all: number[]) => number)(...numbers))] as const),
);

function object(path: string, members: Readonly<Record<string, Builtin | Value>>): Value {
  return record(
    Object.entries(members).map(
      ([name, member]) => [name, typeof member === 'function' ? builtin(`${path}.${name}`, member) : member] as const,
    ),
    'by name too',
  );
}

const objectFunctions: Readonly<Record<string, Builtin>> = {
  keys: (_context, args) => {
    const value = args.positional[0]?.value;
    return value?.kind === 'record'
      ? list(
          [...value.entries.value.values()].map(entry => entry.key),
          value.open.value,
        )
      : notKnown;
  },
  values: (_context, args) => {
    const value = args.positional[0]?.value;
    return value?.kind === 'record'
      ? list(
          [...value.entries.value.values()].map(entry => entry.value),
          value.open.value,
        )
      : notKnown;
  },
  entries: (_context, args) => {
    const value = args.positional[0]?.value;
    return value?.kind === 'record'
      ? list(
          [...value.entries.value.values()].map(entry => list([entry.key, entry.value])),
          value.open.value,
        )
      : notKnown;
  },
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
};

const arrayFunctions: Readonly<Record<string, Builtin>> = {
  from: (context, args, { place }) => {
    const [source, callee] = args.positional.map(one => one.value);
    if (source === undefined) return list([]);
    const length = source.kind === 'record' ? context.attribute(source, 'length', place) : undefined;
    const count = length === undefined ? undefined : numeric(length);
    const { items, rest } =
      count === undefined
        ? iterate(context, source, place)
        : { items: Array.from({ length: Math.min(count, 10_000) }, (): Value => missing), rest: undefined };
    const made =
      callee === undefined
        ? items
        : items.map((item, i) => context.call(callee, positionalArgs([item, int(i)], place), place));
    return list(made, rest === undefined ? undefined : isUnknown(rest) ? rest : notKnown);
  },
  isArray: (_context, args) => {
    const value = args.positional[0]?.value;
    return value === undefined || isUnknown(value) ? notKnown : bool(value.kind === 'list');
  },
  of: (_context, args) =>
    list(
      args.positional.map(one => one.value),
      args.open,
    ),
};

const arrayConstructor: Builtin = (_context, args) => {
  const [only, ...others] = args.positional;
  const count = only === undefined || others.length > 0 ? undefined : numeric(only.value);
  if (count !== undefined) return list(Array.from({ length: Math.min(count, 10_000) }, (): Value => missing));
  return list(args.positional.map(one => one.value));
};

const quiet: Builtin = () => missing;

/** JavaScript's global names. */
export const javascriptGlobals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['require', builtin('require', require)],
  ['import', builtin('import', importLater)],
  [
    'Math',
    object('Math', {
      ...math,
      PI: float(Math.PI),
      E: float(Math.E),
      random: () => unknown({ kind: 'data', what: 'a random number' }),
    }),
  ],
  [
    'console',
    object(
      'console',
      Object.fromEntries(
        ['log', 'info', 'warn', 'error', 'debug', 'table', 'time', 'timeEnd', 'assert'].map(name => [name, quiet]),
      ),
    ),
  ],
  ['Object', object('Object', objectFunctions)],
  ['Array', { ...builtin('Array', arrayConstructor) }],
  [
    'Number',
    builtin('Number', (_context, args) => {
      const value = args.positional[0]?.value ?? int(0);
      const plain = value.kind === 'string' ? Number(value.value) : numeric(value);
      return plain === undefined ? notKnown : number(plain);
    }),
  ],
  [
    'String',
    builtin('String', (_context, args) => {
      const text = args.positional[0] === undefined ? '' : printed(args.positional[0].value);
      return text === undefined ? notKnown : string(text);
    }),
  ],
  [
    'Boolean',
    builtin('Boolean', (_context, args) => {
      const answer = args.positional[0] === undefined ? false : truth(args.positional[0].value, javascriptTraits);
      return answer === undefined ? notKnown : bool(answer);
    }),
  ],
  [
    'parseInt',
    builtin('parseInt', (_context, args) => {
      const text = args.positional[0] === undefined ? undefined : printed(args.positional[0].value);
      return text === undefined ? notKnown : number(Number.parseInt(text, 10));
    }),
  ],
  [
    'parseFloat',
    builtin('parseFloat', (_context, args) => {
      const text = args.positional[0] === undefined ? undefined : printed(args.positional[0].value);
      return text === undefined ? notKnown : number(Number.parseFloat(text));
    }),
  ],
  ['NaN', float(Number.NaN)],
  ['Infinity', float(Number.POSITIVE_INFINITY)],
  [
    'Promise',
    object('Promise', {
      all: (_context, args) => args.positional[0]?.value ?? missing,
      resolve: (_context, args) => args.positional[0]?.value ?? missing,
    }),
  ],
]);

/** Static members of global functions: `Array.from`, `Number.isInteger`. */
export function javascriptStatic(path: string, name: string): Value | undefined {
  const table = path === 'Array' ? arrayFunctions : {};
  const call = Object.hasOwn(table, name) ? table[name] : undefined;
  return call === undefined ? undefined : builtin(`${path}.${name}`, call);
}

type Each = (context: Context, self: ListValue, callee: Value, place: Place) => Value;

function eachItem(context: Context, self: ListValue, callee: Value, place: Place): readonly Value[] {
  return self.items.value.map((item, i) => context.call(callee, positionalArgs([item, int(i), self], place), place));
}

function withCallback(each: Each): Method<ListValue> {
  return (context, self, args, place) => each(context, self, args.positional[0]?.value ?? missing, place);
}

const arrayMethods: Readonly<Record<string, Method<ListValue>>> = {
  push(context, self, args) {
    context.store.write(self.items, [...self.items.value, ...args.positional.map(one => one.value)]);
    if (args.open !== undefined) context.store.write(self.open, args.open);
    return self.open.value ?? int(self.items.value.length);
  },
  unshift(context, self, args) {
    context.store.write(self.items, [...args.positional.map(one => one.value), ...self.items.value]);
    return int(self.items.value.length);
  },
  pop(context, self) {
    const items = self.items.value;
    if (self.open.value !== undefined) return self.open.value;
    context.store.write(self.items, items.slice(0, -1));
    return items[items.length - 1] ?? missing;
  },
  shift(context, self) {
    const items = self.items.value;
    context.store.write(self.items, items.slice(1));
    return items[0] ?? self.open.value ?? missing;
  },
  concat(context, self, args, place) {
    const added = args.positional.flatMap(one =>
      one.value.kind === 'list' ? iterate(context, one.value, place).items : [one.value],
    );
    return list([...self.items.value, ...added], self.open.value);
  },
  slice(_context, self, args) {
    const [from, to] = args.positional.map(one => numeric(one.value));
    if (self.open.value !== undefined || (args.positional.length > 0 && from === undefined))
      return list([], self.open.value ?? notKnown);
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
  map: withCallback((context, self, callee, place) => list(eachItem(context, self, callee, place), self.open.value)),
  forEach: withCallback((context, self, callee, place) => {
    eachItem(context, self, callee, place);
    return missing;
  }),
  filter: withCallback((context, self, callee, place) => {
    const answers = eachItem(context, self, callee, place).map(answer => truth(answer, javascriptTraits));
    const unsure = answers.includes(undefined) || self.open.value !== undefined;
    return list(
      self.items.value.filter((_, i) => answers[i] === true),
      unsure ? notKnown : undefined,
    );
  }),
  find: withCallback((context, self, callee, place) => {
    const answers = eachItem(context, self, callee, place).map(answer => truth(answer, javascriptTraits));
    const at = answers.indexOf(true);
    return answers.slice(0, at < 0 ? undefined : at).includes(undefined)
      ? notKnown
      : (self.items.value[at] ?? self.open.value ?? missing);
  }),
  reduce(context, self, args, place) {
    const [callee, start] = args.positional.map(one => one.value);
    if (self.open.value !== undefined || callee === undefined) return self.open.value ?? notKnown;
    const items = start === undefined ? self.items.value.slice(1) : self.items.value;
    return items.reduce<Value>(
      (total, item, i) => context.call(callee, positionalArgs([total, item, int(i)], place), place),
      start ?? self.items.value[0] ?? missing,
    );
  },
  fill(context, self, args) {
    const value = args.positional[0]?.value ?? missing;
    context.store.write(
      self.items,
      self.items.value.map(() => value),
    );
    return self;
  },
  flat(context, self, _args, place) {
    return list(
      self.items.value.flatMap(item => (item.kind === 'list' ? iterate(context, item, place).items : [item])),
      self.open.value,
    );
  },
  includes(_context, self, args) {
    const answers = self.items.value.map(item => equal(item, args.positional[0]?.value ?? missing));
    return answers.includes(true)
      ? bool(true)
      : answers.includes(undefined) || self.open.value !== undefined
        ? notKnown
        : bool(false);
  },
  indexOf(_context, self, args) {
    const answers = self.items.value.map(item => equal(item, args.positional[0]?.value ?? missing));
    return answers.includes(undefined) ? notKnown : int(answers.indexOf(true));
  },
  join(_context, self, args) {
    const texts = self.items.value.map(printed);
    const separator = args.positional[0]?.value;
    return texts.includes(undefined) || self.open.value !== undefined
      ? notKnown
      : string(texts.join(separator?.kind === 'string' ? separator.value : ','));
  },
  entries(context, self, _args, place) {
    return list(enumerated(iterate(context, self, place), 0).items, self.open.value);
  },
  keys: (_context, self) =>
    list(
      self.items.value.map((_, i) => int(i)),
      self.open.value,
    ),
  reverse(context, self) {
    context.store.write(self.items, [...self.items.value].reverse());
    return self;
  },
};

function cover(args: CallArgs): Place | undefined {
  const first = args.positional[0]?.place;
  const last = args.positional[args.positional.length - 1]?.place;
  return first === undefined || last === undefined ? undefined : { uri: first.uri, start: first.start, end: last.end };
}

const textMethods: Readonly<Record<string, Method<StringValue>>> = {
  toUpperCase: (_context, self) => string(self.value.toUpperCase()),
  toLowerCase: (_context, self) => string(self.value.toLowerCase()),
  trim: (_context, self) => string(self.value.trim()),
  split(_context, self, args) {
    const separator = args.positional[0]?.value;
    return separator?.kind === 'string' ? list(self.value.split(separator.value).map(string)) : notKnown;
  },
  startsWith: (_context, self, args) =>
    args.positional[0]?.value.kind === 'string'
      ? bool(self.value.startsWith(args.positional[0].value.value))
      : notKnown,
  endsWith: (_context, self, args) =>
    args.positional[0]?.value.kind === 'string' ? bool(self.value.endsWith(args.positional[0].value.value)) : notKnown,
  includes: (_context, self, args) =>
    args.positional[0]?.value.kind === 'string' ? bool(self.value.includes(args.positional[0].value.value)) : notKnown,
  concat(_context, self, args) {
    return args.positional.reduce<Value>((text, one) => binary('concatenate', text, one.value), self);
  },
};

const recordMethods: Readonly<Record<string, Method<RecordValue>>> = {
  hasOwnProperty: (_context: Context, self: RecordValue, args: CallArgs): Value => {
    const name = args.positional[0]?.value;
    return name?.kind === 'string' && self.open.value === undefined
      ? bool(self.entries.value.has(`s${name.value}`))
      : notKnown;
  },
};

/** The property or method of a JavaScript value; undefined where there is none such. */
export function javascriptMember(value: Value, name: string): Value | undefined {
  switch (value.kind) {
    case 'list':
      if (name === 'length') return value.open.value ?? int(value.items.value.length);
      return bound(arrayMethods, value, name);
    case 'string':
      if (name === 'length') return int(value.value.length);
      return bound(textMethods, value, name);
    case 'record':
      return bound(recordMethods, value, name);
    case 'int':
    case 'float':
      return name === 'toString' || name === 'toFixed'
        ? builtin(`number.${name}`, () => string(String(value.value)))
        : undefined;
    case 'builtin':
      return javascriptStatic(value.path, name);
    default:
      return undefined;
  }
}
