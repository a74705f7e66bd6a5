// Notebooks as one program text. Code cells are joined in order, each keeping its length, so that an offset maps between
// a cell and the whole by addition; markdown cells and cells in another language are left out or blanked.

import type { Span } from '../base/span.ts';
import type { SyntaxProblem } from './program.ts';

/** A code cell in the joined text. */
export interface NotebookCell {
  /** Where the cell stands among all cells of the notebook, markdown cells counted too. */
  readonly index: number;
  /** The address of the cell, as an editor gives one to each. */
  readonly uri: string;
  /** The version of the cell's text. */
  readonly version: number;
  /** Its stretch of the joined text. */
  readonly span: Span;
  /** True where a magic that the notebook defines itself decides whether the cell runs. */
  readonly isUncertain: boolean;
}

/** Cells joined into one program. */
export interface JoinedCells {
  readonly text: string;
  readonly cells: readonly NotebookCell[];
}

export interface Notebook extends JoinedCells {
  /** The language of the code cells, by VS Code's name. */
  readonly languageId: string;
  /** Why nothing could be read, or nothing. */
  readonly problems: readonly SyntaxProblem[];
}

/** The source of one cell; what does not belong to the program takes part in the counting only. */
export interface CellSource extends Pick<NotebookCell, 'uri' | 'version'> {
  readonly isRead: boolean;
  readonly source: string;
}

/** What stands between two cells: a line end for the first and an empty line. */
const between = '\n\n';

/**
 * Cell magics after which the cell runs like any other. What `%%timeit` assigns is gone after it, and `%%python` is another
 * process.
 */
const transparentMagics: ReadonlySet<string> = new Set(['time', 'capture', 'prun']);

/** Joins cells, as an editor hands them over. */
export function joinCells(sources: readonly CellSource[]): JoinedCells {
  const cells: NotebookCell[] = [];
  const texts: string[] = [];
  const defined = definedMagics(sources);
  let at = 0;
  for (const [index, { isRead, source, uri, version }] of sources.entries()) {
    if (!isRead) continue;
    const magic = /^\s*%%(\w*)/.exec(source)?.[1];
    const isUncertain = magic !== undefined && defined.has(magic);
    const isCode = magic === undefined || isUncertain || transparentMagics.has(magic);
    cells.push({ index, uri, version, span: { start: at, end: at + source.length }, isUncertain });
    // A cell in another language is blanked, with its line ends kept.
    texts.push(isCode ? source : source.replace(/[^\r\n]/g, ' '));
    at += source.length + between.length;
  }
  const text = texts.join(between);
  return { text: text === '' ? '' : `${text}\n`, cells };
}

/**
 * Reads the JSON text of a notebook file, whose cells get the address of the file with their number behind. Whatever the
 * text holds, the answer is a notebook, with a problem where it is none.
 */
export function readNotebook(json: string, address: string): Notebook {
  let value: unknown;
  try {
    value = JSON.parse(json.startsWith('\ufeff') ? json.slice(1) : json);
  } catch (error) {
    return unreadable(`the notebook is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const cells = cellsOf(value);
  if (!cells) return unreadable('the file is JSON without the cells of a notebook');
  const language = languageOf(value);
  const languageId = language === undefined ? 'python' : languageIdOf(language);
  if (languageId === undefined) return unreadable(`the notebook is written in ${language}`);
  const joined = joinCells(
    cells.map((cell, i) => ({ ...cellSource(cell), uri: `${address}#cell${i + 1}`, version: 1 })),
  );
  return { ...joined, languageId, problems: [] };
}

/** The cell that holds an offset of the joined text; the line ends between cells belong to the cell before. */
export function cellAt(cells: readonly NotebookCell[], offset: number): NotebookCell | undefined {
  let low = 0;
  let high = cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cells[middle]?.span.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return cells[low];
}

function unreadable(message: string): Notebook {
  return { text: '', cells: [], languageId: 'python', problems: [{ span: { start: 0, end: 0 }, message }] };
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

/** The language of a kernel; undefined where it is none that is read. */
function languageIdOf(kernel: string): string | undefined {
  const name = kernel.toLowerCase();
  if (/^i?python\d*$/.test(name)) return 'python';
  return name === 'javascript' || name === 'typescript' ? name : undefined;
}

function cellSource(cell: unknown): Pick<CellSource, 'isRead' | 'source'> {
  if (!isRecord(cell)) return { isRead: false, source: '' };
  const source = cell.source ?? cell.input;
  const lines = Array.isArray(source) ? source.filter(line => typeof line === 'string').join('') : source;
  return { isRead: cell.cell_type === 'code', source: typeof lines === 'string' ? lines : '' };
}

/** The names of the cell magics that cells define, as IPython has them registered. */
function definedMagics(sources: readonly CellSource[]): ReadonlySet<string> {
  const definition =
    /@(?:\w+\.)*(?:register_(?:line_)?cell_magic|(?:line_)?cell_magic)\b(?:\([^)\n]*\))?\s*def\s+(\w+)/g;
  return new Set(
    sources.flatMap(({ isRead, source }) =>
      isRead && source.includes('cell_magic') ? [...source.matchAll(definition)].map(([, name = '']) => name) : [],
    ),
  );
}
