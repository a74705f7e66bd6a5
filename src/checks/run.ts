// Runs all rules over what was understood of a program, and leaves out what a comment silences.

import { lineMap, positionAt } from '../base/span.ts';
import type { Dialect } from '../layers/config.ts';
import type { Comment } from '../syntax/program.ts';
import type { Finding } from './finding.ts';
import { allRules } from './index.ts';
import type { RuleContext } from './rule.ts';

/** The findings of all rules in the order of the source. */
export function runRules(context: RuleContext, comments: readonly Comment[], text: string): readonly Finding[] {
  const findings = allRules.flatMap(rule => rule.check(context)).filter(finding => finding.place.uri === context.uri);
  const silenced = silencedLines(comments, text);
  const kept = findings.filter(finding => {
    if (silenced.size === 0) return true;
    const rules = silenced.get(positionAt(lineMap(text), finding.place.start).line);
    return rules === undefined || !(rules === 'all' || rules.has(finding.rule));
  });
  return distinct(kept.map(finding => shown(finding, context.dialect))).sort(
    (a, b) => a.place.start - b.place.start || a.place.end - b.place.end,
  );
}

const frameworks: Readonly<Record<Dialect, string>> = {
  keras3: 'Keras 3',
  keras2: 'Keras 2',
  tfjs: 'TensorFlow.js',
};

/**
 * The finding as it is shown. The Problems panel shows plain text, in which the marks of Markdown would stand as they are;
 * the words of the framework keep theirs, so that a search finds them.
 */
function shown({ runtime, ...finding }: Finding, dialect: Dialect): Finding {
  const plain = (message: string): string => message.replaceAll('`', "'");
  const words = runtime === undefined ? '' : ` (${frameworks[dialect]}: "${runtime}")`;
  return {
    ...finding,
    message: `${plain(finding.message)}${words}`,
    related: finding.related.map(one => ({ ...one, message: plain(one.message) })),
  };
}

/** A call that runs several times says the same thing once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(finding => {
    const key = `${finding.rule} ${finding.place.start} ${finding.place.end} ${finding.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * `layerscope: ignore` silences its own line, or the next one where it stands on a line of its own; with rule ids in
 * brackets it silences those alone.
 */
function silencedLines(comments: readonly Comment[], text: string): ReadonlyMap<number, 'all' | ReadonlySet<string>> {
  const out = new Map<number, 'all' | ReadonlySet<string>>();
  const lines = lineMap(text);
  for (const { span, text: comment } of comments) {
    const match = /\blayerscope:\s*ignore(?:\[([\w\s,-]*)\])?/.exec(comment);
    if (match === null) continue;
    const { line } = positionAt(lines, span.start);
    const alone = text.slice(lines.starts[line] ?? 0, span.start).trim() === '';
    const rules = match[1] === undefined ? ('all' as const) : new Set(match[1].split(',').map(rule => rule.trim()));
    out.set(alone ? line + 1 : line, rules);
  }
  return out;
}
