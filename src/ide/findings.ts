// The findings that are shown: those of the rules that are not switched off, with the severities the user asks for.

import type { Analysis } from '../analysis/analysis.ts';
import { ownValue } from '../base/ownValue.ts';
import type { Finding, Severity } from '../checks/finding.ts';

/** Severities by rule; `off` hides a rule's findings. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** The shown findings of the analysed document, in source order; those of optional rules where they are switched on. */
export function shownFindings(analysis: Analysis, rules: RuleSettings): readonly Finding[] {
  const wanted = analysis.optional.filter(finding => Object.hasOwn(rules, finding.rule));
  const all = wanted.length === 0 ? analysis.findings : [...analysis.findings, ...wanted].sort(inSource);
  return all.flatMap(finding => {
    const severity = ownValue(rules, finding.rule);
    if (severity === 'off' || finding.place.uri !== analysis.uri) return [];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
}

function inSource(a: Finding, b: Finding): number {
  return a.place.start - b.place.start || a.place.end - b.place.end;
}
