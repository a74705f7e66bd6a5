// The bytes of an HDF5 file: little-endian numbers at addresses, every access checked. What lies outside the file, or has
// another signature than it should, makes the file unreadable.

import { mostObjects, unreadable } from '../budgets.ts';

export interface Hdf5Bytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Bytes of an address and of a length. */
  readonly addressSize: number;
  readonly lengthSize: number;
  /** What addresses count from. */
  readonly base: number;
  /** Objects opened so far. */
  opened: number;
}

/** Gives up on the file, which is not what the format asks for. */
export function broken(): never {
  return unreadable('its HDF5 structure is broken');
}

/** Counts an object that is opened. */
export function open(file: Hdf5Bytes): void {
  file.opened++;
  if (file.opened > mostObjects) unreadable('it has too many objects');
}

/** An unsigned number of 1 to 8 bytes; beyond what is exact it is broken. */
export function uint({ view }: Hdf5Bytes, at: number, size: number): number {
  if (!Number.isSafeInteger(at) || at < 0 || at + size > view.byteLength) broken();
  switch (size) {
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at, true);
    case 4:
      return view.getUint32(at, true);
    default: {
      let value = 0;
      for (let i = size - 1; i >= 0; i--) value = value * 256 + view.getUint8(at + i);
      return value;
    }
  }
}

/** An address; undefined where all its bits are set, which means none. */
export function address(file: Hdf5Bytes, at: number): number | undefined {
  const { addressSize } = file;
  if (at + addressSize > file.bytes.length) broken();
  let isNone = true;
  for (let i = 0; i < addressSize && isNone; i++) isNone = uint(file, at + i, 1) === 0xff;
  return isNone ? undefined : uint(file, at, addressSize) + file.base;
}

/** A length. */
export function length(file: Hdf5Bytes, at: number): number {
  return uint(file, at, file.lengthSize);
}

/** Bytes `at` to `at + size`, not copied. */
export function slice({ bytes }: Hdf5Bytes, at: number, size: number): Uint8Array {
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(size) || at < 0 || size < 0 || at + size > bytes.length)
    broken();
  return bytes.subarray(at, at + size);
}

/** Holds the four letters at an address against what they should be. */
export function expectSignature(file: Hdf5Bytes, at: number, signature: string): void {
  const letters = String.fromCharCode(...slice(file, at, 4));
  if (letters !== signature) broken();
}

const decoder = new TextDecoder();

/** Text up to its first zero byte. */
export function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Bytes that a number up to `limit` takes. */
export function encodedSize(limit: number): number {
  return Math.floor(Math.log2(Math.max(1, limit)) / 8) + 1;
}
