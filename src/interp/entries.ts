// What the analysed file brings about in files it imports: the models that are made there for its calls, and what goes wrong
// there because of the arguments that it gives.

import { type Place, placeKey } from '../base/span.ts';
import type { ModelRecord, ProblemRecord } from '../model/understanding.ts';
import { type Context, markOf, rewind } from './context.ts';
import { callAlone } from './uncalled.ts';
import type { FunctionValue, Value } from './value.ts';

/** A call from the analysed file into another one. */
export interface Entry {
  /** The call in the analysed file. */
  readonly place: Place;
  readonly callee: FunctionValue;
  readonly self: Value | undefined;
}

/** A problem in another file, or in a loss, and the call in the analysed one that brought it about. */
export interface CausedProblem {
  readonly record: ProblemRecord;
  readonly caller: Place;
}

/** The problems in losses of the program that calls which train bring about, unless the loss has them with any batch. */
export function problemsInLosses({ record: { problems } }: Context): readonly CausedProblem[] {
  const always = new Set(problems.flatMap(problem => (problem.loss === undefined ? [keyOf(problem)] : [])));
  return problems.flatMap(record =>
    record.loss === undefined || always.has(keyOf(record)) ? [] : [{ record, caller: record.loss.called }],
  );
}

/** Runs the body of a function; what is recorded meanwhile counts as brought about by the call that led to its file. */
export function within<T>(context: Context, entry: Entry, body: () => T): T {
  const outer = context.entry;
  const { mainUri } = context;
  if (entry.callee.uri === mainUri) context.entry = undefined;
  else if (outer === undefined && entry.place.uri === mainUri) context.entry = entry;
  try {
    return body();
  } finally {
    context.entry = outer;
  }
}

/** Records a model, with the call that led to it where another file makes it. */
export function recordModel({ entry, mainUri, record }: Context, made: ModelRecord): void {
  const isElsewhere = entry !== undefined && made.place.uri !== mainUri;
  record.models.push(isElsewhere ? { ...made, calledAt: entry.place } : made);
}

/** Notes which call led to a problem, if it is one of another file. */
export function noteEntry({ entry, mainUri, record }: Context, problem: ProblemRecord): void {
  if (entry !== undefined && problem.place.uri !== mainUri) record.entries.set(problem, entry);
}

/**
 * The first problem that each call brings about in another file. Left out is what goes wrong there with any arguments, since
 * that file says so itself.
 */
export function causedProblems(context: Context): readonly CausedProblem[] {
  const { record, budget } = context;
  const first = new Map<string, { readonly record: ProblemRecord; readonly entry: Entry }>();
  for (const problem of record.problems) {
    const entry = record.entries.get(problem);
    if (entry === undefined || problem.loss !== undefined) continue;
    const key = placeKey(entry.place);
    if (!first.has(key)) first.set(key, { record: problem, entry });
  }
  const always = new Map<object, ReadonlySet<string>>();
  return [...first.values()].flatMap(({ record: problem, entry }) => {
    if (budget.stopped() !== undefined) return [];
    const { node } = entry.callee;
    const known = always.get(node) ?? problemsOfAny(context, entry);
    always.set(node, known);
    return budget.stopped() !== undefined || known.has(keyOf(problem))
      ? []
      : [{ record: problem, caller: entry.place }];
  });
}

/** What goes wrong in a function on arguments that are not known. */
function problemsOfAny(context: Context, { callee, self }: Entry): ReadonlySet<string> {
  const { record } = context;
  const mark = markOf(record);
  callAlone(context, callee, self);
  const found = record.problems.slice(mark.problems).map(keyOf);
  rewind(record, mark);
  return new Set(found);
}

function keyOf({ problem, place }: ProblemRecord): string {
  return `${problem.kind} ${placeKey(place)}`;
}
