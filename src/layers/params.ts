// The parameters of layers: what each takes, its default, its documentation, and how a given value is read. A reader
// never throws: it gives the typed value, a typed unknown, or a refusal that says what is expected.

import type { Size } from '../shapes/dim.ts';
import { isUnknown, type Maybe, type Unknown, unknown } from '../shapes/unknown.ts';
import { arrayAsList, type ConfigValue, type Dialect, isConfigList, printConfig } from './config.ts';
import type { LayerObject } from './define.ts';
import type { Problem } from './problems.ts';

/** A value that a parameter does not take; `expected` completes "must be …". */
export interface Refused {
  readonly kind: 'refused';
  readonly expected: string;
  /** What the runtime says of it, where that is certain. */
  readonly runtime?: Problem['runtime'];
  /** Set for a name that a program may have registered itself, which makes it legal. */
  readonly registrable?: true;
  /** Set for a name that another version of Keras has. */
  readonly existsIn?: 'keras2' | 'keras3';
}

export function refused(expected: string, more: Pick<Refused, 'runtime' | 'registrable' | 'existsIn'> = {}): Refused {
  return { kind: 'refused', expected, ...more };
}

/** What an argument may be. */
export interface ArgType<T> {
  /** Completes "must be …": "a positive integer". */
  readonly expects: string;
  read(value: Exclude<ConfigValue, Unknown>, dialect: Dialect): T | Refused;
  /** The typed form of a value that is not known. */
  unknown(why: Unknown): T;
}

export interface Param<T> {
  readonly type: ArgType<T>;
  readonly doc: string;
  readonly required: boolean;
  /** The value where the argument is not given; the parameter's type must read it. */
  readonly fallback: ConfigValue;
  /** Other defaults where a dialect has one of its own. */
  readonly fallbackIn?: Partial<Record<Dialect, ConfigValue>>;
  /** Its name in a dialect where that is not the usual spelling (tfjs: the camelCase of the Keras 3 name). */
  readonly alias?: Partial<Record<Dialect, string>>;
  /** Former names that a dialect still takes. */
  readonly formerly?: Partial<Record<Dialect, readonly string[]>>;
  /** Dialects that do not have it: refused by Keras, ignored by tfjs. */
  readonly notIn?: readonly Dialect[];
  /** Set where null is a value of its own in tfjs, in place of standing for the default. */
  readonly keepsNull?: true;
  /** Not reachable by position. */
  readonly keywordOnly?: boolean;
  /** What the runtime says of a value that it does not take; `{got}` stands for the value. */
  readonly says?: NonNullable<Problem['runtime']>;
}

export type ParamSpecs = Readonly<Record<string, Param<unknown>>>;

/** The typed configuration that belongs to parameter records. */
export type ReadConfig<P extends ParamSpecs> = { readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never };

type Extras<T> = Partial<
  Pick<Param<T>, 'fallbackIn' | 'alias' | 'formerly' | 'notIn' | 'keywordOnly' | 'keepsNull' | 'says'>
>;

/** A parameter that must be given. */
export function required<T>(type: ArgType<T>, doc: string, extras: Extras<T> = {}): Param<T> {
  return { type, doc, required: true, fallback: null, ...extras };
}

/** A parameter with a default. */
export function optional<T>(type: ArgType<T>, fallback: ConfigValue, doc: string, extras: Extras<T> = {}): Param<T> {
  return { type, doc, required: false, fallback, ...extras };
}

// ---------------------------------------------------------------------------------------------------------------------
// Types of arguments

/** An integer that may be symbolic or unknown. */
export type IntArg = number | Size | Unknown;

/** An integer of at least `atLeast` (any, where absent). Booleans and floats are refused, as in Keras. */
export function int(atLeast?: number): ArgType<IntArg> {
  const expects =
    atLeast === undefined ? 'an integer' : atLeast === 1 ? 'a positive integer' : `an integer of at least ${atLeast}`;
  return {
    expects,
    read(value) {
      if (typeof value === 'number' && Number.isInteger(value)) {
        return atLeast !== undefined && value < atLeast ? refused(expects) : value;
      }
      if (isSize(value)) return value;
      return refused(expects);
    },
    unknown: why => why,
  };
}

