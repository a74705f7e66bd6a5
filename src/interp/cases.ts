// Functions that make one of several models by a text that is not known here, such as what a user of the page chooses: what
// they do with each of the texts they know is shown beside what holds for all. What rules judge is not touched by it.

import { layerParameters } from '../model/parameters.ts';
import { stackChanges } from '../model/stackChanges.ts';
import type { ModelRecord } from '../model/understanding.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { aside } from './aside.ts';
import { type CaseTexts, caseTexts } from './caseTexts.ts';
import { type Context, markOf, rewind } from './context.ts';
import { string } from './make.ts';
import type { CallArgs, FunctionValue, Value } from './value.ts';

/** The models that one call makes for each text it may be given, and those of the call itself as it left them. */
export interface CaseRecord {
  readonly models: readonly ModelRecord[];
  readonly behind: readonly ModelState[];
}

interface ModelState extends ModelRecord {
  readonly changes: number;
  readonly trainable: boolean;
}

/** Runs a call on the given arguments; nothing where it raises on every path. */
type Attempt = (args: CallArgs) => Value | undefined;

/** The part of what is left of the budget that the cases of one call may take. */
const casesShare = 0.3;

/** How many calls of one function are taken apart. */
const mostCalls = 8;

/** A text that no program tells from others. */
const anyOther = string('\u0000');

/** How often each function was taken apart; infinite for one that takes other texts too, or makes no model of its own. */
const takenApart = new WeakMap<Context, Map<object, number>>();

/**
 * Runs a call, and before it once for each text that an argument of unknown value may be, where the function raises for all
 * others. Everything that those runs change or note is taken back but the models they make.
 */
export function withCases(
  context: Context,
  callee: FunctionValue,
  args: CallArgs,
  attempt: Attempt,
): Value | undefined {
  const texts = context.cased ? undefined : textsOf(context, callee, args);
  if (texts === undefined) return attempt(args);
  const models = modelsOfCases(context, callee, texts, attempt);
  const { record } = context;
  const { models: from } = markOf(record);
  const answer = attempt(args);
  if (models.length > 0) record.cases.push({ models, behind: record.models.slice(from).map(stateOf) });
  return answer;
}

interface Given extends CaseTexts {
  /** The arguments with that text in place of the one that is not known. */
  argsWith(text: Value): CallArgs;
}

function textsOf(context: Context, callee: FunctionValue, args: CallArgs): Given | undefined {
  if (args.open !== undefined || args.openRest !== undefined) return undefined;
  const texts = caseTexts(callee.node, callee.program);
  if (texts === undefined) return undefined;
  const counts = takenApart.get(context) ?? new Map<object, number>();
  takenApart.set(context, counts);
  const count = counts.get(callee.node) ?? 0;
  if (count >= mostCalls) return undefined;
  const { name, position } = texts;
  const keyword = args.keywords.findIndex(one => one.name === name);
  const given = keyword >= 0 ? args.keywords[keyword] : args.positional[position];
  if (given === undefined || !mayBeText(given.value)) return undefined;
  counts.set(callee.node, count + 1);
  const argsWith = (value: Value): CallArgs => ({
    ...args,
    positional: args.positional.map((one, i) => (keyword < 0 && i === position ? { ...one, value } : one)),
    keywords: args.keywords.map((one, i) => (i === keyword ? { ...one, value } : one)),
  });
  return { ...texts, argsWith };
}

function mayBeText(value: Value): boolean {
  if (value.kind === 'plain') return value.type === 'string';
  return value.kind === 'unknown' && value.why.kind !== 'error' && value.why.kind !== 'budget';
}

/** The models of all cases; none where other texts are taken too, or not everything about them is known. */
function modelsOfCases(
  context: Context,
  callee: FunctionValue,
  { name, texts, argsWith }: Given,
  attempt: Attempt,
): readonly ModelRecord[] {
  const found: ModelRecord[] = [];
  let isWhole = true;
  const { record } = context;
  const mark = markOf(record);
  const ended = aside(context, () => {
    if (context.later !== undefined) context.later = [];
    context.cased = true;
    const reason = context.budget.portion(casesShare, () => {
      context.store.tentatively(() => {
        isWhole = attempt(argsWith(anyOther)) === undefined;
      });
      rewind(record, mark);
      for (const text of isWhole ? texts : []) {
        context.store.tentatively(() => {
          isWhole &&= attempt(argsWith(string(text))) !== undefined;
        });
        const given = `${name} = '${text}'`;
        found.push(...record.models.slice(mark.models).map(one => ({ ...one, given })));
        rewind(record, mark);
      }
    });
    context.cased = false;
    return reason;
  });
  if (ended === undefined && isWhole && found.length > 0) return found.every(isKnown) ? found : [];
  takenApart.get(context)?.set(callee.node, Number.POSITIVE_INFINITY);
  return [];
}

/** Models that are classes of the program get their layers when they are called. */
function isKnown({ model }: ModelRecord): boolean {
  return model.kind !== 'subclass' && !isUnknown(layerParameters(model.layer).total);
}

function stateOf(record: ModelRecord): ModelState {
  const { model } = record;
  return { ...record, changes: stackChanges(model), trainable: model.layer.state.value.trainable };
}

/**
 * The models of cases that may be shown at the end of a run: those that stand beside a model of which not everything is
 * known, and that no one changed after the call that made it.
 */
export function modelsOfAllCases(cases: readonly CaseRecord[]): readonly ModelRecord[] {
  return cases.flatMap(({ models, behind }) => {
    if (!behind.every(isUnchanged)) return [];
    return models.flatMap(one => {
      const beside = behind.filter(({ place }) => place.uri === one.place.uri && place.start === one.place.start);
      return beside.some(({ model }) => isUnknown(layerParameters(model.layer).total)) ? [one] : [];
    });
  });
}

function isUnchanged({ model, changes, trainable }: ModelState): boolean {
  return stackChanges(model) === changes && model.layer.state.value.trainable === trainable;
}
