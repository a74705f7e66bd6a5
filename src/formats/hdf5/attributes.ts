// The attributes of HDF5 objects: texts, lists of texts and numbers.

import { address, broken, type Hdf5Bytes, slice, text, uint } from './bytes.ts';
import { decodeElements } from './elements.ts';
import { type Message, messageOf, messageType } from './header.ts';
import { heapObject, openHeap } from './heap.ts';
import { indexRecords } from './recordIndex.ts';
import { dataspace, elementType, referredText, sharedContent } from './types.ts';

/** A text stands for itself, everything else is a list. */
export type Attribute = string | readonly string[] | readonly number[];

/** The attributes by name. Those of a type that is not read are left out. */
export function attributesOf(file: Hdf5Bytes, messages: readonly Message[]): ReadonlyMap<string, Attribute> {
  const out = new Map<string, Attribute>();
  for (const message of messages) if (message.type === messageType.attribute) readAttribute(file, message.at, out);
  const info = messageOf(messages, messageType.attributeInfo);
  if (info === undefined) return out;
  const start = info.at + 2 + ((uint(file, info.at + 1, 1) & 1) === 0 ? 0 : 2);
  const heapAt = address(file, start);
  const index = address(file, start + file.addressSize);
  if (heapAt === undefined || index === undefined) return out;
  const heap = openHeap(file, heapAt);
  for (const record of indexRecords(file, index, 8)) readAttribute(file, heapObject(file, heap, record), out);
  return out;
}

function readAttribute(file: Hdf5Bytes, at: number, out: Map<string, Attribute>): void {
  const version = uint(file, at, 1);
  if (version < 1 || version > 3) broken();
  const flags = version === 1 ? 0 : uint(file, at + 1, 1);
  const pad = (size: number): number => (version === 1 ? Math.ceil(size / 8) * 8 : size);
  const nameSize = uint(file, at + 2, 2);
  const typeAt = at + 8 + (version === 3 ? 1 : 0) + pad(nameSize);
  const spaceAt = typeAt + pad(uint(file, at + 4, 2));
  const dataAt = spaceAt + pad(uint(file, at + 6, 2));
  const name = text(slice(file, typeAt - pad(nameSize), nameSize));
  const type = elementType(file, (flags & 1) === 0 ? typeAt : sharedContent(file, typeAt, messageType.datatype));
  const shape = dataspace(file, (flags & 2) === 0 ? spaceAt : sharedContent(file, spaceAt, messageType.dataspace));
  if (shape === undefined) return;
  const count = shape.reduce((all, size) => all * size, 1);
  const { size } = type;
  if (size === 0 || count > file.bytes.length) broken();
  switch (type.kind) {
    case 'number': {
      const numbers = decodeElements(slice(file, dataAt, count * size), type, count);
      if (numbers !== undefined) out.set(name, [...numbers]);
      return;
    }
    case 'text':
    case 'reference': {
      const texts = Array.from({ length: count }, (_, i) =>
        type.kind === 'text' ? text(slice(file, dataAt + i * size, size)) : referredText(file, dataAt + i * size),
      );
      out.set(name, shape.length === 0 ? (texts[0] ?? '') : texts);
      return;
    }
    case 'other':
      return;
  }
}
