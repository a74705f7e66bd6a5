// Arrays in NumPy's own format: a header that is a Python dict, then the elements
// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).

import type { GivenValues } from '../../../webview/runtime/inputs.ts';
import { halfToNumber } from '../../formats/weights/arrays.ts';

export interface UnreadableArray {
  readonly problem: string;
}

/** Reads one element of a type at a byte offset. */
type ReadElement = (view: DataView, at: number, littleEndian: boolean) => number;

const elements: Readonly<Record<string, { readonly size: number; readonly read: ReadElement }>> = {
  b1: { size: 1, read: (view, at) => view.getUint8(at) },
  i1: { size: 1, read: (view, at) => view.getInt8(at) },
  i2: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  i4: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  i8: { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  u1: { size: 1, read: (view, at) => view.getUint8(at) },
  u2: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  u4: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  u8: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  f2: { size: 2, read: (view, at, little) => halfToNumber(view.getUint16(at, little)) },
  f4: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
};

/** The shape and elements of an array, row-major; or why it cannot be read. */
export function readNpy(bytes: Uint8Array): GivenValues | UnreadableArray {
  const header = readHeader(bytes);
  if ('problem' in header) return header;
  const { descr, fortran, shape, start } = header;
  const [, order = '', kind = '', width = ''] = /^([<>=|]?)([a-zA-Z])(\d*)$/.exec(descr) ?? [];
  const size = kind === 'U' ? Number(width) * 4 : Number(width);
  const element = elements[kind + width];
  const isText = kind === 'U' || kind === 'S';
  if (element === undefined && !isText) return { problem: `its elements (${descr}) are no numbers or texts` };
  const count = shape.reduce((all, axis) => all * axis, 1);
  if (start + count * size > bytes.length) return { problem: 'it ends before its last element' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (index: number): number => start + (fortran ? columnMajor(index, shape) : index) * size;
  if (element === undefined) {
    const text = kind === 'U' ? utf32Text : byteText;
    const little = order !== '>';
    return { shape, data: Array.from({ length: count }, (_, i) => text(view, at(i), { size, little })) };
  }
  const data = room(kind, size, count);
  for (let i = 0; i < count; i++) data[i] = element.read(view, at(i), order !== '>');
  return { shape, data };
}

/** An array that holds every element of a type; a plain one where 32 bits do not. */
function room(kind: string, size: number, count: number): Uint8Array | Float32Array | Int32Array | number[] {
  if (kind === 'b') return new Uint8Array(count);
  if (kind === 'f') return new Float32Array(count);
  return size < 4 || (kind === 'i' && size === 4) ? new Int32Array(count) : new Array<number>(count);
}

interface Header {
  readonly descr: string;
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly start: number;
}

function readHeader(bytes: Uint8Array): Header | UnreadableArray {
  const broken = { problem: "it is no array in NumPy's format" };
  const isNpy = bytes.length > 12 && bytes[0] === 0x93 && String.fromCharCode(...bytes.subarray(1, 6)) === 'NUMPY';
  if (!isNpy) return broken;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isOld = bytes[6] === 1;
  const start = isOld ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  const text = new TextDecoder().decode(bytes.subarray(isOld ? 10 : 12, start));
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1];
  const axes = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  if (axes === undefined || start > bytes.length) return broken;
  if (descr === undefined) return { problem: 'its elements are records, which no model takes' };
  const shape = (axes.match(/\d+/g) ?? []).map(Number);
  return { descr, fortran: /'fortran_order'\s*:\s*True/.test(text), shape, start };
}

/** Where an element, counted row by row, lies in an array that is stored column by column. */
function columnMajor(index: number, shape: readonly number[]): number {
  let place = 0;
  let rest = index;
  let stride = shape.reduce((all, axis) => all * axis, 1);
  for (const axis of [...shape].reverse()) {
    stride /= axis;
    place += (rest % axis) * stride;
    rest = Math.floor(rest / axis);
  }
  return place;
}

interface TextLayout {
  readonly size: number;
  readonly little: boolean;
}

function utf32Text(view: DataView, at: number, { size, little }: TextLayout): string {
  let text = '';
  for (let i = 0; i < size; i += 4) {
    const point = view.getUint32(at + i, little);
    text += point === 0 || point > 0x10ffff ? '' : String.fromCodePoint(point);
  }
  return text;
}

function byteText(view: DataView, at: number, { size }: TextLayout): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, size);
  const end = bytes.findLastIndex(byte => byte !== 0) + 1;
  return new TextDecoder().decode(bytes.subarray(0, end));
}
