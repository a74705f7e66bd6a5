// The object of a method call as it is written, for models that one function makes many of.

import type { ProblemRecord } from '../model/understanding.ts';
import { callParts } from './brackets.ts';
import { subjectText } from './problemRule.ts';
import type { RuleContext } from './rule.ts';
import { textAt } from './words.ts';

/** The model whose method is called: as it is written before the dot where that is short, else as it is known otherwise. */
export function receiverText(record: ProblemRecord, context: RuleContext): string {
  const callee = callParts(context, record.place)?.callee;
  const [, written] =
    callee === undefined ? [] : (/^([\w$]+(?:\.[\w$]+)*)\.[\w$]+$/.exec(textAt(context, callee)) ?? []);
  return written === undefined || record.subject.layer?.named
    ? subjectText(record, context)
    : `\`${written}\` (${record.subject.className})`;
}
