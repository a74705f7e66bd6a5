// The findings that are shown: those of the rules that are not switched off, with the severities the user asks for, and
// without those that a comment silences.

import type { Analysis } from '../analysis/analysis.ts';
import { positionAt } from '../base/span.ts';
import type { Finding, Severity } from '../checks/finding.ts';
import { oncePer } from './cached.ts';

/** Severities by rule; `off` hides a rule's findings. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** The shown findings of the analysed document, in source order. */
export function shownFindings(analysis: Analysis, rules: RuleSettings): readonly Finding[] {
  return unsilenced(analysis).flatMap(finding => {
    const severity = Object.hasOwn(rules, finding.rule) ? rules[finding.rule] : undefined;
    if (severity === 'off') return [];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
}

const unsilenced = oncePer((analysis: Analysis): readonly Finding[] => {
  const silenced = ignoredLines(analysis);
  return analysis.findings
    .filter(({ place, rule }) => {
      if (place.uri !== analysis.uri) return false;
      const first = positionAt(analysis.lines, place.start).line;
      const last = positionAt(analysis.lines, place.end).line;
      return ![first, last].some(line => silences(silenced.get(line), rule));
    })
    .sort((a, b) => a.place.start - b.place.start || a.place.end - b.place.end);
});

function silences(rules: ReadonlySet<string> | 'all' | undefined, rule: string): boolean {
  return rules === 'all' || (rules?.has(rule) ?? false);
}

/** A comment that silences findings: `layerscope: ignore`, or `layerscope: ignore[rule, rule]`. */
export interface IgnoreComment {
  readonly rules: readonly string[] | 'all';
}

/** Reads the text of a comment, without its marks; undefined for other comments. */
export function readIgnore(text: string): IgnoreComment | undefined {
  const found = /\blayerscope:\s*ignore\b(?:\s*\[([^\]]*)\])?/.exec(text);
  if (found === null) return undefined;
  const list = found[1];
  if (list === undefined) return { rules: 'all' };
  return {
    rules: list
      .split(',')
      .map(rule => rule.trim())
      .filter(rule => rule !== ''),
  };
}

/** Which rules are silenced on which lines. A comment that stands alone on its line speaks of the next one. */
const ignoredLines = oncePer((analysis: Analysis): ReadonlyMap<number, ReadonlySet<string> | 'all'> => {
  const lines = new Map<number, ReadonlySet<string> | 'all'>();
  for (const comment of analysis.program.comments) {
    const ignore = readIgnore(comment.text);
    if (ignore === undefined) continue;
    const { line } = positionAt(analysis.lines, comment.span.start);
    const before = analysis.text.slice(analysis.lines.starts[line] ?? 0, comment.span.start);
    const target = before.trim() === '' ? line + 1 : line;
    const known = lines.get(target);
    const all = ignore.rules === 'all' || known === 'all';
    lines.set(target, all ? 'all' : new Set([...(known ?? []), ...ignore.rules]));
  }
  return lines;
});
