// Operators of tables of pandas. Rows and columns of two operands are matched by their labels, so that nothing is refused for
// its size, and the result has the labels of both.

import { equal } from '../../interp/comparisons.ts';
import { columnsOf, frame, frameType, isFrame, rowsOf } from '../../interp/frames.ts';
import { closedItems } from '../../interp/make.ts';
import type { ObjectValue, Value } from '../../interp/value.ts';
import { sameDim } from '../../shapes/dim.ts';
import type { DType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';

const matchedRows: Unknown = unknown({ kind: 'data', what: 'which rows two tables share' });
const matchedColumns: Unknown = unknown({ kind: 'data', what: 'which columns two tables share' });
const resultType: Unknown = unknown({ kind: 'data', what: 'the element type of the result' });

/**
 * What an operator gives where a table is among its operands; undefined where none is, or where tables behave as arrays.
 * `elementwise` gives the result for the values alone.
 */
export function operateTables(name: string, operands: readonly Value[], elementwise: () => Value): Value | undefined {
  const [first, second] = operands;
  if (name === 'getitem' || name === 'binary.@') return undefined;
  if (first !== undefined && second !== undefined && isFrame(first) && isFrame(second))
    return matched(first, second, name.startsWith('compare.') ? 'bool' : resultType);
  const table = operands.find(isFrame);
  const other = operands.find(operand => operand !== table);
  if (table === undefined) return undefined;
  if (other?.kind !== 'array' || isUnknown(other.type.shape)) return like(table, elementwise());
  const { shape } = other.type;
  const width = frameType(table).shape;
  const [size] = shape;
  if (shape.length !== 1 || size === undefined || isUnknown(width)) return like(table, elementwise());
  // One axis is matched with the columns; a column of another table brings labels of its own.
  return sameDim(size, width[1] ?? size) === 'no'
    ? frame(rowsOf(table), matchedColumns, resultType)
    : frame(rowsOf(table), namesOf(table), resultType);
}

/** The table with the element type of a result. */
function like(table: ObjectValue, values: Value): Value {
  return values.kind === 'array' ? frame(rowsOf(table), namesOf(table), values.type.dtype) : values;
}

function namesOf(table: ObjectValue): readonly Value[] | Unknown {
  return closedItems(columnsOf(table)) ?? columnsOf(table).open.value ?? matchedColumns;
}

function matched(first: ObjectValue, second: ObjectValue, dtype: DType): Value {
  if (first === second) return frame(rowsOf(first), namesOf(first), dtype);
  const a = namesOf(first);
  const b = namesOf(second);
  const same =
    !('kind' in a) &&
    !('kind' in b) &&
    a.length === b.length &&
    a.every((name, i) => equal(name, b[i] ?? name) === true);
  return frame(matchedRows, same ? a : matchedColumns, dtype);
}
