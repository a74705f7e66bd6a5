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

/** What stands in a folder: names in order, those of folders with a slash at the end. */
export type FolderNames = { readonly kind: 'names'; readonly names: readonly string[] } | { readonly kind: 'absent' };

/** Lists folders by their addresses. */
export type ListFolder = (address: string) => FolderNames;

/** The files and folders that were asked for, each with the answer, and the grammars that were not loaded. */
export interface Consulted {
  readonly files: ReadonlyMap<string, SourceText>;
  readonly folders: ReadonlyMap<string, FolderNames>;
  readonly grammars: ReadonlySet<Language>;
}

export const nothingConsulted: Consulted = { files: new Map(), folders: new Map(), grammars: new Set() };

/** True where files and folders are as they were then. */
export function isUnchanged(
  { files, folders, grammars }: Consulted,
  { read, list }: { readonly read: ReadSource; readonly list?: ListFolder },
): boolean {
  if (grammars.size > 0) return false;
  for (const [address, before] of files) if (!sameText(before, read(address))) return false;
  for (const [address, before] of folders) if (list !== undefined && !sameNames(before, list(address))) return false;
  return true;
}

function sameNames(a: FolderNames, b: FolderNames): boolean {
  if (a.kind !== 'names' || b.kind !== 'names') return a.kind === b.kind;
  return a.names.length === b.names.length && a.names.every((name, i) => name === b.names[i]);
}

function sameText(a: SourceText, b: SourceText): boolean {
  if (a.kind === 'text') return b.kind === 'text' && a.text === b.text;
  return a.kind === b.kind;
}
