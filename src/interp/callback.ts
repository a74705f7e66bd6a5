// Functions of the program that other code calls: how often is not known, perhaps never. What they write is joined with the
// state before, as after a loop of unknown length. Some are called only once the program has come to its end.

import { now } from '../base/box.ts';
import type { Place } from '../base/span.ts';
import { unknown } from '../shapes/unknown.ts';
import { limits } from './budget.ts';
import { type Context, markOf, rewind } from './context.ts';
import { joinWrites } from './join.ts';
import type { RunAlone } from './records.ts';
import type { CallArgs, Value } from './value.ts';

/**
 * What such a function gives, the last time it runs. Only that run is recorded. One within another is run once each time,
 * since the outer one is run again until nothing changes.
 */
export function callAnyNumberOfTimes(context: Context, callee: Value, args: CallArgs, place: Place): Value {
  const { store, record } = context;
  const mark = markOf(record);
  let answer: Value = unknown({ kind: 'data', what: 'what a function gives' });
  const rounds = context.callbacks > 0 ? 1 : limits.rounds;
  for (let round = 0; round < rounds; round++) {
    rewind(record, mark);
    context.callbacks++;
    const writes = store.tentatively(() => {
      answer = context.call(callee, args, place);
    });
    context.callbacks--;
    const before = [...writes.keys()].map(target => [target, target.value] as const);
    joinWrites(store, new Map(), writes);
    if (before.every(([target, value]) => target.value === value)) return answer;
  }
  return answer;
}

/** A function that is called once the program has run. */
export interface LaterCall {
  readonly callee: Value;
  readonly args: CallArgs;
  readonly place: Place;
}

/** How many such functions are remembered: a page has some dozens. */
const mostLater = 500;

/** Calls a function any number of times when the program has come to its end, or now where it has. */
export function callLater(context: Context, callee: Value, args: CallArgs, place: Place): void {
  const { later } = context;
  if (later === undefined) callAnyNumberOfTimes(context, callee, args, place);
  else if (later.length < mostLater) later.push({ callee, args, place });
}

/** Runs `body`, and then the functions that are called later; gives back what these recorded. */
export function withLaterCalls(context: Context, body: () => void): readonly RunAlone[] {
  const waiting: LaterCall[] = [];
  context.later = waiting;
  try {
    body();
  } finally {
    context.later = undefined;
  }
  return waiting.flatMap(({ callee, args, place }) => {
    const from = markOf(context.record);
    // Which of them runs when is not known.
    const before = context.alone;
    context.alone = now();
    callAnyNumberOfTimes(context, callee, args, place);
    context.alone = before;
    return callee.kind === 'function' ? [{ node: callee.node, from, to: markOf(context.record) }] : [];
  });
}
