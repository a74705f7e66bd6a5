// Jupyter notebooks as one Python text. Code cells are joined in order, each keeping its length, so that an offset maps
// between a cell and the whole by addition; markdown cells and cells in another language are left out or blanked.

import type { Span } from '../base/span.ts';
import type { SyntaxProblem } from './program.ts';

/** A code cell in the joined text. */
export interface NotebookCell {
  /** Where the cell stands among all cells of the notebook, markdown cells counted too. */
  readonly index: number;
  /** Its stretch of the joined text. */
  readonly span: Span;
}

export interface Notebook {
  /** The text to parse as Python. */
  readonly text: string;
  readonly cells: readonly NotebookCell[];
  /** Why nothing could be read, or nothing. */
  readonly problems: readonly SyntaxProblem[];
}

/** A place in one cell: the cell's index among all cells, and an offset in its source. */
export interface CellPlace {
  readonly index: number;
  readonly offset: number;
}

/** The source of one cell; what is no code takes part in the counting only. */
export interface CellSource {
  readonly code: boolean;
  readonly source: string;
}

/** What stands between two cells: a line end for the first and an empty line. */
const between = '\n\n';

/** Cell magics after which the cell is still Python. */
const pythonMagics: ReadonlySet<string> = new Set([
  'time',
  'timeit',
  'capture',
  'prun',
  'python',
  'python3',
  'backend',
]);

/** Joins cells, as an editor hands them over. */
export function joinCells(sources: readonly CellSource[]): Notebook {
  const cells: NotebookCell[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const [index, { code, source }] of sources.entries()) {
    if (!code) continue;
    cells.push({ index, span: { start: at, end: at + source.length } });
    texts.push(readableCell(source));
    at += source.length + between.length;
  }
  const text = texts.join(between);
  return { text: text === '' ? '' : `${text}\n`, cells, problems: [] };
}

/** Reads the JSON text of a notebook file. Whatever it holds, the answer is a notebook, with a problem where it is none. */
export function readNotebook(json: string): Notebook {
  let value: unknown;
  try {
    value = JSON.parse(json.startsWith('\ufeff') ? json.slice(1) : json);
  } catch (error) {
    return unreadable(`the notebook is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const cells = cellsOf(value);
  if (!cells) return unreadable('the file is JSON without the cells of a notebook');
  const language = languageOf(value);
  if (language !== undefined && !/^i?python\d*$/i.test(language))
    return unreadable(`the notebook is written in ${language}`);
  return joinCells(cells.map(cellSource));
}

/** The cell that holds an offset of the joined text; the line ends between cells belong to the cell before. */
export function cellPlace(notebook: Notebook, offset: number): CellPlace | undefined {
  const { cells } = notebook;
  let low = 0;
  let high = cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cells[middle]?.span.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const cell = cells[low];
  if (!cell || offset < 0) return undefined;
  const length = cell.span.end - cell.span.start;
  return { index: cell.index, offset: Math.min(offset - cell.span.start, length) };
}

/** The offset in the joined text of a place in a code cell. */
export function joinedOffset(notebook: Notebook, place: CellPlace): number | undefined {
  const cell = notebook.cells.find(candidate => candidate.index === place.index);
  if (!cell) return undefined;
  return Math.max(cell.span.start, Math.min(cell.span.start + place.offset, cell.span.end));
}

function unreadable(message: string): Notebook {
  return { text: '', cells: [], problems: [{ span: { start: 0, end: 0 }, message }] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `cells`, or in files of the third format the cells of all worksheets. */
function cellsOf(value: unknown): readonly unknown[] | undefined {
  if (!isRecord(value)) return undefined;
  if (Array.isArray(value.cells)) return value.cells;
  if (!Array.isArray(value.worksheets)) return undefined;
  return value.worksheets.flatMap(sheet => (isRecord(sheet) && Array.isArray(sheet.cells) ? sheet.cells : []));
}

function languageOf(value: unknown): string | undefined {
  if (!isRecord(value) || !isRecord(value.metadata)) return undefined;
  const { kernelspec, language_info: info } = value.metadata;
  const named = isRecord(info) ? info.name : isRecord(kernelspec) ? kernelspec.language : undefined;
  return typeof named === 'string' ? named : undefined;
}

function cellSource(cell: unknown): CellSource {
  if (!isRecord(cell)) return { code: false, source: '' };
  const source = cell.source ?? cell.input;
  const lines = Array.isArray(source) ? source.filter(line => typeof line === 'string').join('') : source;
  return { code: cell.cell_type === 'code', source: typeof lines === 'string' ? lines : '' };
}

/** A cell that begins with a magic of another language is blanked, with its line ends kept. */
function readableCell(source: string): string {
  const magic = /^\s*%%(\w*)/.exec(source);
  if (!magic || pythonMagics.has(magic[1] ?? '')) return source;
  return source.replace(/[^\r\n]/g, ' ');
}
