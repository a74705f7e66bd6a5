// Rules about one kind of contradiction that layers, operations and models report: the rule gives it its words, its place
// and its fixes.

import { lastPart } from '../base/lastPart.ts';
import { type Place, placeKey } from '../base/span.ts';
import type { Problem, ProblemKind } from '../layers/problems.ts';
import type { ProblemRecord } from '../model/understanding.ts';
import { callParts } from './brackets.ts';
import type { Finding, Fix, Severity } from './finding.ts';
import type { Rule, RuleContext } from './rule.ts';
import { inputText, listed, placeAt, shapeText, textAt } from './words.ts';

export type ProblemOf<K extends ProblemKind> = Extract<Problem, { readonly kind: K }>;

interface Parts<K extends ProblemKind> extends Omit<Rule, 'check' | 'severity'> {
  readonly severity?: Severity;
  readonly kinds: readonly K[];
  /** What is wrong, as one sentence or two that stand alone. */
  say(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): string;
  /** The severity where it is not the rule's own. */
  grade?(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): Severity | undefined;
  /** True where another finding says it already. */
  skips?(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): boolean;
  /** What the framework says where that depends on how the call is written. */
  words?(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): string | undefined;
  /** Where it is wrong, if that is narrower than the argument concerned or the whole call. */
  at?(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): Place | undefined;
  /** Further places beside those that the inputs come from. */
  related?(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): Finding['related'];
  fixes?(problem: ProblemOf<K>, record: ProblemRecord, context: RuleContext): readonly Fix[];
}

/** A rule for kinds of problems. */
export function problemRule<K extends ProblemKind>(parts: Parts<K>): Rule {
  const { kinds, say, grade, skips, words, at, related, fixes, severity = 'error', ...page } = parts;
  const wanted = new Set<ProblemKind>(kinds);
  const check = (context: RuleContext): readonly Finding[] => {
    const said = new Set<string>();
    return context.problems.flatMap(record => {
      if (!wanted.has(record.problem.kind) || isIgnored(record.problem) || isHalfRead(record, context)) return [];
      if (followsFromIndex(record, context)) return [];
      const problem = record.problem as ProblemOf<K>;
      if (skips?.(problem, record, context) === true) return [];
      const message = `${lambdaText(record, context)}${say(problem, record, context)}${effectText(problem, context)}`;
      const place =
        at?.(problem, record, context) ?? argumentPlaceOf(problem, record) ?? refusedData(record) ?? record.place;
      // A call that makes many layers says the same of each, and says it once; of an argument so, whatever its value.
      const what =
        record.problem.kind === 'argument-value'
          ? record.problem.argument
          : message.replaceAll(record.subject.name, '');
      const key = `${placeKey(place)} ${what}`;
      if (said.has(key)) return [];
      said.add(key);
      return [
        {
          rule: record.lambda === undefined ? parts.id : lambdaRule,
          // What the framework builds without a word is a warning, even where it fails when it runs.
          severity: grade?.(problem, record, context) ?? (problem.effect === undefined ? severity : 'warning'),
          message,
          ...runtimeOf(problem, record, context, words?.(problem, record, context)),
          place,
          related: [
            ...relatedOf(record, context),
            ...builtAt(record),
            ...(related?.(problem, record, context) ?? []),
          ].filter(other => !samePlace(other.place, place)),
          fixes: fixes?.(problem, record, context) ?? [],
        },
      ];
    });
  };
  return { ...page, severity, check };
}

/** The rule of all that fails inside the function of a Lambda layer. */
export const lambdaRule = 'lambda-shape';

function lambdaText({ lambda }: ProblemRecord, context: RuleContext): string {
  if (lambda === undefined) return '';
  const { layer, shapes } = lambda;
  const name = layer.named ? `\`${layer.name}\` (Lambda)` : 'this `Lambda`';
  return `The function of ${name} fails on ${listed(shapes.map(shape => shapeText(shape, context.dialect)))}: `;
}

/** Where the argument stands that a problem names. */
function argumentPlaceOf(problem: Problem, record: ProblemRecord): Place | undefined {
  if (!('argument' in problem) || problem.argument === undefined) return undefined;
  const span = record.argSpans.get(problem.argument);
  return span === undefined ? undefined : placeAt(record.place.uri, span);
}

