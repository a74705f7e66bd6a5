// JavaScript's global objects, and the methods of its arrays, objects, texts and numbers.

import { ownValue } from '../../base/ownValue.ts';
import type { Context } from '../../interp/context.ts';
import { iterate } from '../../interp/iterate.ts';
import { bool, builtin, float, int, list, missing, number, numeric, record, string } from '../../interp/make.ts';
import { printed, truth } from '../../interp/operators.ts';
import type { Builtin, CallArgs, RecordValue, Value } from '../../interp/value.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { javascriptTraits } from '../../syntax/javascript.ts';
import { positionalArgs } from '../arguments.ts';
import { functionIn } from '../functionTable.ts';
import { importLater, require } from '../moduleFunctions.ts';
import { bound, type Method } from '../python/methods.ts';
import { arrayMethods, lengthOf } from './arrays.ts';
import { addEventListener, ownGlobal, urlConstructor, workerConstructor } from './listeners.ts';
import { mapConstructor, mapMember } from './maps.ts';
import { objectFunctions, parseJson } from './objects.ts';
import { pageDocument } from './page.ts';
import { promiseConstructor, promiseFunctions } from './promises.ts';
import { setConstructor, setMethods } from './sets.ts';
import { textMethods } from './texts.ts';

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
      'asin',
      'acos',
      'atan',
      'atan2',
      'sinh',
      'cosh',
      'log1p',
      'expm1',
      'fround',
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

const numberConstants: Readonly<Record<string, number>> = {
  MAX_VALUE: Number.MAX_VALUE,
  MIN_VALUE: Number.MIN_VALUE,
  MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
  MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
  POSITIVE_INFINITY: Number.POSITIVE_INFINITY,
  NEGATIVE_INFINITY: Number.NEGATIVE_INFINITY,
  EPSILON: Number.EPSILON,
  NaN: Number.NaN,
};

/** A question about one number. */
function asksNumber(test: (value: number) => boolean): Builtin {
  return (_context, args) => {
    const value = args.positional[0]?.value ?? missing;
    if (isUnknown(value)) return value;
    return value.kind === 'int' || value.kind === 'float' ? bool(test(value.value)) : notKnown;
  };
}

/** The number that a text begins with. */
function parsed(read: (text: string) => number): Builtin {
  return (_context, args) => {
    const text = args.positional[0] === undefined ? undefined : printed(args.positional[0].value);
    return text === undefined ? notKnown : number(read(text));
  };
}

const numberFunctions: Readonly<Record<string, Builtin>> = {
  isInteger: asksNumber(Number.isInteger),
  isSafeInteger: asksNumber(Number.isSafeInteger),
  isFinite: asksNumber(Number.isFinite),
  isNaN: asksNumber(Number.isNaN),
  parseInt: parsed(text => Number.parseInt(text, 10)),
  parseFloat: parsed(Number.parseFloat),
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
  ['Set', setConstructor],
  ['document', pageDocument],
  // A page that loads the library by a script of its own has it under this name.
  ['tf', { kind: 'module', path: 'tfjs' }],
  ['self', ownGlobal],
  ['addEventListener', addEventListener],
  ['Worker', workerConstructor],
  ['URL', urlConstructor],
  ['NaN', float(Number.NaN)],
  ['Infinity', float(Number.POSITIVE_INFINITY)],
  ['Promise', promiseConstructor],
  ['Map', mapConstructor],
  ['JSON', object('JSON', { parse: parseJson, stringify: () => notKnown })],
]);

const statics: Readonly<Record<string, Readonly<Record<string, Builtin>>>> = {
  Array: arrayFunctions,
  Number: numberFunctions,
  Promise: promiseFunctions,
};

/** Static members of global functions: `Array.from`, `Number.isInteger`. */
export function javascriptStatic(path: string, name: string): Value | undefined {
  const table = ownValue(statics, path) ?? {};
  const constant = path === 'Number' ? ownValue(numberConstants, name) : undefined;
  if (constant !== undefined) return float(constant);
  return functionIn(table, `${path}.${name}`, name);
}

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
      if (name === 'length' || (name === 'size' && value.type === 'set')) return lengthOf(value);
      return (value.type === 'set' ? bound(setMethods, value, name) : undefined) ?? bound(arrayMethods, value, name);
    case 'string':
      if (name === 'length') return int(value.value.length);
      return bound(textMethods, value, name);
    case 'record':
      return bound(recordMethods, value, name) ?? (value.attributes ? undefined : mapMember(value, name));
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
