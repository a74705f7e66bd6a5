// The elements of datasets and attributes as numbers.

import type { StoredArray } from '../modelFile.ts';
import { decodeNumbers } from '../weights/arrays.ts';
import type { ElementType } from './types.ts';

/** Elements as numbers; undefined for a type that is not read. */
export function decodeElements(
  bytes: Uint8Array,
  type: Extract<ElementType, { kind: 'number' }>,
  count: number,
): StoredArray['data'] | undefined {
  return decodeNumbers(type.bigEndian ? swapped(bytes, type.size) : bytes, type.dtype, count);
}

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(bytes);
  for (let at = 0; at + size <= out.length; at += size) out.subarray(at, at + size).reverse();
  return out;
}
