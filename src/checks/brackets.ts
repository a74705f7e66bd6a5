// Finds the parts of a call in source text by its brackets alone: strings and comments are stepped over, nothing else is
// understood.

import type { Place } from '../base/span.ts';
import type { RuleContext } from './rule.ts';

/** The content of the last pair of parentheses of a call, `(x)` of `Dense(4)(x)`, and what stands before it. */
export interface CallParts {
  readonly callee: Place;
  readonly args: Place;
}

/** The parts of the call that a place covers; undefined where it is no call as far as its brackets tell. */
export function callParts(context: RuleContext, { uri, start, end }: Place): CallParts | undefined {
  const text = context.source(uri);
  let open = nextOpening(context, text, start, end);
  while (open !== undefined) {
    const close = closing(context, text, open, end);
    if (close === undefined) return undefined;
    if (close === end - 1) return { callee: { uri, start, end: open }, args: { uri, start: open + 1, end: close } };
    open = nextOpening(context, text, close + 1, end);
  }
  return undefined;
}

/** The end of what a place holds beside the space and comments at its end. */
export function contentEnd(context: RuleContext, { uri, start, end }: Place): number {
  const text = context.source(uri);
  let last = start;
  let at = start;
  while (at < end) {
    const next = afterStep(context, text, at);
    if (!isComment(context, text, at) && (text[at] ?? '').trim() !== '') last = next;
    at = next;
  }
  return last;
}

/** The first opening parenthesis outside of other brackets, strings and comments. */
function nextOpening(context: RuleContext, text: string, start: number, end: number): number | undefined {
  let at = start;
  while (at < end) {
    const unit = text[at];
    if (unit === '(') return at;
    if (unit === '[' || unit === '{') {
      const close = closing(context, text, at, end);
      if (close === undefined) return undefined;
      at = close + 1;
    } else at = afterStep(context, text, at);
  }
  return undefined;
}

/** Where the bracket that opens at `open` is closed. */
function closing(context: RuleContext, text: string, open: number, end: number): number | undefined {
  let depth = 0;
  let at = open;
  while (at < end) {
    const unit = text[at] ?? '';
    if ('([{'.includes(unit)) depth++;
    else if (')]}'.includes(unit)) {
      depth--;
      if (depth === 0) return at;
    }
    at = afterStep(context, text, at);
  }
  return undefined;
}

/** The offset behind the string, comment or single character at `at`. */
function afterStep(context: RuleContext, text: string, at: number): number {
  const unit = text[at] ?? '';
  const isPython = context.dialect !== 'tfjs';
  if (isComment(context, text, at)) {
    if (!text.startsWith('/*', at)) return lineEnd(text, at);
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (unit !== "'" && unit !== '"' && (isPython || unit !== '`')) return at + 1;
  const mark = isPython && text.startsWith(unit.repeat(3), at) ? unit.repeat(3) : unit;
  let next = at + mark.length;
  while (next < text.length && !text.startsWith(mark, next)) next += text[next] === '\\' ? 2 : 1;
  return next + mark.length;
}

function isComment(context: RuleContext, text: string, at: number): boolean {
  if (context.dialect !== 'tfjs') return text[at] === '#';
  return text.startsWith('//', at) || text.startsWith('/*', at);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
