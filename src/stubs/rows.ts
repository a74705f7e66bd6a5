// Choosing rows of whatever holds them: arrays and tensors, lists, tables.

import { frameWithRows, isFrame, rowsOf } from '../interp/frames.ts';
import { list } from '../interp/make.ts';
import { anyItem, endOf } from '../interp/openList.ts';
import type { ArrayValue, Value } from '../interp/value.ts';
import { readOperand } from '../ops/operand.ts';
import type { Dim } from '../shapes/dim.ts';
import type { DType } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { arrayOf, toConfig } from './convert.ts';

/** Lists longer than this are not written out item by item. */
const mostItems = 1_000;

/** How many rows a value has; undefined where it has none. */
export function rowCount(value: Value): Dim | undefined {
  switch (value.kind) {
    case 'array':
      return isUnknown(value.type.shape) ? value.type.shape : value.type.shape[0];
    case 'list':
      return value.open.value === undefined ? value.items.value.length : endOf(value.open.value, undefined);
    case 'object':
      return isFrame(value) ? rowsOf(value) : undefined;
    case 'unknown':
      return value;
    default:
      return undefined;
  }
}

/** So many rows of a value, whichever they are. */
export function someRows(value: Value, count: Dim): Value {
  switch (value.kind) {
    case 'array': {
      const { shape, dtype } = value.type;
      return arrayOf({ shape: isUnknown(shape) ? shape : [count, ...shape.slice(1)], dtype }, value.flavour);
    }
    case 'list': {
      const any = anyItem(value.items.value, value.open.value) ?? noRows;
      if (typeof count === 'number' && count <= mostItems) return list(Array.from({ length: count }, () => any));
      return list([], endOf(isUnknown(count) ? count : manyRows, any));
    }
    case 'unknown':
      return value;
    case 'object':
      if (isFrame(value)) return frameWithRows(value, count);
      return unknown({ kind: 'todo', what: 'rows of this object' });
    default:
      return unknown({ kind: 'todo', what: `rows of a ${value.kind}` });
  }
}

const noRows: Unknown = unknown({ kind: 'error' });
const manyRows: Unknown = unknown({ kind: 'budget', what: 'long lists' });

/** Values as an array, as functions of NumPy read them. */
export function samplesOf(value: Value | undefined): ArrayValue | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'array') return value;
  const operand = readOperand(toConfig(value));
  if (operand === undefined) return undefined;
  const { shape, dtype, elements } = operand;
  const values = elements?.filter(element => typeof element === 'number' || typeof element === 'string');
  const known = values !== undefined && values.length === elements?.length ? { values } : {};
  return arrayOf({ shape, dtype: plainType(dtype), ...known }, 'numpy');
}

function plainType(dtype: DType): DType {
  return dtype === 'int' ? 'int64' : dtype === 'float' ? 'float64' : dtype;
}
