// Comprehensions: their clauses run as loops do. Where the number of turns is not known, or whether a condition holds, the
// results from there on are known only by what they have in common.

import type { Dim } from '../shapes/dim.ts';
import { type Unknown, unknown } from '../shapes/unknown.ts';
import type { ComprehensionClause, ComprehensionExpression } from '../syntax/expression.ts';
import { assign } from './assign.ts';
import { limits } from './budget.ts';
import { type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { iterate } from './iterate.ts';
import { differs, joinValues } from './join.ts';
import { keyOf } from './key.ts';
import { recordOf, sequence, whyUnknown } from './make.ts';
import { endOf, joinAll } from './openList.ts';
import { truth } from './operators.ts';
import { newScope } from './scope.ts';
import { setOf } from './sets.ts';
import type { RecordEntry, Value } from './value.ts';

/** What a comprehension has given so far. */
interface Results {
  readonly items: Value[];
  readonly entries: Map<string, RecordEntry>;
  /** Set once it is not known how many results there are: why, and what each further one is. */
  end: { readonly why: Unknown; readonly each: Value | undefined } | undefined;
  /** How many results there are that are not kept apart, where each turn gives one. */
  count?: Dim;
}

/** The list, set or record that a comprehension makes. */
export function evaluateComprehension(frame: Frame, expression: ComprehensionExpression): Value {
  const inner: Frame = { ...frame, scope: newScope('block', frame.scope) };
  const results: Results = { items: [], entries: new Map(), end: undefined };
  comprehend(inner, expression.clauses, 0, results, () => produce(inner, expression, results));
  const end = results.end === undefined ? undefined : endOf(results.end.why, results.end.each, results.count);
  if (expression.type === 'record')
    return recordOf(results.entries, { open: end === undefined ? undefined : endOf(end, undefined) });
  const { items } = results;
  return expression.type === 'set' ? setOf(items, end) : sequence('list', items, end);
}

function produce(
  frame: Frame,
  { key: keyExpression, value: valueExpression }: ComprehensionExpression,
  results: Results,
): void {
  if (keyExpression !== undefined) {
    const key = evaluate(frame, keyExpression);
    const value = evaluate(frame, valueExpression);
    const text = keyOf(key);
    if (text === undefined || results.end !== undefined)
      further(results, value, whyUnknown(key) ?? unknown({ kind: 'data', what: 'a key of the record' }));
    else results.entries.set(text, { key, value });
    return;
  }
  const value = evaluate(frame, valueExpression);
  if (results.end === undefined) results.items.push(value);
  else further(results, value, results.end.why);
}

function further(results: Results, value: Value, why: Unknown): void {
  results.end =
    results.end === undefined || results.end.each === undefined
      ? { why: results.end?.why ?? why, each: value }
      : { why: results.end.why, each: joinValues(results.end.each, value) ?? differs };
}

/** Runs the clauses from `at` on. */
function comprehend(
  frame: Frame,
  clauses: readonly ComprehensionClause[],
  at: number,
  results: Results,
  result: () => void,
): void {
  const clause = clauses[at];
  const { budget, store } = frame.context;
  if (clause === undefined) {
    result();
    return;
  }
  /** Runs what is left of the clauses for a turn that may not take place. */
  const perhaps = (why: Unknown, before: () => void): void => {
    results.end ??= { why, each: undefined };
    store.tentatively(() => {
      before();
      comprehend(frame, clauses, at + 1, results, result);
    });
  };
  if (clause.kind === 'if') {
    const test = truth(evaluate(frame, clause.test), frame.program.traits);
    if (test === true) comprehend(frame, clauses, at + 1, results, result);
    else if (test === undefined) perhaps(differs, () => undefined);
    return;
  }
  const iteration = iterate(frame.context, evaluate(frame, clause.iterable), placeOf(frame, clause.iterable.span));
  const start = budget.used();
  for (const [turn, item] of iteration.items.entries()) {
    if (budget.used() - start > limits.loopSteps) {
      const why = unknown({ kind: 'budget', what: 'steps of a loop' });
      const any = joinAll(iteration.items.slice(turn)) ?? why;
      perhaps(why, () => assign(frame, clause.target, any, 'block'));
      if (clauses.length === 1 && iteration.rest === undefined) results.count = iteration.items.length - turn;
      return;
    }
    if (budget.step()) {
      results.end ??= { why: budget.stopped() ?? differs, each: undefined };
      return;
    }
    assign(frame, clause.target, item, 'block');
    comprehend(frame, clauses, at + 1, results, result);
  }
  const { rest } = iteration;
  if (rest === undefined) return;
  const why = iteration.why ?? whyUnknown(rest) ?? unknown({ kind: 'data', what: 'the number of turns' });
  perhaps(why, () => assign(frame, clause.target, rest, 'block'));
  if (clauses.length === 1 && iteration.count !== undefined) results.count = iteration.count;
}
