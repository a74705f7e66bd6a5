// The findings that are shown: those of the rules that are not switched off, with the severities the user asks for.

import type { Analysis } from '../analysis/analysis.ts';
import type { Finding, Severity } from '../checks/finding.ts';

/** Severities by rule; `off` hides a rule's findings. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** The shown findings of the analysed document, in source order. */
export function shownFindings(analysis: Analysis, rules: RuleSettings): readonly Finding[] {
  return analysis.findings.flatMap(finding => {
    const severity = Object.hasOwn(rules, finding.rule) ? rules[finding.rule] : undefined;
    if (severity === 'off' || finding.place.uri !== analysis.uri) return [];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
}
