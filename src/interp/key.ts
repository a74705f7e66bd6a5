// Keys of records.

import type { Value } from './value.ts';

/** The key under which a record keeps an entry; undefined for keys that cannot be told apart. */
export function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return `s${value.value}`;
    case 'int':
    case 'float':
      return `n${value.value}`;
    case 'bool':
      return `n${value.value ? 1 : 0}`;
    case 'none':
      return 'none';
    case 'list': {
      if (value.open.value !== undefined) return undefined;
      const parts = value.items.value.map(keyOf);
      return parts.includes(undefined) ? undefined : `(${parts.join(',')})`;
    }
    default:
      return undefined;
  }
}
