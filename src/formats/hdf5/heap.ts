// The heap of the newer HDF5 format, which holds the links and attributes of large objects in blocks of doubling sizes.

import { address, broken, encodedSize, expectSignature, type Hdf5Bytes, length, open, uint } from './bytes.ts';

export interface Heap {
  readonly offsetSize: number;
  readonly lengthSize: number;
  readonly width: number;
  readonly startSize: number;
  readonly largestDirect: number;
  readonly root: number | undefined;
  /** Rows of the root block; 0 where it is itself a block of content. */
  readonly rows: number;
}

/** The heap at an address. One whose blocks are compressed is not read. */
export function openHeap(file: Hdf5Bytes, at: number): Heap {
  open(file);
  expectSignature(file, at, 'FRHP');
  const { addressSize, lengthSize } = file;
  const filters = uint(file, at + 7, 2);
  if (filters !== 0) broken();
  const largestObject = uint(file, at + 10, 4);
  const table = at + 14 + 10 * lengthSize + 2 * addressSize;
  const largestDirect = length(file, table + 2 + lengthSize);
  const width = uint(file, table, 2);
  const rows = uint(file, table + 6 + 2 * lengthSize + addressSize, 2);
  if (width > 4096 || rows > 64) broken();
  return {
    offsetSize: Math.ceil(uint(file, table + 2 + 2 * lengthSize, 2) / 8),
    lengthSize: Math.min(encodedSize(largestDirect), encodedSize(largestObject)),
    width,
    startSize: length(file, table + 2),
    largestDirect,
    root: address(file, table + 6 + 2 * lengthSize),
    rows,
  };
}

/** The address of the object that an identifier at an address names. */
export function heapObject(file: Hdf5Bytes, heap: Heap, at: number): number {
  const kind = (uint(file, at, 1) >> 4) & 3;
  // Objects stored in their own identifier follow its first byte.
  if (kind === 2) return at + 1;
  if (kind !== 0 || heap.root === undefined) return broken();
  const offset = uint(file, at + 1, heap.offsetSize);
  if (heap.rows === 0) return heap.root + offset;
  return inBlock(file, heap, { at: heap.root, rows: heap.rows, offset });
}

interface Search {
  readonly at: number;
  readonly rows: number;
  /** Counted from the start of what the block covers. */
  readonly offset: number;
}

function inBlock(file: Hdf5Bytes, heap: Heap, { at, rows, offset }: Search): number {
  open(file);
  expectSignature(file, at, 'FHIB');
  const entries = at + 5 + file.addressSize + heap.offsetSize;
  let start = 0;
  for (let row = 0; row < rows; row++) {
    const size = heap.startSize * 2 ** Math.max(0, row - 1);
    for (let column = 0; column < heap.width; column++) {
      if (offset < start + size) {
        const child = address(file, entries + (row * heap.width + column) * file.addressSize) ?? broken();
        if (size <= heap.largestDirect) return child + offset - start;
        const childRows = Math.log2(size) - Math.log2(heap.startSize * heap.width) + 1;
        if (!Number.isInteger(childRows) || childRows >= rows || childRows < 1) return broken();
        return inBlock(file, heap, { at: child, rows: childRows, offset: offset - start });
      }
      start += size;
    }
  }
  return broken();
}
