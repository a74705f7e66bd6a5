// Rules about one kind of contradiction that layers, operations and models report: the rule gives it its words, its place
// and its fixes.

import type { Place } from '../base/span.ts';
import type { Problem, ProblemKind } from '../layers/problems.ts';
import type { ProblemRecord } from '../model/understanding.ts';
import type { Finding, Fix, Severity } from './finding.ts';
import type { Rule, RuleContext } from './rule.ts';
import { placeAt, shapeText } from './words.ts';

export type ProblemOf<K extends ProblemKind> = Extract<Problem, { readonly kind: K }>;

interface Parts<K extends ProblemKind> extends Omit<Rule, 'check' | 'severity'> {
  readonly severity?: Severity;
  readonly kinds: readonly K[];
  /** What is wrong, as one sentence or two that stand alone. */
  say(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): string;
  /** True where another finding says it already. */
  skips?(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): boolean;
  /** Where it is wrong, if that is narrower than the argument concerned or the whole call. */
  at?(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): Place | undefined;
  fixes?(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): readonly Fix[];
}

/** A rule for kinds of problems. */
export function problemRule<K extends ProblemKind>(parts: Parts<K>): Rule {
  const { kinds, say, skips, at, fixes, severity = 'error', ...page } = parts;
  const wanted = new Set<ProblemKind>(kinds);
  const check = (context: RuleContext): readonly Finding[] =>
    context.problems.flatMap(record => {
      if (!wanted.has(record.problem.kind) || isIgnored(record.problem) || followsFromIndex(record, context)) return [];
      const problem = record.problem as ProblemOf<K>;
      if (skips?.(problem, record, context) === true) return [];
      return [
        {
          rule: parts.id,
          // What the framework builds without a word is a warning, even where it fails when it runs.
          severity: problem.effect === undefined ? severity : 'warning',
          message: `${say(problem, record, context)}${effectText(problem)}`,
          ...runtimeOf(problem, record, context),
          place: at?.(problem, record, context) ?? argumentPlaceOf(problem, record) ?? record.place,
          related: relatedOf(record),
          fixes: fixes?.(problem, record, context) ?? [],
        },
      ];
    });
  return { ...page, severity, check };
}

/** Where the argument stands that a problem names. */
function argumentPlaceOf(problem: Problem, record: ProblemRecord): Place | undefined {
  if (!('argument' in problem) || problem.argument === undefined) return undefined;
  const span = record.argSpans.get(problem.argument);
  return span === undefined ? undefined : placeAt(record.place.uri, span);
}

/** Where the inputs of the call come from. */
function relatedOf(record: ProblemRecord): Finding['related'] {
  return record.inputs.flatMap(({ place, from, type }) =>
    place === undefined || from === undefined || (place.start === record.place.start && place.end === record.place.end)
      ? []
      : [{ place, message: `\`${from}\` gives ${shapeText(type.shape, 'keras3')}.` }],
  );
}

function effectText(problem: Problem): string {
  return problem.effect === 'fails when run' ? ' The model is built all the same and fails when it runs.' : '';
}

/** What the framework itself says, so that the message is recognised. */
function runtimeOf(problem: Problem, record: ProblemRecord, context: RuleContext): { readonly runtime?: string } {
  const words = problem.runtime?.[context.dialect];
  return words === undefined ? {} : { runtime: words.replaceAll('{name}', record.subject.name) };
}

/** The layer or function that reported the problem, as the user knows it. */
export function subjectText(record: ProblemRecord): string {
  const { subject, problem } = record;
  const inside = problem.within === undefined ? '' : ` (its \`${problem.within}\`)`;
  if (subject.layer === undefined) return `\`${lastPart(subject.className)}\`${inside}`;
  return subject.layer.named
    ? `\`${subject.name}\` (${subject.className})${inside}`
    : `\`${subject.className}\`${inside}`;
}

function lastPart(path: string): string {
  return path.split('.').pop() ?? path;
}

/** What goes wrong with a tensor that lost its batch axis to an index has that index for its cause. */
function followsFromIndex({ inputs }: ProblemRecord, { indexings }: RuleContext): boolean {
  return inputs.some(({ place }) =>
    indexings.some(
      index => index.picks === 'batch' && index.place.start === place?.start && index.place.end === place.end,
    ),
  );
}

/** Unknown keys that the framework ignores are the business of `ignored-argument`. */
function isIgnored(problem: Problem): boolean {
  return problem.kind === 'unknown-argument' && problem.effect === 'silent';
}
