// Arrays of a file that are read when they are asked for, and the element types they are stored in.

import { mostElements, quotedName } from '../budgets.ts';
import type { StoredArray } from '../modelFile.ts';

/** An array of a file under its path there, read anew at each call. */
export interface NamedArray {
  /** The parts of its name, the last one the variable's own: `['encoder', 'dense', 'kernel']`. */
  readonly path: readonly string[];
  readonly shape: readonly number[];
  /** Undefined where it cannot be read. */
  read(): StoredArray | undefined;
}

/** The parts of a stored name: `encoder/dense/kernel:0` without the number of TensorFlow. */
export function pathOf(name: string): readonly string[] {
  return name
    .replace(/:\d+$/, '')
    .split('/')
    .filter(part => part !== '');
}

/** How many elements a shape has; undefined where it is none, or too large. */
export function elementCount(shape: readonly number[]): number | undefined {
  let count = 1;
  for (const size of shape) {
    if (!Number.isInteger(size) || size < 0) return undefined;
    count *= size;
    if (count > mostElements) return undefined;
  }
  return count;
}

/** Little-endian bytes as numbers; undefined for an element type that is not read, or too few bytes. */
export function decodeNumbers(bytes: Uint8Array, dtype: string, count: number): StoredArray['data'] | undefined {
  const width = widths[dtype];
  if (width === undefined || bytes.byteLength < width * count) return undefined;
  // A copy begins where elements may begin; `slice` of Node's own buffers would make none.
  const part = new Uint8Array(bytes.subarray(0, width * count));
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  switch (dtype) {
    case 'float32':
      return new Float32Array(part.buffer, part.byteOffset, count);
    case 'int32':
      return new Int32Array(part.buffer, part.byteOffset, count);
    case 'uint8':
      return Int32Array.from(part);
    case 'int8':
      return Int32Array.from(new Int8Array(part.buffer, part.byteOffset, count));
    case 'bool':
      return part;
    case 'float64':
      return fill(new Float32Array(count), i => view.getFloat64(i * 8, true));
    case 'float16':
      return fill(new Float32Array(count), i => halfToNumber(view.getUint16(i * 2, true)));
    case 'bfloat16':
      return bfloats(view, count);
    case 'int16':
      return fill(new Int32Array(count), i => view.getInt16(i * 2, true));
    case 'uint16':
      return fill(new Int32Array(count), i => view.getUint16(i * 2, true));
    case 'uint32':
      return fill(new Int32Array(count), i => view.getUint32(i * 4, true));
    case 'int64':
    case 'uint64':
      return fill(new Int32Array(count), i => Number(BigInt.asIntN(32, view.getBigInt64(i * 8, true))));
    default:
      return undefined;
  }
}

const widths: Readonly<Record<string, number>> = {
  float64: 8,
  int64: 8,
  uint64: 8,
  float32: 4,
  int32: 4,
  uint32: 4,
  float16: 2,
  bfloat16: 2,
  int16: 2,
  uint16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
};

/** Bytes per element; undefined for an element type that is not read. */
export function elementWidth(dtype: string): number | undefined {
  return Object.hasOwn(widths, dtype) ? widths[dtype] : undefined;
}

function fill<T extends Float32Array | Int32Array>(out: T, value: (i: number) => number): T {
  for (let i = 0; i < out.length; i++) out[i] = value(i);
  return out;
}

/** A bfloat16 is the upper half of a float32. */
function bfloats(view: DataView, count: number): Float32Array {
  const bits = new Uint32Array(count);
  for (let i = 0; i < count; i++) bits[i] = view.getUint16(i * 2, true) << 16;
  return new Float32Array(bits.buffer);
}

/** The number that the bits of a float16 stand for. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** `(3, 4)` for messages. */
export function shapeWords(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

/** The name of an array for messages. */
export function arrayName(path: readonly string[]): string {
  return quotedName(path.join('/'));
}
