// Shapes at the end of the lines that make tensors. One hint for what a line gives in the end: an assigned value stands
// for the calls behind it, an outer call for those inside it. What the line says itself is not repeated.

import type { Analysis } from '../analysis/analysis.ts';
import { contains, positionAt, type Span } from '../base/span.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { oncePer } from './cached.ts';
import { assignmentHints, callHints } from './hintCandidates.ts';
import { unknownReasons } from './hover/parts.ts';
import { reasonsFor } from './layerText.ts';
import { type Markdown, paragraphs } from './markdown.ts';
import { sourceOf } from './places.ts';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: Markdown;
}

/** What a piece of source could show. */
export interface HintCandidate {
  /** The source it speaks of. */
  readonly span: Span;
  /** The source whose other candidates it hides where they end on the same line. */
  readonly hides: Span;
  /** Where it stands: behind the line's code, or behind an assigned name. */
  readonly where: 'line' | 'name';
  readonly label: string;
  readonly shapes: readonly Shape[];
  readonly detail: Markdown;
}

/** All hints of a document, in order. */
export const inlayHints: (analysis: Analysis) => readonly InlayHint[] = oncePer((analysis: Analysis) => {
  const assigned = assignmentHints(analysis);
  const names = assigned.filter(({ where }) => where === 'name');
  const lines = [...assigned, ...callHints(analysis)].filter(({ where }) => where === 'line');
  lines.sort((a, b) => b.span.end - b.span.start - (a.span.end - a.span.start));
  const chosen: HintCandidate[] = [...names];
  const hidden = new Map<number, Span[]>();
  const hide = ({ hides }: HintCandidate): void => {
    const line = positionAt(analysis.lines, hides.end).line;
    hidden.set(line, [...(hidden.get(line) ?? []), hides]);
  };
  names.forEach(hide);
  for (const candidate of lines) {
    const line = positionAt(analysis.lines, candidate.span.end).line;
    if (hidden.get(line)?.some(span => contains(span, candidate.span))) continue;
    hide(candidate);
    chosen.push(candidate);
  }
  return chosen
    .filter(candidate => !isWritten(analysis, candidate) && !isScalar(candidate))
    .map(candidate => ({
      offset: offsetOf(analysis, candidate),
      label: candidate.where === 'name' ? `: ${candidate.label}` : `→ ${candidate.label}`,
      tooltip: paragraphs(candidate.detail, unknownReasons(reasonsFor(candidate.shapes))),
    }))
    .sort((a, b) => a.offset - b.offset);
});

/** Behind the brackets, commas and semicolons that only close the line. */
function offsetOf(analysis: Analysis, { span, where }: HintCandidate): number {
  if (where === 'name') return span.end;
  const lineEnd = /[\r\n]|$/.exec(analysis.text.slice(span.end));
  const rest = analysis.text.slice(span.end, span.end + (lineEnd?.index ?? 0));
  const closing = /^[)\]},;\s]*?(?=\s*(?:$|#|\/\/))/.exec(rest);
  return span.end + (closing?.[0].length ?? 0);
}

/** True for single numbers: `()` behind each of them would tell nothing. */
function isScalar({ shapes }: HintCandidate): boolean {
  return shapes.length > 0 && shapes.every(shape => !isUnknown(shape) && shape.length === 0);
}

/** True where the whole shape stands in the source already: `np.zeros((32, 10))`. */
function isWritten(analysis: Analysis, { span, shapes }: HintCandidate): boolean {
  const [shape] = shapes;
  if (shape === undefined || shapes.length > 1 || isUnknown(shape) || shape.length === 0) return false;
  const source = sourceOf(analysis, span).replace(/\s/g, '');
  return (['tuple', 'array'] as const).some(style => source.includes(printShape(shape, style).replace(/\s/g, '')));
}
