// Element types by name, and the policies that say what a layer computes in and what its variables hold.

/** The dtypes that Keras knows (`keras.backend.common.ALLOWED_DTYPES`). */
const dtypeNames: ReadonlySet<string> = new Set([
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

/** The dtype of that name: `int` is the widest; undefined where Keras 3 has none. Keras 2 takes TensorFlow's names as well. */
export function dtypeNamed(name: string): string | undefined {
  if (dtypeNames.has(name)) return name;
  return name === 'int' ? 'int64' : undefined;
}

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

/** What a dtype policy means: the dtype of computation, and that of variables. */
export interface DtypePolicy {
  readonly compute: string;
  readonly variable: string;
}

/** The policy of that name: a dtype, `mixed_float16`, `mixed_bfloat16`, or a quantized one; undefined where there is none. */
export function policyOf(name: string): DtypePolicy | undefined {
  const source = /^(?:int8|int4|float8|gptq|awq)(?:\/[\w/-]+)?_from_(\w+)$/.exec(name)?.[1] ?? name;
  if (source === 'mixed_float16' || source === 'mixed_bfloat16')
    return { compute: source.slice('mixed_'.length), variable: 'float32' };
  const dtype = dtypeNamed(source);
  return dtype === undefined ? undefined : { compute: dtype, variable: dtype };
}
