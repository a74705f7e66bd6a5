// The pipeline from source text to an analysis. Pure: no input or output, nothing thrown for user code, the same answer for
// the same input.

import type { Analysis } from './analysis.ts';

/** What is analysed and how. */
export interface AnalyseOptions {
  readonly uri: string;
  readonly text: string;
  readonly version: number;
  /** VS Code's language id: `python`, `javascript`, `javascriptreact`, `typescript`, `typescriptreact`. */
  readonly languageId: string;
  readonly kerasVersion: 'auto' | '2' | '3';
}
