// Findings as an editor lists them.

import type { Analysis } from '../analysis/analysis.ts';
import type { Severity } from '../checks/finding.ts';
import type { SourceRange } from '../protocol/graphView.ts';
import { type RuleSettings, shownFindings } from './findings.ts';
import { rangeOf, rangeOfPlace } from './places.ts';

export interface Diagnostic {
  readonly range: SourceRange;
  readonly severity: Severity;
  readonly message: string;
  readonly rule: string;
  /** The address of the rule's page. */
  readonly page: string;
  readonly related: readonly { readonly range: SourceRange; readonly message: string }[];
  /** True where the source pointed at has no effect and can go. */
  readonly unnecessary: boolean;
}

/** The page of a rule. */
export function rulePage(rule: string): string {
  return `https://github.com/layerscope/layerscope/blob/main/RULES.md#${rule}`;
}

/** The diagnostics of the analysed document, in source order. */
export function diagnostics(analysis: Analysis, rules: RuleSettings): readonly Diagnostic[] {
  return shownFindings(analysis, rules).map(({ place, severity, message, rule, related }) => ({
    range: rangeOf(analysis, place),
    severity,
    message,
    rule,
    page: rulePage(rule),
    related: related.flatMap(({ place, message }) => {
      const range = rangeOfPlace(analysis, place);
      return range === undefined ? [] : [{ range, message }];
    }),
    unnecessary: rule === 'ignored-argument',
  }));
}
