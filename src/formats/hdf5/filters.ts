// What is done to the chunks of a dataset before they are stored: compressed, their bytes shuffled, a checksum added.

import { inflateBounded } from '../inflate.ts';
import { broken, type Hdf5Bytes, uint } from './bytes.ts';
import type { Message } from './header.ts';

export interface Filter {
  readonly id: number;
}

const deflate = 1;
const shuffle = 2;
const checksum = 3;

/** The filters in the order they were applied; undefined where one is not known. */
export function filtersOf(file: Hdf5Bytes, message: Message | undefined): readonly Filter[] | undefined {
  if (message === undefined) return [];
  const version = uint(file, message.at, 1);
  const count = uint(file, message.at + 1, 1);
  let next = message.at + (version === 1 ? 8 : 2);
  const out: Filter[] = [];
  for (let i = 0; i < count; i++) {
    const id = uint(file, next, 2);
    const named = version === 1 || id >= 256;
    const nameSize = named ? uint(file, next + 2, 2) : 0;
    const values = uint(file, next + (named ? 6 : 4), 2);
    const padded = version === 1 ? Math.ceil(nameSize / 8) * 8 : nameSize;
    next += (named ? 8 : 6) + padded + 4 * (version === 1 ? values + (values % 2) : values);
    out.push({ id });
  }
  return out.every(({ id }) => id === deflate || id === shuffle || id === checksum) ? out : undefined;
}

/** A chunk as it was before it was stored; undefined where that does not work out. */
export function unfiltered(
  raw: Uint8Array,
  filters: readonly Filter[],
  { mask, size, expected }: { readonly mask: number; readonly size: number; readonly expected: number },
): Uint8Array | undefined {
  let bytes: Uint8Array | undefined = raw;
  for (let i = filters.length - 1; i >= 0; i--) {
    if (bytes === undefined) return undefined;
    // A set bit says that the filter was left out for this chunk.
    if ((mask & (1 << i)) !== 0) continue;
    switch (filters[i]?.id) {
      case deflate:
        bytes = inflateBounded(bytes, { wrapped: true, size: expected + 4 });
        break;
      case shuffle:
        bytes = unshuffled(bytes, size);
        break;
      case checksum:
        bytes = bytes.subarray(0, Math.max(0, bytes.length - 4));
        break;
      default:
        broken();
    }
  }
  return bytes;
}

/** Shuffled data has all first bytes of its elements, then all second ones, and so on. */
function unshuffled(bytes: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(bytes.length / size);
  const out = new Uint8Array(bytes);
  for (let part = 0; part < size; part++)
    for (let i = 0; i < count; i++) out[i * size + part] = bytes[part * count + i] ?? 0;
  return out;
}
