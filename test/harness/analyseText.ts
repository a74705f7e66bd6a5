// Analyses texts in tests, with the grammars of the npm package.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { analyse } from '../../src/analysis/analyse.ts';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { createParser } from '../../src/syntax/parser.ts';

const grammars = dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));
const parser = createParser({ readGrammar: async file => new Uint8Array(await readFile(join(grammars, file))) });
await Promise.all((['python', 'javascript', 'typescript'] as const).map(language => parser.load(language)));

export type SuiteLanguage = 'python' | 'javascript' | 'typescript';

/** Analyses a program; its address is `file:///test.py` or the like. */
export function analyseText(
  text: string,
  language: SuiteLanguage = 'python',
  options: { readonly kerasVersion?: 'auto' | '2' | '3' } = {},
): Analysis {
  const ending = { python: 'py', javascript: 'js', typescript: 'ts' }[language];
  return analyse(parser, {
    uri: `file:///test.${ending}`,
    text,
    version: 1,
    languageId: language,
    kerasVersion: options.kerasVersion ?? 'auto',
  });
}