/** Any number; integers count. */
export function float(
  range: { readonly atLeast?: number; readonly atMost?: number; readonly above?: number } = {},
): ArgType<Maybe<number>> {
  const expects = describeRange(range);
  return {
    expects,
    read(value, dialect) {
      if (dialect === 'tfjs') return looseNumber(value) ?? refused(expects);
      const number = typeof value === 'number' ? value : isFloat(value) ? value.value : undefined;
      if (number === undefined) return refused(expects);
      if (range.atLeast !== undefined && number < range.atLeast) return refused(expects);
      if (range.atMost !== undefined && number > range.atMost) return refused(expects);
      if (range.above !== undefined && number <= range.above) return refused(expects);
      return number;
    },
    unknown: why => why,
  };
}

/** A number as JavaScript takes it: tfjs checks no ranges, and text and null work in its arithmetic. */
function looseNumber(value: Exclude<ConfigValue, Unknown>): Maybe<number> | undefined {
  if (typeof value === 'number') return value;
  if (isFloat(value)) return value.value;
  if (value === null) return { kind: 'unknown', why: { kind: 'todo', what: '`null` as a number' } };
  if (typeof value !== 'string') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

function describeRange(range: {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly above?: number;
}): string {
  if (range.atLeast !== undefined && range.atMost !== undefined)
    return `a number from ${range.atLeast} to ${range.atMost}`;
  if (range.atLeast !== undefined) return `a number of at least ${range.atLeast}`;
  if (range.above !== undefined) return `a number above ${range.above}`;
  return 'a number';
}

/** True or False. Python's truthiness makes other plain values legal; they are read as what they count for. */
export function bool(): ArgType<Maybe<boolean>> {
  return {
    expects: 'True or False',
    read(value) {
      if (typeof value === 'boolean') return value;
      if (value === null) return false;
      if (typeof value === 'number') return value !== 0;
      if (typeof value === 'string') return value !== '';
      return true;
    },
    unknown: why => why,
  };
}

/** Any string. */
export function string(): ArgType<Maybe<string>> {
  return {
    expects: 'a string',
    read: value => (typeof value === 'string' ? value : refused('a string')),
    unknown: why => why,
  };
}

/** One of the given strings; `fold` accepts other letter cases, as Keras's standardisers do and tfjs's do not. */
export function oneOf<S extends string>(
  choices: readonly S[],
  fold: 'any case' | 'any case in Keras 2' | 'exact' = 'exact',
): ArgType<Maybe<S>> {
  const expects =
    choices.length === 1 ? `'${choices[0]}'` : `one of ${choices.map(choice => `'${choice}'`).join(', ')}`;
  return {
    expects,
    read(value, dialect) {
      if (typeof value !== 'string') return refused(expects, { runtime: {} });
      const folds = dialect === 'keras2' ? fold !== 'exact' : dialect === 'keras3' && fold === 'any case';
      const text = folds ? value.toLowerCase() : value;
      return choices.find(choice => choice === text) ?? refused(expects);
    },
    unknown: why => why,
  };
}

/** A number per spatial axis; a single number stands for all of them. */
export type WindowArg = readonly IntArg[];

/** An integer, or a tuple or list of `axes` integers, each at least `atLeast`. */
export function window(axes: number, atLeast = 1): ArgType<WindowArg> {
  const item = int(atLeast);
  const expects = `${item.expects} or a tuple of ${axes}`;
  return {
    expects,
    read(value, dialect) {
      if (isConfigList(value)) {
        if (value.length !== axes) return refused(expects);
        return readItems(value, item, dialect) ?? refused(expects);
      }
      if (typeof value === 'string') return refused(expects, { runtime: {} });
      const single = item.read(value, dialect);
      return isRefused(single) ? refused(expects) : Array.from({ length: axes }, () => single);
    },
    unknown: why => Array.from({ length: axes }, () => why),
  };
}

/** A list or tuple of integers of any length, or of the given one. */
export function ints(
  options: { readonly count?: number; readonly atLeast?: number } = {},
): ArgType<Maybe<readonly IntArg[]>> {
  const item = int(options.atLeast);
  const expects = options.count === undefined ? 'a tuple of integers' : `a tuple of ${options.count} integers`;
  return {
    expects,
    read(value, dialect) {
      if (!isConfigList(value) || (options.count !== undefined && value.length !== options.count))
        return refused(expects);
      return readItems(value, item, dialect) ?? refused(expects);
    },
    unknown: why => why,
  };
}

/** Either of two types, the first that reads the value. */
export function either<A, B>(first: ArgType<A>, second: ArgType<B>): ArgType<A | B> {
  const expects = `${first.expects} or ${second.expects}`;
  return {
    expects,
    read(value, dialect) {
      const a = first.read(value, dialect);
      if (!isRefused(a)) return a;
      const b = second.read(value, dialect);
      return isRefused(b) ? refused(expects) : b;
    },
    unknown: why => first.unknown(why),
  };
}

/** None, or the type. */
export function nullable<T>(type: ArgType<T>): ArgType<T | null> {
  return {
    expects: `${type.expects} or None`,
    read: (value, dialect) => (value === null ? null : type.read(value, dialect)),
    unknown: why => type.unknown(why),
  };
}

/** Whatever is given, unread. */
export function anything(): ArgType<ConfigValue> {
  return { expects: 'anything', read: value => value, unknown: why => why };
}

/** A layer object. Of an object of the program's own nothing is known. */
export function layer(): ArgType<Maybe<LayerObject>> {
  return {
    expects: 'a layer',
    read(value) {
      if (isKind(value, 'custom')) return unknown({ kind: 'todo', what: `the layer \`${value.name}\`` });
      return isKind(value, 'layer') ? value.layer : refused('a layer');
    },
    unknown: why => why,
  };
}

// ---------------------------------------------------------------------------------------------------------------------

/** True for a refusal. */
export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'refused';
}

