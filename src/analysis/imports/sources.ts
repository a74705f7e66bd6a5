// The files of a workspace as an analysis reads them: at once, from a reader that is handed in. What was asked for is
// remembered, since the answers are what an analysis rests on beside its own text.

import type { Language } from '../../syntax/parser.ts';

/** What stands in a file. */
export type SourceText =
  | { readonly kind: 'text'; readonly text: string }
  /** There is no such file. */
  | { readonly kind: 'absent' }
  /** Whether there is one cannot be said now; it may be later. */
  | { readonly kind: 'later' };

export const absent: SourceText = { kind: 'absent' };
export const later: SourceText = { kind: 'later' };

/** Reads files by their addresses. Open documents come before files. */
export type ReadSource = (address: string) => SourceText;

/** The files that were asked for, each with the answer, and the grammars that were not loaded. */
export interface Consulted {
  readonly files: ReadonlyMap<string, SourceText>;
  readonly grammars: ReadonlySet<Language>;
}

export const nothingConsulted: Consulted = { files: new Map(), grammars: new Set() };

/** True where a reader answers as it did then. */
export function isUnchanged({ files, grammars }: Consulted, read: ReadSource): boolean {
  if (grammars.size > 0) return false;
  for (const [address, before] of files) if (!sameText(before, read(address))) return false;
  return true;
}

function sameText(a: SourceText, b: SourceText): boolean {
  if (a.kind === 'text') return b.kind === 'text' && a.text === b.text;
  return a.kind === b.kind;
}
