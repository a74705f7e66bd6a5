// The vocabulary of the small tables beside the layers: functions and classes that a program names by a string or makes
// as an object. Each entry says what it is called where, what it takes, and what it does.

import type { Dialect } from '../layers/config.ts';

/** The default of an argument as plain data; `required` for one that must be given. */
export type Default = null | boolean | number | string | readonly (number | string)[] | 'required';

export interface Argument {
  readonly name: string;
  readonly fallback: Default;
  readonly doc: string;
  /** Its name in tfjs where that is not the camelCase. */
  readonly tfjs?: string;
  readonly notIn?: readonly Dialect[];
  readonly fallbackIn?: Partial<Record<Dialect, Default>>;
}

export interface Entry {
  /** The name of the function or class in Keras 3: `relu`, `GlorotUniform`, `mean_squared_error`. */
  readonly name: string;
  /** One sentence on what it does. */
  readonly doc: string;
  /** The strings that name it as an argument, per dialect; none where the dialect does not have it. */
  readonly strings: Partial<Record<Dialect, readonly string[]>>;
  /** Its attributes of the module it lives in (`keras.losses`, `tf.initializers`), per dialect. */
  readonly exports: Partial<Record<Dialect, readonly string[]>>;
  readonly args: readonly Argument[];
}

/** The entries of a table by the strings and exports of a dialect. */
export interface Table<E extends Entry> {
  readonly entries: readonly E[];
  /** The entry that a string names. */
  byString(name: string, dialect: Dialect): E | undefined;
  /** The entry that an attribute of the module names. */
  byExport(name: string, dialect: Dialect): E | undefined;
  /** Every string that names an entry, for suggestions. */
  strings(dialect: Dialect): readonly string[];
}

/** Looks entries up; the first of two that share a name wins. */
export function table<E extends Entry>(entries: readonly E[]): Table<E> {
  const index = new Map<string, E>();
  const key = (kind: 'string' | 'export', dialect: Dialect, name: string) => `${kind} ${dialect} ${name}`;
  for (const entry of entries) {
    for (const dialect of dialects) {
      for (const name of entry.strings[dialect] ?? []) {
        const at = key('string', dialect, name);
        if (!index.has(at)) index.set(at, entry);
      }
      for (const name of entry.exports[dialect] ?? []) {
        const at = key('export', dialect, name);
        if (!index.has(at)) index.set(at, entry);
      }
    }
  }
  return {
    entries,
    byString: (name, dialect) => index.get(key('string', dialect, name)),
    byExport: (name, dialect) => index.get(key('export', dialect, name)),
    strings: dialect => entries.flatMap(entry => entry.strings[dialect] ?? []),
  };
}

const dialects: readonly Dialect[] = ['keras3', 'keras2', 'tfjs'];

/** `hard_sigmoid` -> `hardSigmoid`. */
export function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `GlorotUniform` -> `glorot_uniform`, `L1L2` -> `l1_l2`. */
export function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** `GlorotUniform` -> `glorotUniform`. */
export function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** An argument with its default. */
export function arg(
  name: string,
  fallback: Default,
  doc: string,
  extras: Pick<Argument, 'tfjs' | 'notIn' | 'fallbackIn'> = {},
): Argument {
  return { name, fallback, doc, ...extras };
}
