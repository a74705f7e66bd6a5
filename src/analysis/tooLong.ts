// Whether a document is left out because of its length.

import { maxTextLength } from '../syntax/parser.ts';
import type { Analysis } from './analysis.ts';

/** Why nothing of a document was analysed, as the end of a sentence; undefined where it was. */
export function whyNotAnalysed({ text }: Pick<Analysis, 'text'>): string | undefined {
  return text.length > maxTextLength
    ? `it has more than ${maxTextLength.toLocaleString('en')} characters, as generated or bundled code has`
    : undefined;
}
