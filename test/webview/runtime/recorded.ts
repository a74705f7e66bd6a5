// Arrays as truth files hold them, and how far computed numbers may be from recorded ones.

import type { NumericData } from '../../../webview/runtime/statistics.ts';

export interface RecordedArray {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  /** Little-endian, row-major, in Base64. */
  readonly data: string;
}

/** The numbers of a recorded array. */
export function numbersOf({ dtype, data }: RecordedArray): NumericData {
  const bytes = new Uint8Array(Buffer.from(data, 'base64'));
  if (dtype === 'bool') return bytes;
  return dtype === 'int32' ? new Int32Array(bytes.buffer) : new Float32Array(bytes.buffer);
}

/** The largest error in units of what a computation in float32 may be off: 1e-5 and 1e-4 of the number. */
export function excess(got: ArrayLike<number>, wanted: ArrayLike<number>): number {
  if (got.length !== wanted.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < wanted.length; i++) {
    const want = wanted[i] ?? Number.NaN;
    const have = got[i] ?? Number.NaN;
    if (Object.is(want, have)) continue;
    const error = Math.abs(have - want) / (1e-5 + 1e-4 * Math.abs(want));
    if (!(error <= worst)) worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  }
  return worst;
}
