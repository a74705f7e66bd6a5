// Element types by name, as layers and inputs are declared with.

/** The dtypes that Keras knows (`keras.backend.common.ALLOWED_DTYPES`). */
export const dtypeNames: ReadonlySet<string> = new Set([
  'float16',
  'float32',
  'float64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'int8',
  'int16',
  'int32',
  'int64',
  'bfloat16',
  'bool',
  'string',
  'float8_e4m3fn',
  'float8_e5m2',
  'complex64',
  'complex128',
]);

const floats: ReadonlySet<string> = new Set([
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'float8_e4m3fn',
  'float8_e5m2',
]);

/** True for the floating dtypes, which a layer casts to the dtype it computes in. */
export function isFloatDtype(dtype: string): boolean {
  return floats.has(dtype);
}
