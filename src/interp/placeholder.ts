// Values that hold a place for what comes later.

import type { Value } from './value.ts';

/** True for nothing, zero and what is empty: where a program begins with them, other code most often puts something there. */
export function isPlaceholder(value: Value): boolean {
  switch (value.kind) {
    case 'none':
      return true;
    case 'int':
      return value.value === 0;
    case 'string':
      return value.value === '';
    case 'list':
      return value.items.value.length === 0 && value.open.value === undefined;
    case 'record':
      return value.entries.value.size === 0 && value.open.value === undefined;
    default:
      return false;
  }
}
