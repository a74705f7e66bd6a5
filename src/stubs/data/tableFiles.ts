// Text files that hold tables, as programs read them line by line: the lines are texts of which only the number of fields is
// known, but for the first where it names the columns.

import { builtin, int, list, none, plain, string } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { Builtin, CallArgs, ListValue, ObjectValue, Value } from '../../interp/value.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { functionIn } from '../functionTable.ts';
import { opensText, textOfPath } from '../python/paths.ts';
import { textFile } from '../python/textFiles.ts';
import { publicTable, type TableFile } from './publicFiles.ts';

const content: Unknown = unknown({ kind: 'data', what: 'the content of a file' });
const lineCount: Unknown = unknown({ kind: 'data', what: 'how many lines the file has' });
const pathUnknown: Unknown = unknown({ kind: 'input', name: 'the path of the file' });

/** The path of a table whose folder is not known. */
export function tablePath(end: string): ObjectValue | undefined {
  return publicTable(end) === undefined ? undefined : { kind: 'object', family: 'path', name: end, config: new Map() };
}

/** The path that a value stands for, or the end of it; undefined where nothing of it is known. */
export function pathText(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value.kind === 'object' && value.family === 'path' ? value.name : textOfPath(value);
}

/** The table in the file that a value names; undefined where nothing is known of it. */
export function tableAt(value: Value | undefined): TableFile | undefined {
  const path = pathText(value);
  return path === undefined ? undefined : publicTable(path);
}

/** The attribute of a path whose folder is not known. */
export function pathMember(name: string): Value {
  return builtin(`str.${name}`, () => pathUnknown);
}

/** Fields of a line, of which only is known how many there are. */
function fields(count: number): ListValue {
  return list([], endOf(content, plain('string', content), count));
}

/** A line below the header. */
function lineOf({ separator, columns }: TableFile): ObjectValue {
  return {
    kind: 'object',
    family: 'tableLine',
    name: 'str',
    config: new Map<string, Value>([
      ['separator', string(separator)],
      ['columns', int(columns)],
    ]),
  };
}

/** The lines of a file; the last one may be empty. */
function linesOf(table: TableFile): ListValue {
  const { header, separator } = table;
  const first = header === undefined ? [] : [string(header.join(separator))];
  return list(first, endOf(lineCount, lineOf(table)));
}

/** `open(path)`: a file of which the lines are known, as far as the path names one. */
export const openFile: Builtin = (_context, args) => {
  const table = tableAt(argument(args, 0, 'file'));
  const mode = argument(args, 1, 'mode');
  const isRead = mode === undefined || (mode.kind === 'string' && /^rt?$/.test(mode.value));
  if (table === undefined || !isRead)
    return opensText(args, 1) ? textFile : unknown({ kind: 'input', name: 'the file' });
  return { kind: 'object', family: 'tableFile', name: 'file', config: new Map([['lines', linesOf(table)]]) };
};

/** The attribute of a file, of its text or of a line. */
export function tableFileMember(value: ObjectValue, name: string): Value | undefined {
  const method = (call: Builtin): Value => builtin(`${value.name}.${name}`, call);
  if (value.family === 'tableLine') return method(lineMethod(value, name));
  const lines = value.config.get('lines');
  if (lines?.kind !== 'list') return undefined;
  switch (name) {
    case 'read':
      return method((_context, args) => (args.positional.length > 0 ? content : { ...value, family: 'tableText' }));
    case 'split':
      return method((_context, args) => {
        const by = argument(args, 0, 'sep');
        return by?.kind === 'string' && by.value === '\n' ? list(lines.items.value, lines.open.value) : content;
      });
    case 'splitlines':
      return method(() => list(lines.items.value, lines.open.value));
    case 'readlines':
    case '__iter__':
      return value.family === 'tableFile' ? method(() => lines) : undefined;
    case 'strip':
    case 'rstrip':
      return method((_context, args) => (args.positional.length > 0 ? content : value));
    case 'readline':
    case '__next__':
      return method(context => {
        const [first, ...others] = lines.items.value;
        context.store.write(lines.items, others);
        return first ?? lines.open.value?.each ?? content;
      });
    case 'close':
    case 'seek':
      return method(() => none);
    default:
      return method(() => content);
  }
}

