// Zip archives as far as `.keras` and `.npz` files need them: entries by name, stored or deflated, each read where it is
// asked for and never into more bytes than it declares.

import { largestExpansion, mostEntries, quotedName, unreadable } from './budgets.ts';
import { inflateBounded } from './inflate.ts';

export interface Archive {
  readonly names: readonly string[];
  /** The content of an entry; undefined where there is none of that name. */
  read(name: string): Uint8Array | undefined;
}

interface ArchiveEntry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/** True for bytes that begin like an archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Deflate makes data at most about a thousand times smaller. */
const mostExpansion = 1100;

/** Opens an archive by the directory at its end. */
export function openZip(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(view);
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      return entry === undefined ? undefined : content(view, bytes, { ...entry, name });
    },
  };
}

function broken(): never {
  return unreadable('its archive is broken or cut off');
}

function u16(view: DataView, at: number): number {
  return at >= 0 && at + 2 <= view.byteLength ? view.getUint16(at, true) : broken();
}

function u32(view: DataView, at: number): number {
  return at >= 0 && at + 4 <= view.byteLength ? view.getUint32(at, true) : broken();
}

function u64(view: DataView, at: number): number {
  return u32(view, at) + u32(view, at + 4) * 2 ** 32;
}

function readDirectory(view: DataView): ReadonlyMap<string, ArchiveEntry> {
  const end = directoryEnd(view);
  let count = u16(view, end + 10);
  let at = u32(view, end + 16);
  if ((count === 0xffff || at === 0xffffffff) && end >= 20 && u32(view, end - 20) === 0x07064b50) {
    const wide = u64(view, end - 12);
    count = u64(view, wide + 32);
    at = u64(view, wide + 48);
  }
  if (count > mostEntries) unreadable('its archive has too many entries');
  const out = new Map<string, ArchiveEntry>();
  for (let i = 0; i < count; i++) {
    if (u32(view, at) !== 0x02014b50) broken();
    const [nameSize, extraSize, commentSize] = [u16(view, at + 28), u16(view, at + 30), u16(view, at + 32)];
    if (at + 46 + nameSize + extraSize > view.byteLength) broken();
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameSize));
    const extra = { at: at + 46 + nameSize, end: at + 46 + nameSize + extraSize };
    out.set(name, { method: u16(view, at + 10), ...wideSizes(view, at, extra) });
    at += 46 + nameSize + extraSize + commentSize;
  }
  return out;
}

/** The end of the directory, behind which only a comment stands. */
function directoryEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  return broken();
}

/** Sizes and place of an entry; those that are too large for 32 bits stand in its extra field. */
function wideSizes(
  view: DataView,
  at: number,
  extra: { readonly at: number; readonly end: number },
): Pick<ArchiveEntry, 'packed' | 'size' | 'at'> {
  const plain = { packed: u32(view, at + 20), size: u32(view, at + 24), at: u32(view, at + 42) };
  const isWide = plain.packed === 0xffffffff || plain.size === 0xffffffff || plain.at === 0xffffffff;
  if (!isWide) return plain;
  for (let field = extra.at; field + 4 <= extra.end; field += 4 + u16(view, field + 2)) {
    if (u16(view, field) !== 1) continue;
    let next = field + 4;
    const wide = (value: number): number => {
      if (value !== 0xffffffff) return value;
      next += 8;
      return u64(view, next - 8);
    };
    const size = wide(plain.size);
    const packed = wide(plain.packed);
    return { size, packed, at: wide(plain.at) };
  }
  return broken();
}

function content(view: DataView, bytes: Uint8Array, entry: ArchiveEntry & { readonly name: string }): Uint8Array {
  const { at, packed, size, method, name } = entry;
  if (u32(view, at) !== 0x04034b50) broken();
  const start = at + 30 + u16(view, at + 26) + u16(view, at + 28);
  if (start + packed > bytes.length) broken();
  const data = bytes.subarray(start, start + packed);
  if (method === 0) return data;
  if (method !== 8) unreadable(`its entry ${quotedName(name)} is packed in a way that is not read`);
  if (size > largestExpansion || size > packed * mostExpansion + 1024)
    unreadable(`its entry ${quotedName(name)} declares more bytes than it can hold`);
  return inflateBounded(data, { wrapped: false, size }) ?? broken();
}
