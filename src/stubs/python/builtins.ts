// Python's builtin functions, as far as sizes and structures depend on them.

import { now } from '../../base/box.ts';
import type { Place } from '../../base/span.ts';
import { valueBox } from '../../interp/boxes.ts';
import { limits } from '../../interp/budget.ts';
import { compare } from '../../interp/comparisons.ts';
import type { Context, SymbolUse } from '../../interp/context.ts';
import { expose } from '../../interp/exposure.ts';
import { isFrame } from '../../interp/frames.ts';
import { enumerated, type Iteration, iterate } from '../../interp/iterate.ts';
import { joinValues } from '../../interp/join.ts';
import { keyOf } from '../../interp/key.ts';
import {
  bool,
  builtin,
  closedItems,
  dimValue,
  float,
  int,
  list,
  none,
  numeric,
  plain,
  record,
  recordOf,
  sequence,
  string,
  tuple,
  whyUnknown,
} from '../../interp/make.ts';
import { contentOf } from '../../interp/memory.ts';
import { anyItem, endOf, itemCount, joinAll, restEnd } from '../../interp/openList.ts';
import { binary, printed, truth } from '../../interp/operators.ts';
import { setOf } from '../../interp/sets.ts';
import type { Builtin, CallArgs, OpenEnd, RecordEntry, Value } from '../../interp/value.ts';
import { add, type Dim, isDynamic } from '../../shapes/dim.ts';
import { isUnknown, type PlainKind, type Unknown, unknown } from '../../shapes/unknown.ts';
import { pythonTraits } from '../../syntax/python.ts';
import { argument, positionalArgs, whyOfArguments } from '../arguments.ts';
import { openFile } from '../data/tableFiles.ts';
import { importByName } from '../moduleFunctions.ts';
import { refuseAsNumber } from '../openAxes.ts';
import { columnsByName } from '../pandas/frame.ts';
import { textOfPath } from './paths.ts';

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });
const someTruth: Value = plain('bool', notKnown);

/** The reason the first unknown argument has, or a general one. */
function reason(args: CallArgs): Unknown {
  return whyOfArguments(args) ?? args.open ?? notKnown;
}

function length(context: Context, value: Value, place: Parameters<Builtin>[2]['place']): Value {
  switch (value.kind) {
    case 'list':
      return dimValue(itemCount(value.items.value, value.open.value));
    case 'record':
      return value.open.value === undefined
        ? int(value.entries.value.size)
        : plain('int', unknown(value.open.value.why, value.open.value.at));
    case 'string':
      return int(value.value.length);
    case 'array':
    case 'tensor': {
      context.library.refuseSymbol(context, value, 'length', place);
      const { shape } = value.kind === 'array' ? value.type : value.tensor.type;
      if (isUnknown(shape)) return plain('int', shape);
      const first = shape[0];
      if (first === undefined) return unknown({ kind: 'error' });
      return isDynamic(first) ? plain('int', openAxis) : dimValue(first);
    }
    case 'dataset':
      if (value.flow !== undefined) return value.flow.length;
      if (isUnknown(value.count)) return plain('int', value.count);
      return Number.isFinite(value.count) ? int(value.count) : unknown({ kind: 'error' });
    case 'instance': {
      const method = context.attribute(value, '__len__', place);
      return isUnknown(method) ? method : context.call(method, positionalArgs([], place), place);
    }
    case 'object': {
      const method = context.library.member(context, value, '__len__', place);
      return method?.kind === 'builtin' ? context.call(method, positionalArgs([], place), place) : notKnown;
    }
    case 'unknown':
      return plain('int', value);
    case 'plain':
      return value.type === 'string' ? plain('int', value.why) : unknown({ kind: 'error' });
    default:
      return notKnown;
  }
}

const openAxis: Unknown = unknown({ kind: 'data', what: 'an axis that is left open' });

function range(args: CallArgs): Value {
  const numbers = args.positional.map(one => numeric(one.value));
  if (numbers.some(number => number === undefined)) return list([], endOf(reason(args), plain('int', reason(args))));
  const [a = 0, b, step = 1] = numbers as readonly number[];
  const start = b === undefined ? 0 : a;
  const end = b === undefined ? a : b;
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((end - start) / step));
  if (count > limits.listItems) return list([], endOf(manyTurns, plain('int', manyTurns), count));
  return list(Array.from({ length: count }, (_, i) => int(start + i * step)));
}

