// Comments that silence findings: `layerscope: ignore` holds for its own line, or for the next one where it stands on a line
// of its own; with rule ids in brackets it silences those alone.

import { type LineMap, positionAt, type Span } from '../base/span.ts';
import type { Comment } from '../syntax/program.ts';

export interface IgnoreComment {
  /** The line it holds for, from 0. */
  readonly line: number;
  /** The rules it names, each with the place of its id; undefined where it means all. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[] | undefined;
}

/** The comments of a text that silence findings. */
export function ignoreComments(comments: readonly Comment[], text: string, lines: LineMap): readonly IgnoreComment[] {
  if (!text.includes('layerscope:')) return [];
  return comments.flatMap(({ span }) => {
    const match = /\blayerscope:\s*ignore\b(\s*\[([^\]\n]*)\])?/.exec(text.slice(span.start, span.end));
    if (match === null) return [];
    const { line } = positionAt(lines, span.start);
    const isAlone = text.slice(lines.starts[line] ?? 0, span.start).trim() === '';
    const [whole, brackets, list = ''] = match;
    const listStart = span.start + match.index + whole.length - 1 - list.length;
    return [
      { line: isAlone ? line + 1 : line, rules: brackets === undefined ? undefined : namedRules(list, listStart) },
    ];
  });
}

function namedRules(list: string, start: number): readonly { readonly id: string; readonly span: Span }[] {
  return [...list.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({
    id,
    span: { start: start + index, end: start + index + id.length },
  }));
}

/** True where a comment silences a finding of the rule that begins or ends on one of the lines. */
export function isSilenced(comments: readonly IgnoreComment[], rule: string, lines: readonly number[]): boolean {
  return comments.some(
    ({ line, rules }) => lines.includes(line) && (rules === undefined || rules.some(({ id }) => id === rule)),
  );
}
