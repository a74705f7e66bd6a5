// What pandas contains, as far as the shapes of data depend on it: making tables and joining them.

import { equal } from '../../interp/comparisons.ts';
import { columnsOf, frame, isFrame, rowsOf } from '../../interp/frames.ts';
import { closedItems, int, none, numeric } from '../../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import { add, type Dim, sameDim } from '../../shapes/dim.ts';
import type { DType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { functionIn } from '../functionTable.ts';
import { rowCount, samplesOf } from '../rows.ts';
import { readers } from './reading.ts';

const tableUnknown: Unknown = unknown({ kind: 'data', what: 'what the table is made of' });
const categories: Unknown = unknown({ kind: 'data', what: 'how many categories there are' });

function given(args: CallArgs, position: number, name: string): Value | undefined {
  const value = argument(args, position, name);
  return value === undefined || value.kind === 'none' ? undefined : value;
}

/** `DataFrame(data, index, columns)`: of columns by name, of an array, or of rows. */
const dataFrame: Builtin = (_context, args) => {
  const data = given(args, 0, 'data');
  const columns = given(args, 2, 'columns');
  const named = columns === undefined ? undefined : closedItems(columns);
  const names: readonly Value[] | Unknown | undefined = columns === undefined ? undefined : (named ?? tableUnknown);
  const index = given(args, 1, 'index');
  if (data === undefined) return frame(index === undefined ? 0 : (rowCount(index) ?? tableUnknown), names ?? []);
  if (isFrame(data)) return frame(rowsOf(data), names ?? closedItems(columnsOf(data)) ?? tableUnknown);
  if (data.kind === 'record') {
    const entries = [...data.entries.value.values()];
    const lengths = entries.map(entry => rowCount(entry.value)).filter(length => length !== undefined);
    const rows = index === undefined ? lengths[0] : rowCount(index);
    return frame(rows ?? tableUnknown, names ?? data.open.value ?? entries.map(entry => entry.key));
  }
  const first = data.kind === 'list' ? data.items.value[0] : undefined;
  if (first?.kind === 'record') return frame(rowCount(data) ?? tableUnknown, names ?? keysOf(data));
  const values = samplesOf(data);
  if (values === undefined || isUnknown(values.type.shape))
    return frame(rowCount(data) ?? tableUnknown, names ?? tableUnknown);
  const [rows = tableUnknown, width = 1] = values.type.shape;
  const counted = typeof width === 'number' ? Array.from({ length: width }, (_, i) => int(i)) : tableUnknown;
  return frame(rows, names ?? counted, values.type.dtype);
};

/** The columns of a list of records, where all have the same. */
function keysOf(rows: Value): readonly Value[] | Unknown {
  const items = closedItems(rows) ?? [];
  const [first, ...others] = items.map(item =>
    item.kind === 'record' ? [...item.entries.value.values()].map(entry => entry.key) : undefined,
  );
  if (first === undefined) return tableUnknown;
  const alike = others.every(
    other =>
      other !== undefined &&
      other.length === first.length &&
      other.every((key, i) => equal(key, first[i] ?? key) === true),
  );
  return alike ? first : tableUnknown;
}

/** `Series(data)`: a column by itself, as an array. */
const series: Builtin = (_context, args) => {
  const data = given(args, 0, 'data');
  const values = samplesOf(data);
  if (values === undefined || isUnknown(values.type.shape) || values.type.shape.length !== 1) return tableUnknown;
  return values;
};

/** `concat([a, b])`: below each other where they have the same columns, side by side along axis 1. */
const concat: Builtin = (_context, args) => {
  const parts = closedItems(argument(args, 0, 'objs') ?? tableUnknown);
  const axis = argument(args, 1, 'axis');
  const along = axis === undefined ? 0 : axis.kind === 'string' ? (axis.value === 'columns' ? 1 : 0) : numeric(axis);
  if (parts === undefined || parts.length === 0 || along === undefined) return tableUnknown;
  if (parts.every(part => part.kind === 'array') && along === 0) {
    const rows = parts.map(part => rowCount(part) ?? tableUnknown).reduce<Dim>(add, 0);
    return arrayOf({ shape: [rows], dtype: tableUnknown }, 'numpy');
  }
  const tables = parts.filter(isFrame);
  if (tables.length < parts.length) return tableUnknown;
  const names = tables.map(table => closedItems(columnsOf(table)));
  const [first] = names;
  const rows = tables.map(rowsOf);
  if (along === 0) {
    const alike =
      first !== undefined &&
      names.every(
        other => other?.length === first.length && other.every((name, i) => equal(name, first[i] ?? name) === true),
      );
    return frame(rows.reduce<Dim>(add, 0), alike ? first : tableUnknown);
  }
  const [most = tableUnknown] = rows;
  const even = rows.every(other => sameDim(other, most) === 'yes');
  const known = names.filter(other => other !== undefined);
  return frame(even ? most : tableUnknown, known.length === names.length ? known.flat() : tableUnknown);
};

/** `get_dummies`: a column for each category. */
const dummies: Builtin = (_context, args) => {
  const data = argument(args, 0, 'data') ?? tableUnknown;
  const rows = isFrame(data) ? rowsOf(data) : rowCount(data);
  return frame(rows ?? tableUnknown, categories);
};

/** The same values in another form. */
const converted: Builtin = (_context, args) => {
  const data = args.positional[0]?.value ?? tableUnknown;
  const values = isFrame(data) ? undefined : samplesOf(data);
  return values === undefined ? tableUnknown : arrayOf({ shape: values.type.shape, dtype: tableUnknown }, 'numpy');
};

/** A value for each row; tables and other forms are not followed. */
const sameRows: Builtin = (_context, args) =>
  args.keywords.some(one => one.name === 'retbins') ? tableUnknown : perRow(args, tableUnknown);

const flags: Builtin = (_context, args) => perRow(args, 'bool');

function perRow(args: CallArgs, dtype: DType): Value {
  const values = samplesOf(args.positional[0]?.value);
  return values === undefined ? tableUnknown : arrayOf({ shape: values.type.shape, dtype }, 'numpy');
}

const dates: Builtin = (_context, args) => {
  const count = given(args, 2, 'periods');
  return arrayOf(
    { shape: [count === undefined ? tableUnknown : (numeric(count) ?? tableUnknown)], dtype: tableUnknown },
    'numpy',
  );
};

const functions: Readonly<Record<string, Builtin>> = {
  'pandas.DataFrame': dataFrame,
  'pandas.Series': series,
  ...readers,
  'pandas.concat': concat,
  'pandas.get_dummies': dummies,
  'pandas.merge': () => frame(tableUnknown, tableUnknown),
  'pandas.cut': sameRows,
  'pandas.qcut': sameRows,
  'pandas.isnull': flags,
  'pandas.isna': flags,
  'pandas.notnull': flags,
  'pandas.notna': flags,
  'pandas.set_option': () => none,
  'pandas.to_numeric': converted,
  'pandas.to_datetime': converted,
  'pandas.date_range': dates,
};

/** The value at a path of pandas; undefined where it is not modelled. */
export function pandasAt(path: string): Value | undefined {
  if (path === 'pandas') return { kind: 'module', path };
  return functionIn(functions, path);
}
