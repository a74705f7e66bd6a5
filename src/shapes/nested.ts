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

/** All values, depth first, records in the order of their entries. */
export function flatten<T>(nested: Nested<T>): T[] {
  const out: T[] = [];
  collect(nested, out);
  return out;
}

function collect<T>(nested: Nested<T>, out: T[]): void {
  switch (nested.kind) {
    case 'one':
      out.push(nested.value);
      return;
    case 'list':
      for (const item of nested.items) collect(item, out);
      return;
    case 'record':
      for (const [, item] of nested.entries) collect(item, out);
      return;
    default:
      assertNever(nested);
  }
}

/** The same structure with every value replaced; `index` counts the values depth first. */
export function mapNested<T, U>(nested: Nested<T>, replace: (value: T, index: number) => U): Nested<U> {
  let index = 0;
  const go = (part: Nested<T>): Nested<U> => {
    switch (part.kind) {
      case 'one':
        return one(replace(part.value, index++));
      case 'list':
        return { kind: 'list', type: part.type, items: part.items.map(go) };
      case 'record':
        return { kind: 'record', entries: part.entries.map(([key, item]) => [key, go(item)] as const) };
      default:
        return assertNever(part);
    }
  };
  return go(nested);
}
