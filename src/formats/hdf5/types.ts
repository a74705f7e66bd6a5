// The element types and shapes of HDF5 datasets and attributes.

import { address, broken, type Hdf5Bytes, length, slice, text, uint } from './bytes.ts';
import { type Message, messageOf, messagesAt } from './header.ts';

/** How an element is stored. */
export type ElementType =
  /** `dtype` by its NumPy name. */
  | { readonly kind: 'number'; readonly dtype: string; readonly size: number; readonly bigEndian: boolean }
  /** Text of a fixed number of bytes. */
  | { readonly kind: 'text'; readonly size: number }
  /** A reference to text of any length. */
  | { readonly kind: 'reference'; readonly size: number }
  | { readonly kind: 'other'; readonly size: number };

/** The type at an address. */
export function elementType(file: Hdf5Bytes, at: number, depth = 0): ElementType {
  const head = uint(file, at, 1);
  const bits = uint(file, at + 1, 1);
  const size = uint(file, at + 4, 4);
  const bigEndian = (bits & 1) !== 0;
  switch (head & 0x0f) {
    case 0: {
      const isSigned = (bits & 8) !== 0;
      return [1, 2, 4, 8].includes(size)
        ? { kind: 'number', dtype: `${isSigned ? 'int' : 'uint'}${size * 8}`, size, bigEndian }
        : { kind: 'other', size };
    }
    case 1: {
      if (![2, 4, 8].includes(size)) return { kind: 'other', size };
      const exponentBits = uint(file, at + 13, 1);
      const dtype = size === 2 && exponentBits === 8 ? 'bfloat16' : `float${size * 8}`;
      return { kind: 'number', dtype, size, bigEndian };
    }
    case 3:
      return { kind: 'text', size };
    case 5:
      // NumPy knows no bfloat16, so that Keras stores them as pairs of bytes.
      return size === 2 ? { kind: 'number', dtype: 'bfloat16', size, bigEndian: false } : { kind: 'other', size };
    case 8: {
      // Python's truth values are an enumeration of two over bytes.
      if (depth > 4) return broken();
      const base = elementType(file, at + 8, depth + 1);
      const isBool = base.kind === 'number' && size === 1 && uint(file, at + 1, 2) === 2;
      return isBool ? { ...base, dtype: 'bool' } : base;
    }
    case 9:
      return (bits & 0x0f) === 1 ? { kind: 'reference', size } : { kind: 'other', size };
    default:
      return { kind: 'other', size };
  }
}

/** The sizes of the axes at an address; undefined for a space without elements. */
export function dataspace(file: Hdf5Bytes, at: number): readonly number[] | undefined {
  const version = uint(file, at, 1);
  const rank = uint(file, at + 1, 1);
  if (rank > 32) broken();
  if (version === 2 && uint(file, at + 3, 1) === 2) return undefined;
  const start = version === 1 ? at + 8 : at + 4;
  return Array.from({ length: rank }, (_, i) => length(file, start + i * file.lengthSize));
}

/** Where the content of a message is, which may be the header of another object. */
export function contentOf(file: Hdf5Bytes, message: Message): number {
  return message.isShared ? sharedContent(file, message.at, message.type) : message.at;
}

/** The content of a message in the object that is referred to at an address. */
export function sharedContent(file: Hdf5Bytes, at: number, type: number): number {
  const version = uint(file, at, 1);
  const place = address(file, at + (version === 1 ? 8 : 2)) ?? broken();
  const message = messageOf(messagesAt(file, place), type);
  return message === undefined || message.isShared ? broken() : message.at;
}

/** A reference to text of any length: how many bytes, in which heap, and which object of it. */
export function referredText(file: Hdf5Bytes, at: number): string {
  const size = uint(file, at, 4);
  const heap = address(file, at + 4);
  const index = uint(file, at + 4 + file.addressSize, 4);
  if (heap === undefined || size === 0) return '';
  if (uint(file, heap, 4) !== 0x4c4f4347) broken();
  const end = heap + length(file, heap + 8);
  for (let next = heap + 8 + file.lengthSize; next + 8 + file.lengthSize <= end; ) {
    const found = uint(file, next, 2);
    const bytes = length(file, next + 8);
    const data = next + 8 + file.lengthSize;
    if (found === index) return text(slice(file, data, Math.min(size, bytes)));
    if (found === 0) break;
    next = data + Math.ceil(bytes / 8) * 8;
  }
  return broken();
}
