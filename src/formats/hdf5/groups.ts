// The members of HDF5 groups: in the tables of the first format, in messages, or in the heap that large groups of the newer
// format have.

import { address, broken, expectSignature, type Hdf5Bytes, length, open, slice, text, uint } from './bytes.ts';
import { type Message, messageOf, messageType } from './header.ts';
import { heapObject, openHeap } from './heap.ts';
import { indexRecords } from './recordIndex.ts';

/** The addresses of the members by name; undefined for an object that is no group. Links to elsewhere are left out. */
export function membersOf(file: Hdf5Bytes, messages: readonly Message[]): ReadonlyMap<string, number> | undefined {
  const table = messageOf(messages, messageType.symbolTable);
  const info = messageOf(messages, messageType.linkInfo);
  if (table === undefined && info === undefined) return undefined;
  const out = new Map<string, number>();
  if (table !== undefined) {
    const tree = address(file, table.at) ?? broken();
    const heap = address(file, table.at + file.addressSize) ?? broken();
    expectSignature(file, heap, 'HEAP');
    const names = address(file, heap + 8 + 2 * file.lengthSize) ?? broken();
    readTree(file, tree, { names, size: length(file, heap + 8) }, out, 256);
  }
  for (const message of messages) if (message.type === messageType.link) readLink(file, message.at, out);
  if (info !== undefined) readDense(file, info.at, out);
  return out;
}

interface Names {
  readonly names: number;
  readonly size: number;
}

function readTree(file: Hdf5Bytes, at: number, names: Names, out: Map<string, number>, above: number): void {
  open(file);
  if (uint(file, at, 4) === 0x444f4e53) {
    readTable(file, at, names, out);
    return;
  }
  expectSignature(file, at, 'TREE');
  const level = uint(file, at + 5, 1);
  if (uint(file, at + 4, 1) !== 0 || level >= above) broken();
  const count = uint(file, at + 6, 2);
  const { addressSize, lengthSize } = file;
  const first = at + 8 + 2 * addressSize + lengthSize;
  for (let i = 0; i < count; i++)
    readTree(file, address(file, first + i * (addressSize + lengthSize)) ?? broken(), names, out, level);
}

function readTable(file: Hdf5Bytes, at: number, { names, size }: Names, out: Map<string, number>): void {
  const count = uint(file, at + 6, 2);
  const entry = 2 * file.addressSize + 24;
  for (let i = 0; i < count; i++) {
    const from = at + 8 + i * entry;
    const offset = uint(file, from, file.addressSize);
    if (offset >= size) broken();
    const isSoft = uint(file, from + 2 * file.addressSize, 4) === 2;
    const place = address(file, from + file.addressSize);
    if (!isSoft && place !== undefined) out.set(text(slice(file, names + offset, size - offset)), place);
  }
}

function readLink(file: Hdf5Bytes, at: number, out: Map<string, number>): void {
  const flags = uint(file, at + 1, 1);
  let next = at + 2;
  const kind = (flags & 8) === 0 ? 0 : uint(file, next++, 1);
  if ((flags & 4) !== 0) next += 8;
  if ((flags & 16) !== 0) next += 1;
  const sizeBytes = 1 << (flags & 3);
  const size = uint(file, next, sizeBytes);
  next += sizeBytes;
  const name = new TextDecoder().decode(slice(file, next, size));
  const place = kind === 0 ? address(file, next + size) : undefined;
  if (place !== undefined) out.set(name, place);
}

function readDense(file: Hdf5Bytes, at: number, out: Map<string, number>): void {
  const flags = uint(file, at + 1, 1);
  const start = at + 2 + ((flags & 1) === 0 ? 0 : 8);
  const heapAt = address(file, start);
  const index = address(file, start + file.addressSize);
  if (heapAt === undefined || index === undefined) return;
  const heap = openHeap(file, heapAt);
  for (const record of indexRecords(file, index, 5)) readLink(file, heapObject(file, heap, record + 4), out);
}
