// Which language a file is written in.

import { ownValue } from '../base/ownValue.ts';
import type { Language } from './parser.ts';

const byEnding: Readonly<Record<string, Language>> = {
  py: 'python',
  pyi: 'python',
  ipynb: 'python',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
};

const byLanguageId: Readonly<Record<string, Language>> = {
  python: 'python',
  javascript: 'javascript',
  javascriptreact: 'javascript',
  typescript: 'typescript',
  typescriptreact: 'tsx',
};

/** The language of a file by the ending of its name or address; a notebook is Python once its cells are joined. */
export function languageOfPath(path: string): Language | undefined {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  return ending === undefined ? undefined : ownValue(byEnding, ending);
}

/** The language of an open document by the name that VS Code gives it. */
export function languageOfId(languageId: string): Language | undefined {
  return ownValue(byLanguageId, languageId);
}
