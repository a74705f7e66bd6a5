// The parser as tests use it: grammars come from the installed package.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createParser, type Language, type SyntaxParser } from '../../src/syntax/parser.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));

/** A parser with some languages loaded. */
export async function openParser(...languages: readonly Language[]): Promise<SyntaxParser> {
  const parser = createParser({ readGrammar: file => readFile(join(folder, file)) });
  await Promise.all(languages.map(language => parser.load(language)));
  return parser;
}
