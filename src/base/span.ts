// Places in source text. A span counts UTF-16 units from the start of the text, as JavaScript strings do.

/** A half-open stretch of text: `start` belongs to it, `end` does not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a named document. */
export interface Place extends Span {
  readonly uri: string;
}

/** A text that two places have in common just where they are the same stretch of the same document. */
export function placeKey({ uri, start, end }: Place): string {
  return `${start} ${end} ${uri}`;
}

/** A line and column, both counted from 0, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where each line of a text begins. */
export interface LineMap {
  readonly starts: readonly number[];
  readonly length: number;
}

/** Finds the line starts of a text; `\r\n`, `\n` and `\r` end a line. */
export function lineMap(text: string): LineMap {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return { starts, length: text.length };
}

/** The line and column of an offset; offsets outside the text are moved to its nearest end. */
export function positionAt(map: LineMap, offset: number): Position {
  const wanted = Math.max(0, Math.min(offset, map.length));
  let low = 0;
  let high = map.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map.starts[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: wanted - (map.starts[low] ?? 0) };
}

/** The offset of a line and column; places outside the text are moved to its nearest end. */
export function offsetAt(map: LineMap, position: Position): number {
  if (position.line < 0) return 0;
  const start = map.starts[position.line];
  if (start === undefined) return map.length;
  const next = map.starts[position.line + 1] ?? map.length;
  return Math.max(start, Math.min(start + position.column, next));
}

/** True where `inner` lies within `outer`, ends included. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The smallest span that holds both. */
export function cover(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
