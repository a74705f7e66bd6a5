// Mistakes in imported files, and in losses, that a call in the document brings about: the rules say what they say of the place
// itself, and it is told at the call.

import { lineMap, positionAt } from '../base/span.ts';
import type { Finding } from './finding.ts';
import { ignoreComments, isSilenced } from './ignoreComments.ts';
import type { CausedRecord, Rule, RuleContext } from './rule.ts';

/** The findings of rules on what calls in the document cause elsewhere, each at its call. */
export function causedFindings(context: RuleContext, rules: readonly Rule[]): readonly Finding[] {
  return context.caused.flatMap(caused => {
    const alone: RuleContext = {
      ...context,
      problems: [caused.record],
      calls: [],
      models: [],
      trainings: [],
      indexings: [],
      caused: [],
    };
    const found = rules
      .flatMap(rule => rule.check(alone))
      .filter(({ place }) => caused.record.loss !== undefined || place.uri !== context.uri);
    return found
      .filter(finding => isMistake(finding) && !isSilencedThere(context, caused, finding))
      .map(finding => atCall(caused, finding));
  });
}

function isMistake({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}

function isSilencedThere(context: RuleContext, { comments }: CausedRecord, { rule, place }: Finding): boolean {
  const text = context.source(place.uri);
  const lines = lineMap(text);
  const ends = [place.start, place.end].map(offset => positionAt(lines, offset).line);
  return isSilenced(ignoreComments(comments, text, lines), rule, ends);
}

/** Its repairs are elsewhere, and only one of two ways out. */
function atCall({ caller, where }: CausedRecord, finding: Finding): Finding {
  return {
    ...finding,
    message: `In ${where}, as it is called here: ${finding.message}`,
    place: caller,
    related: [{ place: finding.place, message: 'It goes wrong here.' }, ...finding.related],
    fixes: [],
  };
}
