// Programs with a marked place: `$0` stands where the cursor is and is not part of the text.

import assert from 'node:assert/strict';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { analyseText, type SuiteLanguage } from './analyseText.ts';

export interface Cursor {
  readonly analysis: Analysis;
  readonly text: string;
  readonly offset: number;
}

/** The analysis of a text without its mark, and where the mark stood. */
export function atCursor(marked: string, language: SuiteLanguage = 'python'): Cursor {
  const offset = marked.indexOf('$0');
  assert.ok(offset >= 0, 'the program has no $0');
  const text = marked.replace('$0', '');
  assert.ok(!text.includes('$0'), 'the program has more than one $0');
  return { analysis: analyseText(text, language), text, offset };
}
