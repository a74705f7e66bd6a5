// From places in documents to lines and columns.

import type { Analysis } from '../analysis/analysis.ts';
import { type Place, positionAt, type Span } from '../base/span.ts';
import type { SourceRange } from '../protocol/graphView.ts';

/** A span of the analysed document. */
export function rangeOf(analysis: Analysis, span: Span): SourceRange {
  const start = positionAt(analysis.lines, span.start);
  const end = positionAt(analysis.lines, span.end);
  return {
    uri: analysis.uri,
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** A place of the analysed document; undefined for places in other documents, whose lines are not known here. */
export function rangeOfPlace(analysis: Analysis, place: Place): SourceRange | undefined {
  return place.uri === analysis.uri ? rangeOf(analysis, place) : undefined;
}

/** `line 12`, counted from 1; the name of the file for places in other documents. */
export function lineText(analysis: Analysis, place: Place): string {
  if (place.uri === analysis.uri) return `line ${positionAt(analysis.lines, place.start).line + 1}`;
  return decodeURIComponent(place.uri.slice(place.uri.lastIndexOf('/') + 1));
}

/** The text of a span. */
export function sourceOf(analysis: Analysis, span: Span): string {
  return analysis.text.slice(span.start, span.end);
}
