// Attributes and methods of tables of pandas, as far as rows and columns depend on them.

import type { Place } from '../../base/span.ts';
import { equal } from '../../interp/comparisons.ts';
import type { Context } from '../../interp/context.ts';
import { columnsOf, frame, frameType, frameWithRows, rowsOf } from '../../interp/frames.ts';
import { bounds, indexPlain } from '../../interp/indexing.ts';
import { keyOf } from '../../interp/key.ts';
import { extendList, looseList } from '../../interp/listChanges.ts';
import { bool, builtin, dimValue, int, list, none, numeric, recordOf, string, tuple } from '../../interp/make.ts';
import { endOf, itemCount } from '../../interp/openList.ts';

import type { CallArgs, ObjectValue, RecordEntry, RecordValue, Value } from '../../interp/value.ts';
import { type Dim, product } from '../../shapes/dim.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { rowCount } from '../rows.ts';

const chosen: Unknown = unknown({ kind: 'data', what: 'which rows are chosen' });
const cells: Unknown = unknown({ kind: 'data', what: 'the values of the table' });
const columnTypes: Unknown = unknown({ kind: 'data', what: 'the element type of the column' });
const columnNames: Unknown = unknown({ kind: 'data', what: 'which columns are chosen' });

function widthOf(table: ObjectValue): Dim {
  const columns = columnsOf(table);
  return itemCount(columns.items.value, columns.open.value);
}

function typeOf(table: ObjectValue) {
  return frameType(table).dtype;
}

/** One column, as an array of its values. */
function column(table: ObjectValue): Value {
  const dtype = typeOf(table);
  const values = arrayOf({ shape: [rowsOf(table)], dtype: typeof dtype === 'string' ? dtype : columnTypes }, 'numpy');
  return { ...values, isColumn: true };
}

/** The names of a table's columns, or why they are not known. */
function namesOf(table: ObjectValue): readonly Value[] | Unknown {
  const columns = columnsOf(table);
  return columns.open.value === undefined ? columns.items.value : columns.open.value;
}

/** `dict(table)`: the columns by their names. */
export function columnsByName(table: ObjectValue): RecordValue {
  const columns = columnsOf(table);
  const entries = columns.items.value.flatMap((key): [string, RecordEntry][] => {
    const text = keyOf(key);
    return text === undefined ? [] : [[text, { key, value: column(table) }]];
  });
  const isWhole = entries.length === columns.items.value.length;
  return recordOf(new Map(entries), { open: columns.open.value ?? (isWhole ? undefined : columnNames) });
}

function withColumns(table: ObjectValue, columns: readonly Value[] | Unknown): ObjectValue {
  return frame(rowsOf(table), columns, typeOf(table));
}

/** The names that a list, an array of a known size or a single name stands for; undefined where they are not known. */
function listed(value: Value): readonly Value[] | undefined {
  if (value.kind === 'list') return value.open.value === undefined ? value.items.value : undefined;
  return value.kind === 'string' || value.kind === 'int' ? [value] : undefined;
}

function without(table: ObjectValue, gone: Value): readonly Value[] | Unknown {
  const names = namesOf(table);
  const dropped = listed(gone);
  if ('kind' in names) return names;
  if (dropped === undefined) return columnNames;
  const kept = names.filter(name => !dropped.some(other => equal(name, other) === true));
  // A name that is not found for sure may be any of those whose names are not known.
  return kept.length === names.length - dropped.length ? kept : columnNames;
}

/** `table[key]`: a column, some columns, or rows by a slice or a mask. */
function pick(table: ObjectValue, key: Value): Value {
  switch (key.kind) {
    case 'string':
    case 'int':
    case 'bool':
    case 'float':
      return column(table);
    case 'list':
      if (key.items.value.some(item => item.kind === 'bool')) return frameWithRows(table, chosen);
      return key.type === 'tuple' ? cells : withColumns(table, key.open.value ?? key.items.value);
    case 'slice':
      return frameWithRows(table, sliceLength(key, rowsOf(table)));
    case 'array':
      return key.type.dtype === 'bool' ? frameWithRows(table, chosen) : cells;
    case 'object':
      return key.family === 'frame' ? table : cells;
    default:
      return cells;
  }
}

function sliceLength(slice: Value & { readonly kind: 'slice' }, rows: Dim): Dim {
  if (slice.lower.kind === 'none' && slice.upper.kind === 'none' && slice.step.kind === 'none') return rows;
  if (typeof rows !== 'number') return chosen;
  const range = bounds(slice, rows);
  return range === undefined ? chosen : Math.max(0, Math.ceil((range.end - range.start) / range.step));
}