function isSize(value: ConfigValue): value is Size {
  return isKind(value, 'size');
}

function isFloat(value: ConfigValue): value is { readonly kind: 'float'; readonly value: number } {
  return isKind(value, 'float');
}

type Tagged = Extract<ConfigValue, { readonly kind: string }>;

/** True for a value of the given kind. */
export function isKind<K extends Tagged['kind']>(
  value: ConfigValue,
  kind: K,
): value is Extract<Tagged, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && !isConfigList(value) && value.kind === kind;
}

function readItems<T>(values: readonly ConfigValue[], type: ArgType<T>, dialect: Dialect): readonly T[] | undefined {
  const out: T[] = [];
  for (const value of values) {
    const item = isUnknown(value) ? type.unknown(value) : type.read(value, dialect);
    if (isRefused(item)) return undefined;
    out.push(item);
  }
  return out;
}

/** Reads one argument: its typed value, or the text of what was given beside the refusal. */
export function readArgument<T>(
  param: Param<T>,
  value: ConfigValue,
  dialect: Dialect,
): { readonly value: T } | { readonly refused: Refused; readonly got: string } {
  if (isUnknown(value)) return { value: param.type.unknown(value) };
  const answer = param.type.read(value, dialect);
  if (!isRefused(answer)) return { value: answer };
  // Python walks the elements of an array with one axis as it walks those of a tuple.
  const listed = arrayAsList(value);
  if (listed !== value) {
    const retried = isUnknown(listed) ? param.type.unknown(listed) : param.type.read(listed, dialect);
    if (!isRefused(retried)) return { value: retried };
  }
  // A value known by name only may be anything that the program is called with.
  if (isSize(value)) return { value: param.type.unknown(unknown({ kind: 'todo', what: 'a symbolic value here' })) };
  return { refused: answer, got: printConfig(value, dialect === 'tfjs' ? 'javascript' : 'python') };
}
