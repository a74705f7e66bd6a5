// Patterns: what can stand left of an assignment.

import type { Span } from '../base/span.ts';
import type { Expression } from './expression.ts';

export type Pattern =
  | Identifier
  | AttributePattern
  | IndexPattern
  | SequencePattern
  | RecordPattern
  | RestPattern
  | DefaultPattern;

export interface Identifier {
  readonly kind: 'identifier';
  readonly span: Span;
  readonly name: string;
}

export interface AttributePattern {
  readonly kind: 'attribute';
  readonly span: Span;
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}

export interface IndexPattern {
  readonly kind: 'index';
  readonly span: Span;
  readonly object: Expression;
  readonly index: Expression;
}

/** `a, *b = …` and `const [a, , b] = …`; a hole is undefined. */
export interface SequencePattern {
  readonly kind: 'sequence';
  readonly span: Span;
  readonly items: readonly (Pattern | undefined)[];
}

/** `const {a, b: c, ...rest} = …`. */
export interface RecordPattern {
  readonly kind: 'record';
  readonly span: Span;
  readonly entries: readonly { readonly key: Expression; readonly target: Pattern }[];
  readonly rest?: Pattern;
}

/** A starred item of a sequence pattern. */
export interface RestPattern {
  readonly kind: 'rest';
  readonly span: Span;
  readonly target: Pattern;
}

/** `target = fallback` inside a destructuring pattern. */
export interface DefaultPattern {
  readonly kind: 'default';
  readonly span: Span;
  readonly target: Pattern;
  readonly fallback: Expression;
}
