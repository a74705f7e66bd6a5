// What is not known, and why. Unknown is an ordinary value: it is shown with its reason, and it is never the ground of a
// finding.

import type { Span } from '../base/span.ts';

/** Why something is not known, in a form that a hover can put into words. */
export type Why =
  /** It comes from outside the program: a parameter, a file, the environment. */
  | { readonly kind: 'input'; readonly name: string }
  /** A function, class or module whose content is not in sight. */
  | { readonly kind: 'call'; readonly name: string }
  /** Two paths of the program give different answers. */
  | { readonly kind: 'branch' }
  /** The values decide it, and values are not computed. */
  | { readonly kind: 'data'; readonly what: string }
  /** The tool does not model it. */
  | { readonly kind: 'todo'; readonly what: string }
  /** A named limit of the analysis was reached. */
  | { readonly kind: 'budget'; readonly what: string }
  /** It follows from a mistake that is reported elsewhere. */
  | { readonly kind: 'error' };

export interface Unknown {
  readonly kind: 'unknown';
  readonly why: Why;
  readonly at?: Span;
}

export type Maybe<T> = T | Unknown;

/** What a plain value is of which only the value is not known; `number` for one that may be whole or not. */
export type PlainKind = 'int' | 'float' | 'number' | 'bool' | 'string';

/** Makes an unknown value. */
export function unknown(why: Why, at?: Span): Unknown {
  return at === undefined ? { kind: 'unknown', why } : { kind: 'unknown', why, at };
}

/** What follows from a problem that is already reported. */
export const afterError: Unknown = { kind: 'unknown', why: { kind: 'error' } };

/** True for an unknown among any other values. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'unknown';
}

/** The reason in words that end a sentence such as "not known: …". */
export function printWhy(why: Why): string {
  switch (why.kind) {
    case 'input':
      return `${why.name} comes from outside this program`;
    case 'call':
      return `\`${why.name}\` is not in this workspace`;
    case 'branch':
      return 'it differs between the paths of the program';
    case 'data':
      return `it depends on ${why.what}`;
    case 'todo':
      return `${why.what} is not modelled`;
    case 'budget':
      return `the analysis stopped at its limit (${why.what})`;
    case 'error':
      return 'it follows from a problem reported elsewhere';
  }
}
