// Loops. One of known turns is run turn by turn; one of unknown length runs until nothing changes any more, and only its last
// round is recorded.

import type { Box } from '../base/box.ts';
import { add, type Dim } from '../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { ForStatement, WhileStatement } from '../syntax/statement.ts';
import { assign } from './assign.ts';
import { limits } from './budget.ts';
import { type Frame, markOf, placeOf, rewind } from './context.ts';
import { counterOf } from './counted.ts';
import { evaluate } from './evaluate.ts';
import { nameReason, trackGrowth } from './growth.ts';
import { type Iteration, iterate } from './iterate.ts';
import { joinWrites } from './join.ts';
import { string, whyUnknown } from './make.ts';
import { joinAll } from './openList.ts';
import { truth } from './operators.ts';
import { type Completion, runBody } from './run.ts';
import { newScope } from './scope.ts';
import { runSettled } from './settled.ts';
import { watchTurns } from './turnWatch.ts';
import type { Value } from './value.ts';

/** Runs a loop over items: those that are known one by one, the rest of them as one. */
export function runFor(frame: Frame, statement: ForStatement): Completion {
  const iterable = evaluate(frame, statement.iterable);
  const place = placeOf(frame, statement.iterable.span);
  const iteration = statement.over === 'keys' ? keysOf(iterable) : iterate(frame.context, iterable, place);
  const { items } = iteration;
  let { rest, count }: Iteration = iteration;
  const watch = watchTurns(frame.context);
  const turn = (item: Value): Completion => {
    const inner = statement.declares === 'block' ? { ...frame, scope: newScope('block', frame.scope) } : frame;
    assign(inner, statement.target, item, statement.declares);
    return runBody(inner, statement.body);
  };
  let turns = 0;
  for (const item of items) {
    turns++;
    watch.begin();
    if (watch.isEndless()) {
      frame.context.budget.stop('turns of a loop');
      return undefined;
    }
    if (frame.context.budget.step()) return undefined;
    const completion = turn(item);
    if (completion?.kind === 'break') return undefined;
    if (completion?.kind === 'may break') {
      rest = joinAll([...items.slice(turns), ...(rest === undefined ? [] : [rest])]);
      count = undefined;
      break;
    }
    if (completion !== undefined && completion.kind !== 'continue') return completion;
    if (watch.end(items.length) && turns < items.length) {
      const left = items.slice(turns);
      if (rest === undefined) count = left.length;
      else if (count !== undefined) count = add(count, left.length);
      rest = joinAll([...left, ...(rest === undefined ? [] : [rest])]) ?? manySteps;
      break;
    }
    if (watch.mayHaveSettled(items.length - turns) && runSettled(frame, items.slice(turns), turn)) break;
  }
  if (rest !== undefined) {
    const last = rest;
    const why = iteration.why ?? whyUnknown(last);
    const again = runUnknownTurns(frame, { count, ...(why === undefined ? {} : { why }) }, () => turn(last));
    if (again !== undefined) return again;
  }
  return runBody(frame, statement.otherwise);
}

const manySteps = unknown({ kind: 'budget', what: 'steps of a loop' });

function keysOf(value: Value): Iteration {
  if (value.kind === 'list') {
    const open = value.open.value;
    const items = value.items.value.map((_, i) => string(String(i)));
    return open === undefined ? { items } : { items, rest: open };
  }
  if (value.kind === 'record') {
    const items = [...value.entries.value.values()].map(entry => entry.key);
    return value.open.value === undefined ? { items } : { items, rest: value.open.value };
  }
  return { items: [], rest: isUnknown(value) ? value : unknown({ kind: 'data', what: 'the names of its properties' }) };
}

/**
 * A body that runs an unknown number of times, perhaps never: it is run from the state before, what it wrote is joined
 * with that state, and so again until nothing changes. Only the last round is recorded. `count` says how often it runs
 * where that is known all the same and `holds` confirms it at the end, `why` for what reason it is not.
 */
function runUnknownTurns(
  frame: Frame,
  {
    count: turns,
    why,
    holds = () => true,
  }: { readonly count?: Dim | undefined; readonly why?: Unknown; readonly holds?: () => boolean },
  turn: () => Completion,
): Completion {
  const { store, record } = frame.context;
  const growth = turns === undefined ? undefined : trackGrowth(store, frame.context.nextId);
  let whole = true;
  const mark = markOf(record);
  for (let round = 0; round < limits.rounds; round++) {
    rewind(record, mark);
    const returned = frame.returns.length;
    let completion: Completion;
    const writes = store.tentatively(() => {
      completion = turn();
    });
    if (completion?.kind === 'raise') {
      growth?.finish(undefined);
      return undefined;
    }
    if ((completion !== undefined && completion.kind !== 'continue') || frame.returns.length > returned) whole = false;
    const before = new Map([...writes.keys()].map(target => [target, target.value] as const));
    const touched = new Set<Box<unknown>>();
    joinWrites(store, new Map(), writes, touched);
    growth?.round(before, writes, touched);
    const changed = [...before].some(([target, value]) => target.value !== value);
    if (completion?.kind === 'return' && frame.returns.length === returned) frame.returns.push(completion.value);
    if (changed) continue;
    growth?.finish(whole && holds() ? turns : undefined);
    if (why !== undefined) nameReason(store, before.keys(), why);
    return undefined;
  }
  growth?.finish(undefined);
  return undefined;
}

/** Runs a loop while its test is known, and from then on as one of unknown length. */
export function runWhile(frame: Frame, statement: WhileStatement): Completion {
  const { context } = frame;
  const watch = watchTurns(context);
  const counter = counterOf(statement);
  let isWatched = false;
  for (let turn = 0; ; turn++) {
    const test =
      statement.bodyFirst && turn === 0 ? true : truth(evaluate(frame, statement.test), frame.program.traits);
    if (test === false) return runBody(frame, statement.otherwise);
    if (test === undefined || isWatched || watch.isEndless() || isForever(statement, turn)) {
      const end = counter?.end(frame);
      // Code that the body calls may still change where the loop ends.
      const holds = (): boolean => end !== undefined && counter?.end(frame) === end;
      runUnknownTurns(frame, { count: test === true ? counter?.left(frame) : undefined, holds }, () => {
        const completion = runBody(frame, statement.body);
        runBody(frame, statement.update);
        return completion;
      });
      return undefined;
    }
    if (context.budget.step()) return undefined;
    watch.begin();
    const left = counter?.left(frame);
    const completion = runBody(frame, statement.body);
    if (completion?.kind === 'break') return undefined;
    if (completion !== undefined && completion.kind !== 'continue' && completion.kind !== 'may break')
      return completion;
    runBody(frame, statement.update);
    isWatched = watch.end(left === undefined ? undefined : turn + left);
    if (completion?.kind !== 'may break') continue;
    runUnknownTurns(frame, {}, () => {
      const again = runBody(frame, statement.body);
      runBody(frame, statement.update);
      return again;
    });
    return undefined;
  }
}

/** A `while True` or `while 1` that no known condition has left after some turns is a training loop or a generator. */
function isForever(statement: WhileStatement, turn: number): boolean {
  return turn >= 3 && (statement.test.kind === 'constant' || statement.test.kind === 'number');
}