/** What a selection leaves of an axis: nothing of it, or so many. */
type Kept = 'one' | Dim;

function keptRows(table: ObjectValue, key: Value, by: 'position' | 'label'): Kept {
  switch (key.kind) {
    case 'int':
    case 'string':
    case 'float':
      return 'one';
    case 'slice': {
      const all = key.lower.kind === 'none' && key.upper.kind === 'none' && key.step.kind === 'none';
      return by === 'position' || all ? sliceLength(key, rowsOf(table)) : chosen;
    }
    case 'list':
      if (key.items.value.some(item => item.kind === 'bool')) return chosen;
      return by === 'position' ? itemCount(key.items.value, key.open.value) : chosen;
    case 'array':
      return key.type.dtype === 'bool' || typeof key.type.dtype !== 'string' || by === 'label'
        ? chosen
        : (rowCount(key) ?? 'one');
    default:
      return chosen;
  }
}

function keptColumns(
  context: Context,
  table: ObjectValue,
  key: Value,
  by: 'position' | 'label',
  place: Place,
): 'one' | readonly Value[] | Unknown {
  const names = namesOf(table);
  if (key.kind === 'int' || key.kind === 'string') return 'one';
  if (key.kind === 'list') {
    const wanted = key.open.value === undefined ? key.items.value : undefined;
    if (wanted === undefined || wanted.some(item => item.kind === 'bool')) return columnNames;
    if (by === 'label') return wanted;
    return wanted.map(at => ('kind' in names ? columnNames : indexPlain(context, list(names), at, place)));
  }
  if (key.kind !== 'slice') return columnNames;
  if (key.lower.kind === 'none' && key.upper.kind === 'none' && key.step.kind === 'none') return names;
  if ('kind' in names) return columnNames;
  if (by === 'position') {
    const some = indexPlain(context, list(names), key, place);
    return some.kind === 'list' && some.open.value === undefined ? some.items.value : columnNames;
  }
  const at = (bound: Value, fallback: number): number =>
    bound.kind === 'none' ? fallback : names.findIndex(name => equal(name, bound) === true);
  const from = at(key.lower, 0);
  const to = at(key.upper, names.length - 1);
  return from < 0 || to < 0 || key.step.kind !== 'none' ? columnNames : names.slice(from, to + 1);
}

/** `iloc` and `loc`: rows, or rows and columns. */
function locator(table: ObjectValue, by: 'position' | 'label'): ObjectValue {
  return {
    kind: 'object',
    family: 'frameRows',
    name: by,
    config: new Map<string, Value>([['table', table]]),
  };
}

/** The attribute of `iloc` and its like. */
export function locatorMember(value: ObjectValue, name: string): Value | undefined {
  const table = value.config.get('table');
  if (name !== '__getitem__' || table?.kind !== 'object') return undefined;
  const by = value.name === 'label' ? 'label' : 'position';
  return builtin('DataFrame.iloc', (context, args, { place }) => {
    const key = args.positional[0]?.value ?? none;
    const [rowKey = key, columnKey] = key.kind === 'list' && key.type === 'tuple' ? key.items.value : [key];
    const rows = keptRows(table, rowKey, by);
    const columns = columnKey === undefined ? namesOf(table) : keptColumns(context, table, columnKey, by, place);
    if (columns === 'one') return rows === 'one' ? cells : arrayOf({ shape: [rows], dtype: columnTypes }, 'numpy');
    if (rows !== 'one') return frame(rows, columns, typeOf(table));
    return arrayOf({ shape: ['kind' in columns ? columns : columns.length], dtype: typeOf(table) }, 'numpy');
  });
}

const sameTable: ReadonlySet<string> = new Set([
  'copy',
  'fillna',
  'ffill',
  'bfill',
  'interpolate',
  'replace',
  'sort_values',
  'sort_index',
  'round',
  'abs',
  'clip',
  'shift',
  'diff',
  'applymap',
  'rank',
  'where',
  'mask',
  'infer_objects',
  'cumsum',
  'pct_change',
]);
const truths: ReadonlySet<string> = new Set(['isnull', 'isna', 'notnull', 'notna']);
const summaries: ReadonlySet<string> = new Set([
  ...['mean', 'std', 'var', 'min', 'max', 'sum', 'median', 'count', 'prod'],
  ...['nunique', 'idxmax', 'idxmin', 'skew', 'kurt', 'sem'],
]);
const fewerRows: ReadonlySet<string> = new Set(['dropna', 'drop_duplicates', 'query']);
const silent: ReadonlySet<string> = new Set([
  ...['info', 'to_csv', 'to_excel', 'to_json', 'to_pickle', 'plot', 'hist', 'boxplot'],
]);

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'bool' && value.value;
}