const manyTurns: Unknown = unknown({ kind: 'budget', what: 'long ranges' });

/** Gathers an iteration into a sequence. */
function gather(type: 'list' | 'tuple' | 'set', iteration: Iteration): Value {
  const { items, rest, count, why } = iteration;
  if (type === 'set') return setOf(items, rest === undefined ? undefined : restEnd(rest, undefined, why));
  return sequence(type, items, rest === undefined ? undefined : restEnd(rest, count, why));
}

function zip(context: Context, args: CallArgs, place: Parameters<Builtin>[2]['place']): Value {
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

function extreme(which: '<' | '>'): Builtin {
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

const typeNames: Readonly<Record<string, readonly Value['kind'][]>> = {
  int: ['int', 'bool', 'size'],
  float: ['float'],
  bool: ['bool'],
  str: ['string'],
  list: ['list'],
  tuple: ['list'],
  set: ['list'],
  dict: ['record'],
};

/** Whether a value is of a class; undefined where that is not known. */
function isInstance(value: Value, type: Value): boolean | undefined {
  if (isUnknown(value)) return undefined;
  if (type.kind === 'list') {
    const answers = type.items.value.map(one => isInstance(value, one));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  }
  if (type.kind === 'class') {
    if (value.kind !== 'instance') return false;
    return inherits(value.class, type);
  }
  if (type.kind === 'layerClass')
    return value.kind === 'layer'
      ? value.layer.className === type.definition.name
      : value.kind === 'instance'
        ? undefined
        : false;
  if (type.kind !== 'builtin') return undefined;
  const name = type.path.replace(/^builtins\./, '');
  if (value.kind === 'plain') return isPlainInstance(value.type, name);
  const kinds = typeNames[name];
  if (kinds !== undefined) {
    if (!kinds.includes(value.kind)) return value.kind === 'instance' ? undefined : false;
    return value.kind !== 'list' || value.type === name;
  }
  if (type.path === 'keras.Model')
    return value.kind === 'layer' ? value.layer.kind === 'model' : value.kind === 'instance' ? undefined : false;
  if (type.path === 'keras.layers.Layer')
    return value.kind === 'layer' ? true : value.kind === 'instance' ? undefined : false;
  return undefined;
}

function isPlainInstance(type: PlainKind, name: string): boolean | undefined {
  if (type === 'number') return name === 'int' || name === 'float' || name === 'bool' ? undefined : false;
  return { int: ['int'], float: ['float'], bool: ['bool', 'int'], string: ['str'] }[type].includes(name);
}

function inherits(from: Value, base: Value): boolean | undefined {
  if (from === base) return true;
  if (from.kind !== 'class') return undefined;
  const answers = from.bases.map(one => (one.kind === 'class' ? inherits(one, base) : false));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

function toInt(value: Value | undefined): Value {
  if (value === undefined) return int(0);
  if (value.kind === 'size') return value;
  if (value.kind === 'string')
    return /^\s*-?\d+\s*$/.test(value.value) ? int(Number(value.value)) : plain('int', notKnown);
  const [element, ...others] = value.kind === 'array' ? (contentOf(value).values ?? []) : [];
  if (typeof element === 'number' && others.length === 0) return int(Math.trunc(element));
  const number = numeric(value);
  return number === undefined ? plain('int', whyUnknown(value) ?? notKnown) : int(Math.trunc(number));
}

function toFloat(value: Value | undefined): Value {
  if (value === undefined) return float(0);
  if (value.kind === 'string')
    return Number.isNaN(Number(value.value)) ? plain('float', notKnown) : float(Number(value.value));
  const number = numeric(value);
  return number === undefined ? plain('float', whyUnknown(value) ?? notKnown) : float(number);
}

/** Rounds half to even, as Python does. */
function round(value: Value | undefined, digits: Value | undefined): Value {
  const number = value === undefined ? undefined : numeric(value);
  if (number === undefined) {
    const why = (value === undefined ? undefined : whyUnknown(value)) ?? notKnown;
    return value?.kind === 'plain' ? plain(digits === undefined ? 'int' : value.type, why) : why;
  }
  if (digits !== undefined && digits.kind !== 'none') {
    const places = numeric(digits);
    return places === undefined ? notKnown : float(Number(number.toFixed(Math.max(0, places))));
  }
  const floor = Math.floor(number);
  const rest = number - floor;
  return int(rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1);
}

function toRecord(context: Context, args: CallArgs, place: Parameters<Builtin>[2]['place']): Value {
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

/** `exec(text)`, `eval(text)`: what the text does is not followed. */
const runText: Builtin = context => {
  context.compiledBefore = now();
  return notKnown;
};

const functions: Readonly<Record<string, Builtin>> = {
  __import__: importByName,
  print: () => none,
  len: (context, args, { place }) =>
    args.positional[0] === undefined ? reason(args) : length(context, args.positional[0].value, place),
  range: (context, args, { place }) => {
    const words = "'NoneType' object cannot be interpreted as an integer";
    const refused = args.positional.map(({ value }) => refuseAsNumber(context, value, { by: 'range', words }, place));
    return refused.find(one => one !== undefined) ?? range(args);
  },
  enumerate: (context, args, { place }) => {
    const start = argument(args, 1, 'start');
    const from = start === undefined ? 0 : numeric(start);
    const first = args.positional[0]?.value ?? notKnown;
    return gather('list', enumerated(iterate(context, first, place), from ?? 0));
  },
  zip: (context, args, { place }) => zip(context, args, place),
  map: (context, args, { place }) => {
    if (args.open !== undefined) return list([], args.open);
    const callee = args.positional[0]?.value ?? notKnown;
    const parts = args.positional.slice(1).map(one => iterate(context, one.value, place));
    const rows =
      parts.length === 1
        ? parts[0]
        : iterate(context, zip(context, { ...args, positional: args.positional.slice(1) }, place), place);
    const apply = (row: Value): Value =>
      context.call(callee, positionalArgs(parts.length === 1 ? [row] : (closedItems(row) ?? []), place), place);
    const items = (rows?.items ?? []).map(apply);
    return list(items, rows?.rest === undefined ? undefined : restEnd(apply(rows.rest), rows.count, rows.why));
  },
  filter: (context, args, { place }) => {
    const callee = args.positional[0]?.value ?? none;
    const { items, rest, why } = iterate(context, args.positional[1]?.value ?? notKnown, place);
    const kept: Value[] = [];
    for (const item of items) {
      const keep = truth(
        callee.kind === 'none' ? item : context.call(callee, positionalArgs([item], place), place),
        pythonTraits,
      );
      if (keep === undefined) {
        const further = [...items.slice(items.indexOf(item)), ...(rest === undefined ? [] : [rest])];
        return list(kept, restEnd(joinAll(further) ?? notKnown));
      }
      if (keep) kept.push(item);
    }
    return list(kept, rest === undefined ? undefined : restEnd(rest, undefined, why));
  },
  list: (context, args, { place }) =>
    args.positional[0] === undefined ? list([]) : gather('list', iterate(context, args.positional[0].value, place)),
  tuple: (context, args, { place }) =>
    args.positional[0] === undefined ? tuple([]) : gather('tuple', iterate(context, args.positional[0].value, place)),
  set: (context, args, { place }) =>
    args.positional[0] === undefined
      ? sequence('set', [])
      : gather('set', iterate(context, args.positional[0].value, place)),
  frozenset: (context, args, { place }) =>
    args.positional[0] === undefined
      ? sequence('set', [])
      : gather('set', iterate(context, args.positional[0].value, place)),
  iter: (context, args, { place }) => gather('list', iterate(context, args.positional[0]?.value ?? notKnown, place)),
  next: (context, args, { place }) => {
    const iterator = args.positional[0]?.value ?? notKnown;
    // Which turn of an endless generator this is, is not followed.
    if (iterator.kind === 'dataset' && iterator.flow !== undefined) return iterator.each;
    const step = iterator.kind === 'object' ? context.library.member(context, iterator, '__next__', place) : undefined;
    if (step?.kind === 'builtin') return context.call(step, positionalArgs([], place), place);
    const { items, rest } = iterate(context, iterator, place);
    // What gives its items one by one is a list here, of which this one is gone.
    if (iterator.kind === 'list') context.store.write(iterator.items, items.slice(1));
    return items[0] ?? rest ?? args.positional[1]?.value ?? notKnown;
  },
  dict: (context, args, { place }) => toRecord(context, args, place),
  str: (_context, args) => {
    const given = args.positional[0]?.value;
    const text = given === undefined ? '' : (textOfPath(given) ?? printed(given));
    return text === undefined ? plain('string', reason(args)) : string(text);
  },
  repr: (_context, args) => {
    const value = args.positional[0]?.value;
    const text = value === undefined ? undefined : printed(value);
    return text === undefined ? plain('string', reason(args)) : string(value?.kind === 'string' ? `'${text}'` : text);
  },
  int: (context, args, { place }) => {
    refuse(context, args, 'number', place);
    const value = args.positional[0]?.value;
    const words = "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'";
    return refuseAsNumber(context, value, { by: 'int', words }, place) ?? toInt(value);
  },
  float: (context, args, { place }) => {
    refuse(context, args, 'number', place);
    const value = args.positional[0]?.value;
    const words = "float() argument must be a string or a real number, not 'NoneType'";
    return refuseAsNumber(context, value, { by: 'float', words }, place) ?? toFloat(value);
  },
  bool: (context, args, { place }) => {
    refuse(context, args, 'truth', place);
    const answer = args.positional[0] === undefined ? false : truth(args.positional[0].value, pythonTraits);
    return answer === undefined ? plain('bool', reason(args)) : bool(answer);
  },
  abs: (context, args, { place }) => {
    const value = args.positional[0]?.value;
    if (value !== undefined && isTensor(value)) return operation(context, 'keras.ops.absolute', [value], place);
    const number = value === undefined ? undefined : numeric(value);
    if (value?.kind === 'plain' && value.type !== 'string') return value;
    return number === undefined
      ? reason(args)
      : value?.kind === 'float'
        ? float(Math.abs(number))
        : int(Math.abs(number));
  },
  round: (context, args, { place }) => {
    const value = args.positional[0]?.value;
    if (value !== undefined && isTensor(value)) return operation(context, 'keras.ops.round', [value], place);
    return round(value, argument(args, 1, 'ndigits'));
  },
  divmod: (_context, args) => {
    const [a, b] = args.positional;
    return a === undefined || b === undefined
      ? notKnown
      : tuple([binary('//', a.value, b.value), binary('%', a.value, b.value)]);
  },
  pow: (_context, args) => {
    const [a, b] = args.positional;
    return a === undefined || b === undefined ? notKnown : binary('**', a.value, b.value);
  },
  min: extreme('<'),
  max: extreme('>'),
  sum: (context, args, { place }) => {
    const { items, rest } = iterate(context, args.positional[0]?.value ?? notKnown, place);
    if (rest !== undefined) {
      const any = joinAll([int(0), ...items, rest]) ?? notKnown;
      return any.kind === 'plain' ? any : (whyUnknown(rest) ?? notKnown);
    }
    const start = argument(args, 1, 'start') ?? int(0);
    return items.reduce<Value>(
      (total, item) =>
        isTensor(total) || isTensor(item)
          ? context.library.operate(context, 'binary.+', [total, item], place)
          : binary('+', total, item),
      start,
    );
  },
  sorted: (context, args, { place }) => {
    const { items, rest, count, why } = iterate(context, args.positional[0]?.value ?? notKnown, place);
    const isPlain = items.every(item => item.kind === 'string') || items.every(item => numeric(item) !== undefined);
    if (rest !== undefined) return list([], anyOrder(items, rest, count, why));
    if (!isPlain || args.keywords.some(keyword => keyword.name === 'key')) {
      const any = joinAll(items) ?? notKnown;
      return list(items.map(() => any));
    }
    const ordered = [...items].sort((a, b) => {
      const smaller = compare('<', a, b);
      return smaller.kind === 'bool' && smaller.value ? -1 : 1;
    });
    const reverse = argument(args, -1, 'reverse');
    return list(reverse?.kind === 'bool' && reverse.value ? ordered.reverse() : ordered);
  },
  reversed: (context, args, { place }) => {
    const { items, rest, count, why } = iterate(context, args.positional[0]?.value ?? notKnown, place);
    return list([...(rest === undefined ? items : [])].reverse(), rest && anyOrder(items, rest, count, why));
  },
  any: (context, args, { place }) => anyOf(iterate(context, args.positional[0]?.value ?? notKnown, place), true),
  all: (context, args, { place }) => anyOf(iterate(context, args.positional[0]?.value ?? notKnown, place), false),
  isinstance: (_context, args) => {
    const [value, type] = args.positional;
    const answer = value === undefined || type === undefined ? undefined : isInstance(value.value, type.value);
    return answer === undefined ? someTruth : bool(answer);
  },
  issubclass: () => someTruth,
  callable: (_context, args) => {
    const kind = args.positional[0]?.value.kind;
    if (kind === undefined || kind === 'unknown' || kind === 'instance') return someTruth;
    return bool(['function', 'bound', 'builtin', 'class', 'layerClass', 'layer'].includes(kind));
  },
  hasattr: (_context, args) => {
    const [object, name] = args.positional;
    if (object?.value.kind === 'instance' && name?.value.kind === 'string' && object.value.fields.has(name.value.value))
      return bool(true);
    return someTruth;
  },
  getattr: (context, args, { place }) => {
    const [object, name, fallback] = args.positional;
    if (object === undefined || name?.value.kind !== 'string') {
      if (object !== undefined) expose(context, object.value);
      return reason(args);
    }
    // With a value to fall back on nothing is refused.
    if (fallback !== undefined) context.record.muted++;
    const found = context.attribute(object.value, name.value.value, place);
    if (fallback !== undefined) context.record.muted--;
    return isUnknown(found) && fallback !== undefined ? (joinValues(found, fallback.value) ?? found) : found;
  },
  setattr: (context, args) => {
    const [object, name, value] = args.positional;
    if (object?.value.kind === 'instance' && name?.value.kind === 'string' && value !== undefined) {
      const field = object.value.fields.get(name.value.value);
      if (field !== undefined) context.store.write(field, value.value);
      else object.value.fields.set(name.value.value, valueBox(value.value, object.value.layer.born));
    } else if (object !== undefined) expose(context, object.value);
    return none;
  },
  type: (context, args) => (args.positional.length === 1 ? typeOfValue(context, args.positional[0]?.value) : notKnown),
  id: () => notKnown,
  input: () => plain('string', unknown({ kind: 'input', name: 'what is typed' })),
  open: openFile,
  exec: runText,
  eval: runText,
  vars: () => notKnown,
  locals: () => notKnown,
  globals: () => notKnown,
  property: (_context, args) => args.positional[0]?.value ?? notKnown,
  staticmethod: (_context, args) => args.positional[0]?.value ?? notKnown,
  classmethod: (_context, args) => args.positional[0]?.value ?? notKnown,
  object: () => notKnown,
  slice: (_context, args) => {
    const [a, b, c] = args.positional.map(one => one.value);
    return { kind: 'slice', lower: b === undefined ? none : (a ?? none), upper: b ?? a ?? none, step: c ?? none };
  },
};

/** The class of a value, where a comparison with the names of classes then has the answer that Python gives. */
function typeOfValue(context: Context, value: Value | undefined): Value {
  switch (value?.kind) {
    case 'instance':
      return value.class;
    case 'list':
      return value.layersOf === undefined ? (context.library.prelude('python').get(value.type) ?? notKnown) : notKnown;
    case 'string':
      return context.library.prelude('python').get('str') ?? notKnown;
    case 'array':
      return value.flavour === 'numpy' ? (context.library.find('numpy.ndarray') ?? someArray) : someArray;
    default:
      return notKnown;
  }
}

const someArray: Value = { kind: 'object', family: 'class', name: 'ndarray', config: new Map() };

/** The end of a list of which any item may stand anywhere. */
function anyOrder(items: readonly Value[], rest: Value, count: Dim | undefined, why: Unknown | undefined): OpenEnd {
  return restEnd(
    joinAll([...items, rest]) ?? notKnown,
    count === undefined ? undefined : add(count, items.length),
    why,
  );
}

function operation(context: Context, path: string, values: readonly Value[], place: Place): Value {
  const callee = context.library.find(path);
  return callee === undefined ? notKnown : context.call(callee, positionalArgs(values, place), place);
}

function refuse(context: Context, args: CallArgs, use: SymbolUse, place: Place): void {
  const value = args.positional[0]?.value;
  if (value !== undefined) context.library.refuseSymbol(context, value, use, place);
}

function anyOf({ items, rest }: Iteration, wanted: boolean): Value {
  let sure = rest === undefined;
  for (const item of items) {
    const answer = truth(item, pythonTraits);
    if (answer === wanted) return bool(wanted);
    if (answer === undefined) sure = false;
  }
  return sure ? bool(!wanted) : someTruth;
}

function isTensor(value: Value): boolean {
  return value.kind === 'tensor' || value.kind === 'array';
}

/** Python's builtin names. */
export const pythonBuiltins: ReadonlyMap<string, Value> = new Map(
  Object.entries(functions).map(([name, call]) => [name, builtin(`builtins.${name}`, call)] as const),
);
