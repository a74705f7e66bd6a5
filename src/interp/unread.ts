// The unknown that stands for a piece of a program that was not read: syntax without a meaning here, or broken syntax.

import { type Unknown, unknown } from '../shapes/unknown.ts';
import { brokenSyntax } from '../syntax/lowering.ts';

/** The unknown for what a statement or expression of kind `unsupported` would give. */
export function unread(what: string): Unknown {
  return unknown(what === brokenSyntax ? { kind: 'data', what: 'code with a syntax error' } : { kind: 'todo', what });
}