/** Changes a table in place to what a method would give, or gives it. */
function given(context: Context, table: ObjectValue, args: CallArgs, answer: ObjectValue): Value {
  const inPlace = argument(args, -1, 'inplace');
  if (inPlace === undefined || (inPlace.kind === 'bool' && !inPlace.value)) return answer;
  const rows = table.config.get('rows');
  const columns = columnsOf(table);
  const names = columnsOf(answer);
  if (rows?.kind === 'list') context.store.write(rows.items, [dimValue(rowsOf(answer))]);
  context.store.write(columns.items, names.items.value);
  context.store.write(columns.open, names.open.value);
  return none;
}

/** The attribute of a table; a name that is no method is a column. */
export function frameMember(table: ObjectValue, name: string): Value | undefined {
  const type = frameType(table);
  const rows = rowsOf(table);
  const method = (call: (context: Context, args: CallArgs, place: Place) => Value): Value =>
    builtin(`DataFrame.${name}`, (context, args, { place }) => call(context, args, place));
  const values = arrayOf(type, 'numpy');
  const asked = (args: CallArgs, fallback: number): Dim => {
    const wanted = argument(args, 0, 'n');
    const most = wanted === undefined ? fallback : numeric(wanted);
    return most === undefined || most < 0 || typeof rows !== 'number' ? chosen : Math.min(most, rows);
  };
  if (sameTable.has(name)) return method((context, args) => given(context, table, args, frameWithRows(table, rows)));
  if (truths.has(name)) return method(() => frame(rows, namesOf(table), 'bool'));
  if (fewerRows.has(name)) return method((context, args) => given(context, table, args, frameWithRows(table, chosen)));
  if (silent.has(name)) return method(() => none);
  if (summaries.has(name))
    return method((_context, args) => {
      const axis = argument(args, 0, 'axis');
      if (argument(args, -1, 'numeric_only') !== undefined)
        return arrayOf({ shape: [columnNames], dtype: columnTypes }, 'numpy');
      const along = axis === undefined ? 0 : numeric(axis);
      return along === undefined
        ? cells
        : arrayOf({ shape: [along === 0 ? widthOf(table) : rows], dtype: columnTypes }, 'numpy');
    });
  switch (name) {
    case 'shape':
      return tuple([dimValue(rows), dimValue(widthOf(table))]);
    case 'size':
      return dimValue(product([rows, widthOf(table)]));
    case 'ndim':
      return int(2);
    case 'values':
      return values;
    case 'to_numpy':
    case 'as_matrix':
      return method(() => values);
    case 'columns':
      return list(columnsOf(table).items.value, columnsOf(table).open.value);
    case 'keys':
      return method(() => list(columnsOf(table).items.value, columnsOf(table).open.value));
    case 'index':
      return arrayOf({ shape: [rows], dtype: columnTypes }, 'numpy');
    case 'empty':
      return typeof rows === 'number' ? bool(rows === 0) : cells;
    case 'dtypes':
      return arrayOf({ shape: [widthOf(table)], dtype: 'object' }, 'numpy');
    case 'T':
      return arrayOf({ shape: [widthOf(table), rows], dtype: type.dtype }, 'numpy');
    case 'iloc':
    case 'iat':
      return locator(table, 'position');
    case 'loc':
    case 'at':
      return locator(table, 'label');
    case 'astype':
      return method((_context, args) => {
        const to = argument(args, 0, 'dtype');
        const dtype =
          to?.kind === 'string' ? to.value : to?.kind === 'object' && to.family === 'dtype' ? to.name : columnTypes;
        return frame(rows, namesOf(table), dtype);
      });
    case 'head':
    case 'tail':
      return method((_context, args) => frameWithRows(table, asked(args, 5)));
    case 'sample':
      return method((_context, args) => frameWithRows(table, sampled(args, rows)));
    case 'drop':
      return method((context, args) => given(context, table, args, dropped(table, args)));
    case 'pop':
      return method((context, args) => {
        const taken = column(table);
        const rest = without(table, args.positional[0]?.value ?? none);
        const columns = columnsOf(table);
        if ('kind' in rest) looseList(context.store, columns);
        else context.store.write(columns.items, rest);
        return taken;
      });
    case 'rename':
      return method((context, args) => {
        const names = namesOf(table);
        return given(context, table, args, withColumns(table, 'kind' in names ? names : names.map(() => columnNames)));
      });
    case 'reset_index':
      return method((context, args) => {
        const names = namesOf(table);
        const kept = isTrue(argument(args, 1, 'drop'));
        const answer =
          kept || 'kind' in names ? withColumns(table, names) : withColumns(table, [string('index'), ...names]);
        return given(context, table, args, answer);
      });
    case 'set_index':
      return method((context, args) =>
        given(context, table, args, withColumns(table, without(table, argument(args, 0, 'keys') ?? none))),
      );
    case 'select_dtypes':
    case 'filter':
      return method(() => withColumns(table, columnNames));
    case 'merge':
    case 'join':
      return method(() => frame(chosen, columnNames));
    case 'reindex':
      return method((_context, args) => {
        const rowsWanted = argument(args, 0, 'labels', 'index');
        const isPlain = rowsWanted !== undefined && args.keywords.every(one => one.name === 'index');
        return isPlain ? frameWithRows(table, rowCount(rowsWanted) ?? chosen) : frame(chosen, columnNames);
      });
    case 'assign':
      return method((context, args) => {
        const made = frame(rows, namesOf(table));
        for (const keyword of args.keywords) setColumn(context, made, string(keyword.name));
        return made;
      });
    case 'insert':
      return method((context, args) => {
        setColumn(context, table, argument(args, 1, 'column') ?? columnNames);
        return none;
      });
    case 'corr':
    case 'cov':
    case 'describe':
      return method(() => frame(chosen, columnNames));
    case 'items':
    case 'iteritems':
      return method(() => {
        const { items, open } = columnsOf(table);
        return list(
          items.value.map(one => tuple([one, column(table)])),
          open.value === undefined ? undefined : endOf(open.value, tuple([cells, column(table)])),
        );
      });
    case 'iterrows':
      return method(() => {
        const row = arrayOf({ shape: [widthOf(table)], dtype: type.dtype }, 'numpy');
        return list([], endOf(unknown({ kind: 'data', what: 'how many rows there are' }), tuple([cells, row]), rows));
      });
    case '__len__':
      return method(() => dimValue(rows));
    case '__iter__':
      return method(() => columnsOf(table));
    case '__getitem__':
      return method((_context, args) => pick(table, args.positional[0]?.value ?? none));
    default: {
      const names = namesOf(table);
      if (!('kind' in names) && names.some(one => one.kind === 'string' && one.value === name)) return column(table);
      return unknown({ kind: 'call', name: `DataFrame.${name}` });
    }
  }
}