function lineMethod(line: ObjectValue, name: string): Builtin {
  const separator = line.config.get('separator');
  const columns = line.config.get('columns');
  return (_context, args) => {
    if (name === 'strip' || name === 'rstrip') return args.positional.length > 0 ? content : line;
    const by = argument(args, 0, 'sep');
    const isWhole = name === 'split' && args.positional.length + args.keywords.length === 1;
    if (!isWhole || by?.kind !== 'string' || separator?.kind !== 'string' || columns?.kind !== 'int') return content;
    return by.value === separator.value ? fields(columns.value) : content;
  };
}

/** `csv.reader(file)`: the fields of each line. */
const readRows: Builtin = (_context, args) => {
  const file = args.positional[0]?.value;
  const lines = file?.kind === 'object' && file.family === 'tableFile' ? file.config.get('lines') : undefined;
  const each = lines?.kind === 'list' ? lines.open.value?.each : undefined;
  const separator = each?.kind === 'object' ? each.config.get('separator') : undefined;
  const columns = each?.kind === 'object' ? each.config.get('columns') : undefined;
  const by = argument(args, -1, 'delimiter') ?? string(',');
  if (lines?.kind !== 'list' || columns?.kind !== 'int' || separator?.kind !== 'string') return content;
  if (by.kind !== 'string' || by.value !== separator.value) return content;
  return list(
    lines.items.value.map(() => fields(columns.value)),
    endOf(lineCount, fields(columns.value)),
  );
};

/** Arguments of `loadtxt` and `genfromtxt` that leave the rows and columns as the file has them. */
const plainArguments: ReadonlySet<string> = new Set([
  'fname',
  'delimiter',
  'dtype',
  'skiprows',
  'skip_header',
  'encoding',
  'filling_values',
  'missing_values',
  'unpack',
  'usecols',
]);

/** `numpy.loadtxt` and `numpy.genfromtxt`: the table as an array. */
const loadTable: Builtin = (_context, args) => {
  const table = tableAt(argument(args, 0, 'fname'));
  const by = argument(args, -1, 'delimiter');
  const isPlain =
    args.open === undefined &&
    args.positional.length <= 2 &&
    args.keywords.every(keyword => plainArguments.has(keyword.name));
  if (table === undefined || !isPlain || by?.kind !== 'string' || by.value !== table.separator) return content;
  const dtype = argument(args, 1, 'dtype');
  if (dtype?.kind === 'none') return content;
  const columns = columnsUsed(args, table);
  if (columns === undefined) return content;
  const rows = rowsLeft(args, table);
  const unpack = argument(args, -1, 'unpack');
  if (unpack !== undefined && unpack.kind !== 'bool') return content;
  const isTurned = unpack?.kind === 'bool' && unpack.value;
  const shape = columns === 1 ? [rows] : isTurned ? [columns, rows] : [rows, columns];
  return arrayOf({ shape, dtype: dtype === undefined ? 'float64' : content }, 'numpy');
};

function columnsUsed(args: CallArgs, table: TableFile): number | undefined {
  const chosen = argument(args, -1, 'usecols');
  if (chosen === undefined || chosen.kind === 'none') return table.columns;
  if (chosen.kind === 'int') return 1;
  return chosen.kind === 'list' && chosen.open.value === undefined ? chosen.items.value.length : undefined;
}

/** How many rows are left below the lines that are skipped. */
function rowsLeft(args: CallArgs, { header, rows }: TableFile): number | Unknown {
  const skipped = argument(args, -1, 'skiprows', 'skip_header') ?? int(0);
  if (rows === undefined || skipped.kind !== 'int') return lineCount;
  return rows + (header === undefined ? 0 : 1) - skipped.value;
}

/** `get_file(fname, origin)`: the place where the file was put. */
const fetchedFile: Builtin = (_context, args) => {
  const origin = argument(args, 1, 'origin');
  const isUnpacked = ['extract', 'untar'].some(name => argument(args, -1, name) !== undefined);
  const address = origin?.kind === 'string' ? origin.value : undefined;
  const name = argument(args, 0, 'fname');
  if (address === undefined || (name !== undefined && name.kind !== 'string' && name.kind !== 'none'))
    return pathUnknown;
  return tablePath(isUnpacked ? (address.split('/').pop() ?? '') : address) ?? pathUnknown;
};

const functions: Readonly<Record<string, Builtin>> = {
  'csv.reader': readRows,
  'numpy.loadtxt': loadTable,
  'numpy.genfromtxt': loadTable,
  'keras.utils.get_file': fetchedFile,
};

/** What stands at such a path; undefined where there is nothing. */
export function tableFunction(path: string): Value | undefined {
  return functionIn(functions, path);
}
