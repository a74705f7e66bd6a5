// From places in documents to lines and columns.

import type { Analysis } from '../analysis/analysis.ts';
import { nameOf } from '../analysis/imports/address.ts';
import { type LineMap, lineMap, type Place, positionAt, type Span } from '../base/span.ts';
import type { SourceRange } from '../protocol/graphView.ts';
import { oncePer } from './cached.ts';

/** A span of the analysed document. */
export function rangeOf(analysis: Analysis, span: Span): SourceRange {
  return rangeIn(analysis.uri, analysis.lines, span);
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

/** `line 12`, counted from 1; with the name of the file in front for places in other documents. */
export function lineText(analysis: Analysis, place: Place): string {
  const range = rangeOfPlace(analysis, place);
  const line = range === undefined ? '' : `line ${range.startLine + 1}`;
  if (place.uri === analysis.uri) return line;
  return line === '' ? nameOf(place.uri) : `${nameOf(place.uri)}, ${line}`;
}

/** The text of a span. */
export function sourceOf(analysis: Analysis, span: Span): string {
  return analysis.text.slice(span.start, span.end);
}
