// Analyses texts in tests, with the grammars of the npm package.

import { analyse } from '../../src/analysis/analyse.ts';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { openParser } from '../syntax/openParser.ts';

const parser = await openParser('python', 'javascript', 'typescript');

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
