// Names of libraries that are plain values: element types and numbers.

import { ownValue } from '../base/ownValue.ts';
import { float, none, string } from '../interp/make.ts';
import type { ObjectValue, Value } from '../interp/value.ts';

const dtypeNames: ReadonlySet<string> = new Set([
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'bool',
  'string',
  'complex64',
  'complex128',
]);

/** Names that libraries give to element types beside their own. */
const dtypeAliases: Readonly<Record<string, string>> = {
  bool_: 'bool',
  float_: 'float64',
  double: 'float64',
  single: 'float32',
  half: 'float16',
  int_: 'int64',
  str_: 'string',
  float: 'float64',
  int: 'int64',
};

const numbers: Readonly<Record<string, number>> = {
  'numpy.pi': Math.PI,
  'numpy.e': Math.E,
  'numpy.inf': Number.POSITIVE_INFINITY,
  'numpy.nan': Number.NaN,
  'numpy.Inf': Number.POSITIVE_INFINITY,
  'math.pi': Math.PI,
  'math.e': Math.E,
  'math.inf': Number.POSITIVE_INFINITY,
  'math.nan': Number.NaN,
  'math.tau': 2 * Math.PI,
};

/** An element type as an object. */
export function dtypeValue(name: string): ObjectValue {
  return { kind: 'object', family: 'dtype', name, config: new Map<string, Value>([['name', string(name)]]) };
}

/** The plain value at a path; undefined where there is none. */
export function constantAt(path: string): Value | undefined {
  const number = ownValue(numbers, path);
  if (number !== undefined) return float(number);
  const match = /^(?:tf|tf\.dtypes|numpy)\.(\w+)$/.exec(path);
  const name = match?.[1];
  if (name === undefined) return undefined;
  if (name === 'newaxis') return none;
  if (dtypeNames.has(name)) return dtypeValue(name);
  const alias = path.startsWith('numpy.') ? ownValue(dtypeAliases, name) : undefined;
  return alias === undefined ? undefined : dtypeValue(alias);
}
