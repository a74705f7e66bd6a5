// The header of an HDF5 object: its messages, gathered from all blocks that they are spread over.

import { address, broken, expectSignature, type Hdf5Bytes, length, open, slice, uint } from './bytes.ts';

/** What messages are about, by their numbers. */
export const messageType = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

export interface Message {
  readonly type: number;
  /** Set where the content stands in another object's header. */
  readonly isShared: boolean;
  readonly at: number;
  readonly size: number;
}

interface Block {
  readonly at: number;
  readonly end: number;
}

/** Blocks of one header; a header of the largest groups has a few. */
const mostBlocks = 4096;

/** The messages of the object at an address. */
export function messagesAt(file: Hdf5Bytes, at: number): readonly Message[] {
  open(file);
  const isNew = uint(file, at, 4) === 0x5244484f;
  return isNew ? newHeader(file, at) : oldHeader(file, at);
}

/** The first message of a type. */
export function messageOf(messages: readonly Message[], type: number): Message | undefined {
  return messages.find(message => message.type === type);
}

function oldHeader(file: Hdf5Bytes, at: number): readonly Message[] {
  if (uint(file, at, 1) !== 1) broken();
  const out: Message[] = [];
  const blocks: Block[] = [{ at: at + 16, end: at + 16 + uint(file, at + 8, 4) }];
  for (const block of blocks) {
    slice(file, block.at, block.end - block.at);
    for (let next = block.at; next + 8 <= block.end; ) {
      const size = uint(file, next + 2, 2);
      const message = { type: uint(file, next, 2), isShared: (uint(file, next + 4, 1) & 2) !== 0, at: next + 8, size };
      next += 8 + size;
      if (next > block.end) broken();
      addMessage(file, { message, out, blocks, skipped: 0 });
    }
  }
  return out;
}

function newHeader(file: Hdf5Bytes, at: number): readonly Message[] {
  const flags = uint(file, at + 5, 1);
  let next = at + 6 + ((flags & 0x20) === 0 ? 0 : 16) + ((flags & 0x10) === 0 ? 0 : 4);
  const sizeBytes = 1 << (flags & 3);
  const size = uint(file, next, sizeBytes);
  next += sizeBytes;
  const head = 4 + ((flags & 0x04) === 0 ? 0 : 2);
  const out: Message[] = [];
  const blocks: Block[] = [{ at: next, end: next + size }];
  for (const block of blocks) {
    slice(file, block.at, block.end - block.at);
    for (let from = block.at; from + head <= block.end; ) {
      const content = uint(file, from + 1, 2);
      const message = {
        type: uint(file, from, 1),
        isShared: (uint(file, from + 3, 1) & 2) !== 0,
        at: from + head,
        size: content,
      };
      from += head + content;
      if (from > block.end) break;
      // A further block has a signature before its messages and a checksum behind them.
      addMessage(file, { message, out, blocks, skipped: 4 });
    }
  }
  return out;
}

function addMessage(
  file: Hdf5Bytes,
  parts: {
    readonly message: Message;
    readonly out: Message[];
    readonly blocks: Block[];
    /** Bytes before and behind the messages of a further block. */
    readonly skipped: number;
  },
): void {
  const { message, out, blocks, skipped } = parts;
  if (message.type !== messageType.continuation) {
    out.push(message);
    return;
  }
  const start = address(file, message.at) ?? broken();
  const size = length(file, message.at + file.addressSize);
  if (blocks.length >= mostBlocks || size < 2 * skipped) broken();
  if (skipped > 0) expectSignature(file, start, 'OCHK');
  blocks.push({ at: start + skipped, end: start + size - skipped });
}
