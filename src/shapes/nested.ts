// Structures of tensors as calls take and return them: one, a list, or a record by name.

import { assertNever } from '../base/assertNever.ts';

export type Nested<T> =
  | { readonly kind: 'one'; readonly value: T }
  | { readonly kind: 'list'; readonly type: 'list' | 'tuple'; readonly items: readonly Nested<T>[] }
  | { readonly kind: 'record'; readonly entries: readonly (readonly [string, Nested<T>])[] };

/** A structure that is a single value. */
export function one<T>(value: T): Nested<T> {
  return { kind: 'one', value };
}

/** A flat list of single values. */
export function list<T>(values: readonly T[]): Nested<T> {
  return { kind: 'list', type: 'list', items: values.map(one) };
}

/** All values, depth first, records in the order of their keys, as Keras and TensorFlow flatten them. */
export function flatten<T>(nested: Nested<T>): T[] {
  const out: T[] = [];
  collect(nested, byKey, out);
  return out;
}

/** All values, depth first, records in the order in which their entries are written. */
export function inWrittenOrder<T>(nested: Nested<T>): T[] {
  const out: T[] = [];
  collect(nested, entries => entries, out);
  return out;
}

type Entries<T> = readonly (readonly [string, Nested<T>])[];

function collect<T>(nested: Nested<T>, order: (entries: Entries<T>) => Entries<T>, out: T[]): void {
  switch (nested.kind) {
    case 'one':
      out.push(nested.value);
      return;
    case 'list':
      for (const item of nested.items) collect(item, order, out);
      return;
    case 'record':
      for (const [, item] of order(nested.entries)) collect(item, order, out);
      return;
    default:
      assertNever(nested);
  }
}

function byKey<T>(entries: Entries<T>): Entries<T> {
  return entries.length < 2 ? entries : [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The same structure with every value replaced; `index` counts the values in the order of `flatten`. */
export function mapNested<T, U>(nested: Nested<T>, replace: (value: T, index: number) => U): Nested<U> {
  let index = 0;
  const go = (part: Nested<T>): Nested<U> => {
    switch (part.kind) {
      case 'one':
        return one(replace(part.value, index++));
      case 'list':
        return { kind: 'list', type: part.type, items: part.items.map(go) };
      case 'record': {
        const replaced = new Map(byKey(part.entries).map(([key, item]) => [key, go(item)]));
        return {
          kind: 'record',
          entries: part.entries.flatMap(([key]) => {
            const item = replaced.get(key);
            return item === undefined ? [] : [[key, item] as const];
          }),
        };
      }
      default:
        return assertNever(part);
    }
  };
  return go(nested);
}
