// Where the chunks of a dataset lie: in the tree of the first format, or in one of the simpler indexes of the newer one.

import { mostObjects } from '../budgets.ts';
import { address, broken, expectSignature, type Hdf5Bytes, length, open, uint } from './bytes.ts';

export interface ChunkedLayout {
  /** The sizes of a chunk. */
  readonly chunk: readonly number[];
  readonly index:
    | { readonly kind: 'tree'; readonly at: number | undefined }
    | { readonly kind: 'single'; readonly at: number | undefined; readonly size?: number; readonly mask: number }
    | { readonly kind: 'implicit'; readonly at: number | undefined }
    | { readonly kind: 'array'; readonly at: number | undefined };
}

export interface Chunk {
  readonly at: number;
  readonly size: number;
  readonly mask: number;
  /** The place of its first element in the dataset. */
  readonly start: readonly number[];
}

/** The index that a layout message names; undefined for a kind that is not read. */
export function chunkIndex(file: Hdf5Bytes, at: number): ChunkedLayout | undefined {
  const version = uint(file, at, 1);
  const { addressSize } = file;
  if (version < 3) {
    const rank = uint(file, at + 1, 1);
    return {
      chunk: sizes(file, at + 8 + addressSize, rank - 1, 4),
      index: { kind: 'tree', at: address(file, at + 8) },
    };
  }
  if (version === 3) {
    const rank = uint(file, at + 2, 1);
    return {
      chunk: sizes(file, at + 3 + addressSize, rank - 1, 4),
      index: { kind: 'tree', at: address(file, at + 3) },
    };
  }
  const flags = uint(file, at + 2, 1);
  const rank = uint(file, at + 3, 1);
  const sizeBytes = uint(file, at + 4, 1);
  if (sizeBytes < 1 || sizeBytes > 8) broken();
  const chunk = sizes(file, at + 5, rank - 1, sizeBytes);
  const next = at + 6 + rank * sizeBytes;
  switch (uint(file, next - 1, 1)) {
    case 1: {
      const filtered = (flags & 2) !== 0;
      const from = filtered ? next + file.lengthSize + 4 : next;
      const more = filtered ? { size: length(file, next), mask: uint(file, next + file.lengthSize, 4) } : { mask: 0 };
      return { chunk, index: { kind: 'single', at: address(file, from), ...more } };
    }
    case 2:
      return { chunk, index: { kind: 'implicit', at: address(file, next) } };
    case 3:
      return { chunk, index: { kind: 'array', at: address(file, next + 1) } };
    default:
      return undefined;
  }
}

function sizes(file: Hdf5Bytes, at: number, count: number, bytes: number): readonly number[] {
  if (count < 0 || count > 32) broken();
  return Array.from({ length: count }, (_, i) => uint(file, at + i * bytes, bytes));
}

/** The chunks that are stored; undefined for an index that is not read. */
export function chunksOf(
  file: Hdf5Bytes,
  { chunk, index }: ChunkedLayout,
  shape: readonly number[],
  chunkSize: number,
): readonly Chunk[] | undefined {
  if (index.at === undefined) return [];
  if (chunk.some(size => size === 0)) broken();
  switch (index.kind) {
    case 'tree': {
      const out: Chunk[] = [];
      readTree(file, { at: index.at, rank: chunk.length, above: 256 }, out);
      return out;
    }
    case 'single': {
      const { at, mask, size = chunkSize } = index;
      return [{ at, size, mask, start: chunk.map(() => 0) }];
    }
    case 'implicit': {
      const { at } = index;
      return starts(shape, chunk).map((start, i) => ({ at: at + i * chunkSize, size: chunkSize, mask: 0, start }));
    }
    case 'array':
      return fixedArray(file, index.at, { starts: starts(shape, chunk), chunkSize });
  }
}

function readTree(
  file: Hdf5Bytes,
  { at, rank, above }: { readonly at: number; readonly rank: number; readonly above: number },
  out: Chunk[],
): void {
  open(file);
  expectSignature(file, at, 'TREE');
  const level = uint(file, at + 5, 1);
  if (uint(file, at + 4, 1) !== 1 || level >= above) broken();
  const count = uint(file, at + 6, 2);
  const keySize = 8 + 8 * (rank + 1);
  const first = at + 8 + 2 * file.addressSize;
  if (out.length + count > mostObjects) broken();
  for (let i = 0; i < count; i++) {
    const key = first + i * (keySize + file.addressSize);
    const child = address(file, key + keySize) ?? broken();
    if (level > 0) {
      readTree(file, { at: child, rank, above: level }, out);
      continue;
    }
    const start = Array.from({ length: rank }, (_, axis) => uint(file, key + 8 + 8 * axis, 8));
    out.push({ at: child, size: uint(file, key, 4), mask: uint(file, key + 4, 4), start });
  }
}

/** The first elements of all chunks in order. */
function starts(shape: readonly number[], chunk: readonly number[]): readonly (readonly number[])[] {
  const counts = shape.map((size, axis) => Math.ceil(size / (chunk[axis] ?? 1)));
  const total = counts.reduce((all, count) => all * count, 1);
  if (total > mostObjects) broken();
  return Array.from({ length: total }, (_, i) => {
    let left = i;
    const out = new Array<number>(counts.length).fill(0);
    for (let axis = counts.length - 1; axis >= 0; axis--) {
      const count = counts[axis] ?? 1;
      out[axis] = (left % count) * (chunk[axis] ?? 1);
      left = Math.floor(left / count);
    }
    return out;
  });
}

/** A list of addresses, with sizes where chunks are filtered. A list on several pages is not read. */
function fixedArray(
  file: Hdf5Bytes,
  at: number,
  { starts: all, chunkSize }: { readonly starts: readonly (readonly number[])[]; readonly chunkSize: number },
): readonly Chunk[] | undefined {
  open(file);
  expectSignature(file, at, 'FAHD');
  const filtered = uint(file, at + 5, 1) === 1;
  const entrySize = uint(file, at + 6, 1);
  const perPage = 2 ** uint(file, at + 7, 1);
  const count = length(file, at + 8);
  const block = address(file, at + 8 + file.lengthSize);
  if (block === undefined) return [];
  if (count > perPage) return undefined;
  expectSignature(file, block, 'FADB');
  const first = block + 6 + file.addressSize;
  return all.slice(0, count).flatMap((start, i): Chunk[] => {
    const entry = first + i * entrySize;
    const place = address(file, entry);
    if (place === undefined) return [];
    const sizeBytes = entrySize - file.addressSize - 4;
    if (!filtered) return [{ at: place, size: chunkSize, mask: 0, start }];
    if (sizeBytes < 1 || sizeBytes > 8) return broken();
    const after = entry + file.addressSize;
    return [{ at: place, size: uint(file, after, sizeBytes), mask: uint(file, after + sizeBytes, 4), start }];
  });
}
