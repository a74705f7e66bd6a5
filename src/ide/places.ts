// Between offsets of the analysed text and lines and columns of what editors show: a file, or each cell of a notebook.

import type { Analysis } from '../analysis/analysis.ts';
import { nameOf } from '../analysis/imports/address.ts';
import { type LineMap, lineMap, offsetAt, type Place, type Position, positionAt, type Span } from '../base/span.ts';
import type { SourceRange } from '../protocol/graphView.ts';
import { cellAt, type NotebookCell } from '../syntax/notebook.ts';
import { oncePer } from './cached.ts';

/** A span of the analysed document; in a notebook, of the cell in which it begins. */
export function rangeOf(analysis: Analysis, span: Span): SourceRange {
  const cell = cellAt(analysis.cells, span.start);
  if (cell === undefined) return rangeIn(analysis.uri, analysis.lines, span);
  const first = firstLine(analysis, cell);
  const whole = rangeIn(cell.uri, analysis.lines, { start: inside(cell, span.start), end: inside(cell, span.end) });
  return { ...whole, startLine: whole.startLine - first, endLine: whole.endLine - first, cell: cell.index + 1 };
}

/** The offset of a position in the analysed document or one of its cells; undefined in a document that is none of these. */
export function offsetIn(analysis: Analysis, uri: string, position: Position): number | undefined {
  if (analysis.cells.length === 0) return offsetAt(analysis.lines, position);
  const cell = cellOf(analysis, uri);
  if (cell === undefined) return undefined;
  const line = firstLine(analysis, cell) + position.line;
  return inside(cell, offsetAt(analysis.lines, { line, column: position.column }));
}

/** The part of the analysed text that an editor shows as a document of its own: a cell, or the whole of a file. */
export function spanOfDocument(analysis: Analysis, uri: string): Span {
  return cellOf(analysis, uri)?.span ?? { start: 0, end: analysis.text.length };
}

/** The version of a document's text, or of a cell's, at the time of the analysis. */
export function versionOf(analysis: Analysis, uri: string): number {
  return cellOf(analysis, uri)?.version ?? analysis.version;
}

function cellOf({ cells }: Analysis, uri: string): NotebookCell | undefined {
  return cells.find(cell => cell.uri === uri);
}

function firstLine({ lines }: Analysis, cell: NotebookCell): number {
  return positionAt(lines, cell.span.start).line;
}

function inside({ span }: NotebookCell, offset: number): number {
  return Math.max(span.start, Math.min(offset, span.end));
}

/** A place of the analysed document or of a file it imports; undefined for places elsewhere, whose lines are not known. */
export function rangeOfPlace(analysis: Analysis, place: Place): SourceRange | undefined {
  if (place.uri === analysis.uri) return rangeOf(analysis, place);
  const lines = linesOfImported(analysis).get(place.uri);
  return lines === undefined ? undefined : rangeIn(place.uri, lines(), place);
}

function rangeIn(uri: string, lines: LineMap, span: Span): SourceRange {
  const start = positionAt(lines, span.start);
  const end = positionAt(lines, span.end);
  return { uri, startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The lines of the imported files, each counted when it is first asked for. */
const linesOfImported = oncePer((analysis: Analysis) => {
  const out = new Map<string, () => LineMap>();
  for (const [uri, text] of analysis.imported) {
    let lines: LineMap | undefined;
    out.set(uri, () => (lines ??= lineMap(text)));
  }
  return out;
});

/** `line 12`, counted from 1; `cell 3, line 2` in a notebook; with the name of the file in front for other documents. */
export function lineText(analysis: Analysis, place: Place): string {
  const range = rangeOfPlace(analysis, place);
  const line = range === undefined ? '' : `line ${range.startLine + 1}`;
  if (place.uri !== analysis.uri) return line === '' ? nameOf(place.uri) : `${nameOf(place.uri)}, ${line}`;
  return range?.cell === undefined ? line : `cell ${range.cell}, ${line}`;
}

/** The text of a span. */
export function sourceOf(analysis: Analysis, span: Span): string {
  return analysis.text.slice(span.start, span.end);
}
