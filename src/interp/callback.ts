// Functions of the program that other code calls: how often is not known, perhaps never. What they write is joined with the
// state before, as after a loop of unknown length.

import type { Place } from '../base/span.ts';
import { unknown } from '../shapes/unknown.ts';
import { limits } from './budget.ts';
import { type Context, markOf, rewind } from './context.ts';
import { joinWrites } from './join.ts';
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