/** The data that the first layer of a Sequential does not take, where it is written in the same file. */
function refusedData({ fed, place }: ProblemRecord): Place | undefined {
  return fed?.from === 'data' && fed.place.uri === place.uri ? fed.place : undefined;
}

/** The layer that data builds, and the data that builds it. */
function builtAt({ fed, place, subject }: ProblemRecord): Finding['related'] {
  if (fed === undefined) return [];
  const layer = { place, message: `This \`${subject.className}\` is built by the data.` };
  return fed.from === 'data' ? [layer] : [{ place: fed.place, message: 'The model is built by this data.' }];
}

function samePlace(one: Place, other: Place): boolean {
  return one.uri === other.uri && one.start === other.start && one.end === other.end;
}

/** Where the inputs of the call come from, each place once. */
function relatedOf(record: ProblemRecord, context: RuleContext): Finding['related'] {
  const seen = new Set<string>();
  return record.inputs.flatMap(input => {
    const { place, type } = input;
    if (place === undefined || (place.start === record.place.start && place.end === record.place.end)) return [];
    const key = `${place.start} ${place.end}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      { place, message: `${inputText(input, context) ?? 'This'} gives ${shapeText(type.shape, context.dialect)}.` },
    ];
  });
}

function effectText(problem: Problem, { dialect }: RuleContext): string {
  if (problem.effect !== 'fails when run') return '';
  // TensorFlow.js computes tensors without elements.
  if (dialect === 'tfjs' && problem.kind === 'empty-output') return ' TensorFlow.js builds it all the same.';
  return ' It is built all the same and fails when it runs.';
}

/** What the framework itself says, so that the message is recognised. */
function runtimeOf(
  problem: Problem,
  record: ProblemRecord,
  context: RuleContext,
  written: string | undefined,
): Pick<Finding, 'runtime' | 'runtimeBy'> {
  const words = written ?? problem.runtime?.[context.dialect];
  const by = written === undefined ? problem.runtime?.by : undefined;
  if (words === undefined) return {};
  return { runtime: words.replaceAll('{name}', record.subject.name), ...(by === undefined ? {} : { runtimeBy: by }) };
}

/** The layer or function that reported the problem, as the user knows it: with its name or variable, else as it is called. */
export function subjectText(record: ProblemRecord, context?: RuleContext): string {
  const { subject, problem } = record;
  const inside = problem.within === undefined ? '' : ` (its \`${problem.within}\`)`;
  const { layer } = subject;
  if (layer === undefined) return `\`${operationText(record, context)}\`${inside}`;
  const className = layer.className === 'InputLayer' ? 'Input' : subject.className;
  const own = layer.named ? subject.name : context?.variable(layer.created);
  return own === undefined ? `\`${className}\`${inside}` : `\`${own}\` (${className})${inside}`;
}

/** An operation as it is written: the function that is called, or the whole of a short expression with an operator. */
function operationText({ subject, place }: ProblemRecord, context: RuleContext | undefined): string {
  const plain = lastPart(subject.className);
  if (context === undefined || place.uri !== context.uri || subject.className.includes('.applications.')) return plain;
  const callee = callParts(context, place)?.callee;
  const written = textAt(context, callee ?? place);
  const isName = callee !== undefined && /^[\w$.]+$/.test(written) && lastPart(written) === plain;
  if (isName) return written.includes('applications.') ? plain : written;
  const whole = textAt(context, place);
  return whole.length <= longestExpression && !whole.includes('\n') && !whole.includes('`') ? whole : plain;
}

/** Longer expressions would hide what is said of them. */
const longestExpression = 40;

/** What goes wrong with a tensor that lost its batch axis to an index has that index for its cause. */
function followsFromIndex({ inputs }: ProblemRecord, { indexings }: RuleContext): boolean {
  return inputs.some(({ place }) =>
    indexings.some(
      index => index.picks === 'batch' && index.place.start === place?.start && index.place.end === place.end,
    ),
  );
}

/** A call that is still being typed, or that holds what could not be read, may say something else than what was read of it. */
function isHalfRead({ place }: ProblemRecord, { uri, unread }: RuleContext): boolean {
  return place.uri === uri && unread.some(span => place.start <= span.start && span.end <= place.end);
}

/** Unknown keys that the framework ignores are the business of `ignored-argument`. */
function isIgnored(problem: Problem): boolean {
  return problem.kind === 'unknown-argument' && problem.effect === 'silent';
}
