// Tables of pandas out of files: the columns are those that the program names, or those that the file is known to have.

import { equal } from '../../interp/comparisons.ts';
import { frame } from '../../interp/frames.ts';
import { closedItems, int, string } from '../../interp/make.ts';

import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import type { Dim } from '../../shapes/dim.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import type { TableFile } from '../data/publicFiles.ts';
import { tableAt } from '../data/tableFiles.ts';

const rowsInFile: Unknown = unknown({ kind: 'input', name: 'the number of rows in the file' });
const columnsInFile: Unknown = unknown({ kind: 'input', name: 'the list of columns in the file' });
const tableUnknown: Unknown = unknown({ kind: 'data', what: 'what the table is made of' });
const nameUnknown: Unknown = unknown({ kind: 'input', name: 'the name of a column in the file' });

function given(args: CallArgs, position: number, name: string): Value | undefined {
  const value = argument(args, position, name);
  return value === undefined || value.kind === 'none' ? undefined : value;
}

/** A reader of texts whose fields are divided by this separator unless the program says another. */
function textReader(separator: string): Builtin {
  return (_context, args) => {
    if (['chunksize', 'iterator', 'squeeze'].some(name => given(args, -1, name) !== undefined)) return tableUnknown;
    const table = tableAt(given(args, 0, 'filepath_or_buffer'));
    const by = given(args, 1, 'sep') ?? given(args, -1, 'delimiter') ?? string(separator);
    const isDivided = by.kind === 'string' && by.value === table?.separator;
    return frame(
      table === undefined ? rowsInFile : rowsRead(args, table),
      columnsRead(args, table === undefined || !isDivided ? undefined : namesRead(args, table)),
    );
  };
}

/** What a program says of the line that names the columns: nothing, that there is none, or which one it is. */
function headerOf(args: CallArgs): 'inferred' | 'none' | number | undefined {
  const header = argument(args, -1, 'header');
  if (header === undefined || (header.kind === 'string' && header.value === 'infer'))
    return given(args, -1, 'names') === undefined ? 'inferred' : 'none';
  if (header.kind === 'none') return 'none';
  return header.kind === 'int' ? header.value : undefined;
}

/** The names of all columns of a file as pandas reads them; undefined where that cannot be said. */
function namesRead(args: CallArgs, { header, columns }: TableFile): readonly Value[] | undefined {
  const dates = given(args, -1, 'parse_dates');
  if (dates?.kind === 'record' || closedItems(dates ?? string(''))?.some(item => item.kind === 'list'))
    return undefined;
  const line = headerOf(args);
  if (line === undefined) return undefined;
  if (line === 'none') return Array.from({ length: columns }, (_, i) => int(i));
  const isFirst = (line === 'inferred' || line === 0) && given(args, -1, 'skiprows') === undefined;
  return header === undefined || !isFirst
    ? Array.from({ length: columns }, () => nameUnknown)
    : header.map(name => string(name.replace(/^"(.*)"$/, '$1')));
}

function rowsRead(args: CallArgs, { header, rows }: TableFile): Dim {
  const line = headerOf(args);
  const skipped = given(args, -1, 'skiprows') ?? int(0);
  const most = given(args, -1, 'nrows');
  const cut = ['skipfooter', 'comment', 'on_bad_lines', 'error_bad_lines'].some(
    name => given(args, -1, name) !== undefined,
  );
  if (rows === undefined || line === undefined || skipped.kind !== 'int' || cut) return rowsInFile;
  const above = line === 'none' ? 0 : line === 'inferred' ? 1 : line + 1;
  const left = rows + (header === undefined ? 0 : 1) - skipped.value - above;
  if (most === undefined) return left;
  return most.kind === 'int' ? Math.min(left, most.value) : rowsInFile;
}

/** The columns that a call keeps, of those that the program or the file names. */
function columnsRead(args: CallArgs, inFile: readonly Value[] | undefined): readonly Value[] | Unknown {
  if (args.open !== undefined) return columnsInFile;
  const names = given(args, -1, 'names');
  const chosen = given(args, -1, 'usecols');
  const index = given(args, -1, 'index_col');
  const all = names === undefined ? inFile : closedItems(names);
  const listed = chosen === undefined ? all : chosenOf(closedItems(chosen), all);
  if (listed === undefined) return columnsInFile;
  if (index === undefined || (index.kind === 'bool' && !index.value)) return listed;
  if (chosen !== undefined) return columnsInFile;
  const at = index.kind === 'int' ? index.value : listed.findIndex(name => equal(name, index) === true);
  return index.kind === 'list' || at < 0 ? columnsInFile : listed.filter((_, i) => i !== at);
}

/** Columns chosen by name or by position. */
function chosenOf(
  chosen: readonly Value[] | undefined,
  all: readonly Value[] | undefined,
): readonly Value[] | undefined {
  return chosen?.map(one => (one.kind === 'int' ? (all?.[one.value] ?? nameUnknown) : one));
}

const withoutText: Builtin = () => frame(rowsInFile, columnsInFile);

const workbook: Builtin = (_context, args) => frame(rowsInFile, columnsRead(args, undefined));

/** The functions of pandas that read files, by their paths. */
export const readers: Readonly<Record<string, Builtin>> = {
  'pandas.read_csv': textReader(','),
  'pandas.read_table': textReader('\t'),
  'pandas.read_excel': workbook,
  'pandas.read_json': withoutText,
  'pandas.read_parquet': withoutText,
  'pandas.read_pickle': () => tableUnknown,
};
