// Python's builtin functions, as far as sizes and structures depend on them.

import { now } from '../../base/box.ts';
import type { Place } from '../../base/span.ts';
import { valueBox } from '../../interp/boxes.ts';
import { compare } from '../../interp/comparisons.ts';
import type { Context, SymbolUse } from '../../interp/context.ts';
import { expose } from '../../interp/exposure.ts';
import { enumerated, iterate } from '../../interp/iterate.ts';
import { joinValues } from '../../interp/join.ts';
import {
  bool,
  builtin,
  closedItems,
  float,
  int,
  list,
  none,
  numeric,
  plain,
  sequence,
  string,
  tuple,
  whyUnknown,
} from '../../interp/make.ts';
import { joinAll, restEnd } from '../../interp/openList.ts';
import { binary, printed, truth } from '../../interp/operators.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { pythonTraits } from '../../syntax/python.ts';
import { argument, positionalArgs } from '../arguments.ts';
import { openFile } from '../data/tableFiles.ts';
import { importByName } from '../moduleFunctions.ts';
import { refuseAsNumber } from '../openAxes.ts';
import { anyOf, anyOrder, extreme, gather, toRecord, zip } from './gathering.ts';
import { length, range } from './lengths.ts';
import { round, toFloat, toInt } from './numberMaking.ts';
import { textOfPath } from './paths.ts';
import { notKnown, reason, someTruth } from './reasons.ts';
import { isInstance, typeOfValue } from './typeTests.ts';

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

function operation(context: Context, path: string, values: readonly Value[], place: Place): Value {
  const callee = context.library.find(path);
  return callee === undefined ? notKnown : context.call(callee, positionalArgs(values, place), place);
}

function refuse(context: Context, args: CallArgs, use: SymbolUse, place: Place): void {
  const value = args.positional[0]?.value;
  if (value !== undefined) context.library.refuseSymbol(context, value, use, place);
}

function isTensor(value: Value): boolean {
  return value.kind === 'tensor' || value.kind === 'array';
}

/** Python's builtin names. */
export const pythonBuiltins: ReadonlyMap<string, Value> = new Map(
  Object.entries(functions).map(([name, call]) => [name, builtin(`builtins.${name}`, call)] as const),
);