function sampled(args: CallArgs, rows: Dim): Dim {
  const count = argument(args, 0, 'n');
  if (count !== undefined && count.kind !== 'none') return numeric(count) ?? chosen;
  const share = argument(args, 1, 'frac');
  const part = share === undefined ? undefined : numeric(share);
  if (share === undefined) return 1;
  if (part === undefined || typeof rows !== 'number') return part === 1 ? rows : chosen;
  const exact = part * rows;
  const floor = Math.floor(exact);
  return exact - floor === 0.5 ? floor + (floor % 2) : Math.round(exact);
}

function dropped(table: ObjectValue, args: CallArgs): ObjectValue {
  const axis = argument(args, 1, 'axis');
  const columns = argument(args, -1, 'columns');
  const labels = argument(args, 0, 'labels');
  const across = axis !== undefined && (numeric(axis) === 1 || (axis.kind === 'string' && axis.value === 'columns'));
  if (columns !== undefined) return withColumns(table, without(table, columns));
  if (across && labels !== undefined) return withColumns(table, without(table, labels));
  return frameWithRows(table, chosen);
}

/** Sets a column, new or there already; rows set by position stay as many. */
export function setColumn(context: Context, table: ObjectValue, key: Value): void {
  const columns = columnsOf(table);
  const wanted = listed(key);
  if (wanted === undefined) {
    looseList(context.store, columns);
    return;
  }
  for (const name of wanted) {
    const answers = columns.items.value.map(other => equal(other, name));
    if (answers.includes(true)) continue;
    if (columns.open.value !== undefined || answers.includes(undefined)) looseList(context.store, columns);
    else extendList(context.store, columns, [name]);
  }
}
