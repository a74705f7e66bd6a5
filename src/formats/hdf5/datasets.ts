// HDF5 datasets: their shapes, and their elements from wherever they lie.

import { largestExpansion } from '../budgets.ts';
import type { StoredArray } from '../modelFile.ts';
import { elementCount } from '../weights/arrays.ts';
import { address, type Hdf5Bytes, slice, uint } from './bytes.ts';
import { type ChunkedLayout, chunkIndex, chunksOf } from './chunks.ts';
import { decodeElements } from './elements.ts';
import { type Filter, filtersOf, unfiltered } from './filters.ts';
import { type Message, messageOf, messageType } from './header.ts';
import { contentOf, dataspace, type ElementType, elementType } from './types.ts';

export interface Dataset {
  readonly shape: readonly number[];
  readonly type: ElementType;
  /** The elements as numbers; undefined where they are none, or cannot be read. `dtype` stands in for the stored one. */
  read(dtype?: string): StoredArray | undefined;
}

/** The dataset that an object is; undefined for other objects. */
export function datasetOf(file: Hdf5Bytes, messages: readonly Message[]): Dataset | undefined {
  const space = messageOf(messages, messageType.dataspace);
  const typed = messageOf(messages, messageType.datatype);
  const layout = messageOf(messages, messageType.layout);
  if (space === undefined || typed === undefined || layout === undefined) return undefined;
  const type = elementType(file, contentOf(file, typed));
  const shape = dataspace(file, contentOf(file, space)) ?? [0];
  const filters = filtersOf(file, messageOf(messages, messageType.filters));
  return {
    shape,
    type,
    read(dtype) {
      if (type.kind !== 'number') return undefined;
      const count = elementCount(shape);
      if (count === undefined || count * type.size > largestExpansion) return undefined;
      const bytes = contentBytes(file, { at: layout.at, shape, size: type.size, count, filters });
      const data =
        bytes === undefined ? undefined : decodeElements(bytes, { ...type, dtype: dtype ?? type.dtype }, count);
      return data === undefined ? undefined : { shape, data };
    },
  };
}

interface Content {
  readonly at: number;
  readonly shape: readonly number[];
  readonly size: number;
  readonly count: number;
  readonly filters: readonly Filter[] | undefined;
}

/** Chunked data may be smaller in the file than in memory, but not by more than this. */
const mostExpansion = 1100;

/** All elements in order; undefined for a layout that is not read. */
function contentBytes(file: Hdf5Bytes, content: Content): Uint8Array | undefined {
  const { at, size, count } = content;
  const total = size * count;
  const version = uint(file, at, 1);
  const kind = uint(file, at + (version < 3 ? 2 : 1), 1);
  switch (kind) {
    case 0: {
      const start = version < 3 ? at + 8 + 4 * uint(file, at + 1, 1) + 4 : at + 4;
      return slice(file, start, total);
    }
    case 1: {
      const start = address(file, at + (version < 3 ? 8 : 2));
      // Nothing was ever written.
      return start === undefined ? zeros(file, total) : slice(file, start, total);
    }
    case 2: {
      const layout = chunkIndex(file, at);
      if (layout === undefined || content.filters === undefined || layout.chunk.length !== content.shape.length)
        return undefined;
      return joined(file, content, layout);
    }
    default:
      return undefined;
  }
}

function zeros(file: Hdf5Bytes, total: number): Uint8Array | undefined {
  return total > file.bytes.length * mostExpansion ? undefined : new Uint8Array(total);
}

/** The chunks put beside each other. */
function joined(file: Hdf5Bytes, content: Content, layout: ChunkedLayout): Uint8Array | undefined {
  const { shape, size, count, filters = [] } = content;
  const chunkElements = elementCount(layout.chunk);
  const whole = zeros(file, size * count);
  if (chunkElements === undefined || chunkElements === 0 || whole === undefined) return undefined;
  const chunkSize = chunkElements * size;
  if (chunkSize > largestExpansion || chunkSize > file.bytes.length * mostExpansion) return undefined;
  const chunks = chunksOf(file, layout, shape, chunkSize);
  if (chunks === undefined) return undefined;
  for (const chunk of chunks) {
    const raw = slice(file, chunk.at, chunk.size);
    const bytes = unfiltered(raw, filters, { mask: chunk.mask, size, expected: chunkSize });
    if (bytes === undefined || bytes.length < chunkSize) return undefined;
    place(whole, bytes, { shape, chunk: layout.chunk, start: chunk.start, size });
  }
  return whole;
}

interface Placing {
  readonly shape: readonly number[];
  readonly chunk: readonly number[];
  readonly start: readonly number[];
  readonly size: number;
}

/** Copies a chunk row by row; what reaches beyond the dataset is left out. */
function place(whole: Uint8Array, bytes: Uint8Array, { shape, chunk, start, size }: Placing): void {
  const rank = shape.length;
  if (rank === 0) {
    whole.set(bytes.subarray(0, whole.length));
    return;
  }
  const row = Math.min(chunk[rank - 1] ?? 0, (shape[rank - 1] ?? 0) - (start[rank - 1] ?? 0));
  if (row <= 0) return;
  const at = new Array<number>(rank).fill(0);
  for (;;) {
    let from = 0;
    let to = 0;
    for (let axis = 0; axis < rank; axis++) {
      from = from * (chunk[axis] ?? 1) + (at[axis] ?? 0);
      to = to * (shape[axis] ?? 1) + (start[axis] ?? 0) + (at[axis] ?? 0);
    }
    whole.set(bytes.subarray(from * size, (from + row) * size), to * size);
    let axis = rank - 2;
    for (; axis >= 0; axis--) {
      const next = (at[axis] ?? 0) + 1;
      if (next < Math.min(chunk[axis] ?? 0, (shape[axis] ?? 0) - (start[axis] ?? 0))) {
        at[axis] = next;
        break;
      }
      at[axis] = 0;
    }
    if (axis < 0) return;
  }
}
