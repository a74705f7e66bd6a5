// Arrays as Python lists within lists, as `tolist()` gives them.

import { float, list, number, plain, string } from '../interp/make.ts';
import { contentOf } from '../interp/memory.ts';
import { endOf } from '../interp/openList.ts';
import type { ArrayValue, TensorValue, Value } from '../interp/value.ts';
import { isDynamic } from '../shapes/dim.ts';
import type { DType, Shape } from '../shapes/shape.ts';
import { isUnknown, type PlainKind, unknown } from '../shapes/unknown.ts';

/** Rows of an array without values that are listed one by one; beyond this one row stands for all. */
const mostRows = 64;

const elements = unknown({ kind: 'data', what: 'the elements of an array' });

/** The elements of an array as lists; undefined for symbolic tensors and where the rank is not known. */
export function listOfArray(value: TensorValue | ArrayValue): Value | undefined {
  if (value.kind !== 'array' || isUnknown(value.type.shape)) return undefined;
  return rows(value.type.shape, value.type.dtype, contentOf(value).values);
}

function rows(shape: Exclude<Shape, { kind: 'unknown' }>, dtype: DType, values: ArrayValue['values']): Value {
  const [count, ...inner] = shape;
  if (count === undefined) {
    const [only] = values ?? [];
    if (only === undefined) return elementOf(dtype);
    if (typeof only === 'string') return string(only);
    return typeof dtype === 'string' && dtype.startsWith('float') ? float(only) : number(only);
  }
  const size = inner.reduce<number>((all, dim) => (typeof dim === 'number' ? all * dim : Number.NaN), 1);
  if (typeof count === 'number' && (values !== undefined || (inner.length > 0 && count <= mostRows)))
    return list(Array.from({ length: count }, (_, i) => rows(inner, dtype, values?.slice(i * size, (i + 1) * size))));
  const total = isUnknown(count) || isDynamic(count) ? undefined : count;
  return list([], endOf(elements, rows(inner, dtype, undefined), total));
}

/** An element whose value is not known, as the plain number or text that it becomes. */
function elementOf(dtype: DType): Value {
  const kind = plainKind(dtype);
  return kind === undefined ? elements : plain(kind, elements);
}

function plainKind(dtype: DType): PlainKind | undefined {
  if (isUnknown(dtype)) return undefined;
  if (dtype.startsWith('float')) return 'float';
  return /^u?int/.test(dtype) ? 'int' : dtype === 'bool' || dtype === 'string' ? dtype : undefined;
}
