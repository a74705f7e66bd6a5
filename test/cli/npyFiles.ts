// Arrays and archives as NumPy writes them, for tests.

import { zipSync } from 'fflate';

/** An array in NumPy's format; `elements` are its bytes. */
export function npy(
  descr: string,
  shape: readonly number[],
  elements: Uint8Array,
  options?: { readonly fortran: true },
): Uint8Array {
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const order = options?.fortran === true ? 'True' : 'False';
  const dict = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${axes}), }`;
  const text = `${dict.padEnd(64 * Math.ceil((dict.length + 11) / 64) - 11)}\n`;
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length & 255, text.length >> 8]);
  return Buffer.concat([head, Buffer.from(text), elements]);
}

/** The bytes of a typed array. */
export function bytesOf(array: Float32Array | Float64Array | Int32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** An archive of arrays by their names. */
export function npz(arrays: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${name}.npy`, array])));
}
