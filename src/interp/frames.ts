// Tables of pandas as values: how many rows they have, and their columns by name. Both stand in lists, since programs change
// tables in place.

import type { Dim } from '../shapes/dim.ts';
import type { DType, TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { dimValue, list, whyUnknown } from './make.ts';
import { endOf, itemCount } from './openList.ts';
import type { ListValue, ObjectValue, Value } from './value.ts';

const rowsUnknown: Unknown = unknown({ kind: 'data', what: 'how many rows the table has' });
const columnsUnknown: Unknown = unknown({ kind: 'data', what: 'which columns the table has' });
const mixed: Unknown = unknown({ kind: 'data', what: 'the element types of the columns' });

/** A table with so many rows and these columns; a reason in place of the columns where they are not known. */
export function frame(rows: Dim, columns: readonly Value[] | Unknown, dtype?: DType): ObjectValue {
  const names = isUnknown(columns) ? list([], endOf(columns, undefined)) : list(columns);
  const type: readonly (readonly [string, Value])[] =
    dtype === undefined || isUnknown(dtype) ? [] : [['dtype', { kind: 'string', value: dtype }]];
  return {
    kind: 'object',
    family: 'frame',
    name: 'DataFrame',
    config: new Map<string, Value>([['rows', list([dimValue(rows)])], ['columns', names], ...type]),
  };
}

/** A table among other objects. */
export type FrameValue = ObjectValue & { readonly family: 'frame' };

export function isFrame(value: Value): value is FrameValue {
  return value.kind === 'object' && value.family === 'frame';
}

/** The list of the names of a table's columns. */
export function columnsOf(table: ObjectValue): ListValue {
  const columns = table.config.get('columns');
  return columns?.kind === 'list' ? columns : list([], columnsUnknown);
}

/** How many rows a table has. */
export function rowsOf(table: ObjectValue): Dim {
  const rows = table.config.get('rows');
  const [count] = rows?.kind === 'list' ? rows.items.value : [];
  if (count === undefined) return rowsUnknown;
  if (count.kind === 'int') return count.value;
  return count.kind === 'size' ? count.size : (whyUnknown(count) ?? rowsUnknown);
}

/** A table as the array of its values. */
export function frameType(table: ObjectValue): TensorType {
  const columns = columnsOf(table);
  const dtype = table.config.get('dtype');
  return {
    shape: [rowsOf(table), itemCount(columns.items.value, columns.open.value)],
    dtype: dtype?.kind === 'string' ? dtype.value : mixed,
  };
}

/** The table with other rows. */
export function frameWithRows(table: ObjectValue, rows: Dim): ObjectValue {
  const { items, open } = columnsOf(table);
  return frame(rows, open.value ?? items.value, frameType(table).dtype);
}
