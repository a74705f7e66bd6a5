// Runs all rules over what was understood of a program, and leaves out what a comment silences.

import { lineMap, positionAt } from '../base/span.ts';
import type { Dialect } from '../layers/config.ts';
import { causedFindings } from './caused.ts';
import { type Finding, findingKey } from './finding.ts';
import { ignoreComments, isSilenced } from './ignoreComments.ts';
import { allRules } from './index.ts';
import type { RuleContext } from './rule.ts';

/** The findings of the rules that are on, or of the optional ones, in the order of the source. */
export function runRules(context: RuleContext, which: 'on' | 'optional'): readonly Finding[] {
  const rules = allRules.filter(rule => (rule.optional === true) === (which === 'optional'));
  const own = rules.flatMap(rule => rule.check(context)).filter(finding => finding.place.uri === context.uri);
  const findings = [...own, ...causedFindings(context, rules)];
  const text = context.source(context.uri);
  const lines = lineMap(text);
  const silencing = ignoreComments(context.comments, text, lines);
  const kept = findings.filter(({ rule, place }) => {
    if (silencing.length === 0) return true;
    const ends = [place.start, place.end].map(offset => positionAt(lines, offset).line);
    return !isSilenced(silencing, rule, ends);
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
function shown({ runtime, runtimeBy, ...finding }: Finding, dialect: Dialect): Finding {
  const plain = (message: string): string => message.replaceAll('`', "'");
  const words = runtime === undefined ? '' : ` (${runtimeBy ?? frameworks[dialect]}: "${cut(runtime)}")`;
  return {
    ...finding,
    message: `${plain(finding.message)}${words}`,
    related: finding.related.map(one => ({ ...one, message: plain(one.message) })),
  };
}

/** Words that fit into a line of the Problems panel: as many sentences as do, else as many parts of one. */
function cut(words: string): string {
  if (words.length <= longestQuotation) return words;
  const part = words.slice(0, longestQuotation);
  const sentences = part.lastIndexOf('. ');
  if (sentences >= longestQuotation / 3) return part.slice(0, sentences + 1);
  return part.slice(0, Math.max(part.lastIndexOf(', '), part.lastIndexOf(' ')));
}

const longestQuotation = 160;

/** A call that runs several times says the same thing once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(finding => {
    const key = findingKey(finding);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
