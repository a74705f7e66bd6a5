// Loops that have settled: further turns change nothing but what each of them makes anew, so that running the last one alone
// gives what running all of them gives. Loops over the elements of an array and loops over epochs are of this kind.

import type { Box } from '../base/box.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { joinVariable } from './boxes.ts';
import { limits } from './budget.ts';
import { type Frame, markOf, type Recorder, rewind } from './context.ts';
import { applyWrites, joinWrites, sameValue } from './join.ts';
import { joinAll } from './openList.ts';
import type { Completion } from './run.ts';
import type { Value } from './value.ts';

type Writes = ReadonlyMap<Box<unknown>, unknown>;

/**
 * Runs all that is left of a loop at once where it has settled; changes nothing and gives false where that cannot be shown.
 *
 * A turn on a value that stands for all `left` is run until the state before it holds for the state after it, so that this
 * state holds before every turn to come. Where the last turn, run from there and from the state as it is now, leaves the same
 * and makes anew all that the turns between may have changed, it is all that has to be run.
 */
export function runSettled(frame: Frame, left: readonly Value[], turn: (item: Value) => Completion): boolean {
  const { store, record } = frame.context;
  const last = left.at(-1);
  const any = joinAll(left);
  if (last === undefined || any === undefined) return false;
  const mark = markOf(record);
  const returned = frame.returns.length;
  /** What a turn writes; undefined where it leaves the loop or leaves anything in the records. */
  const writesOf = (item: Value): Writes | undefined => {
    let completion: Completion;
    const writes = store.tentatively(() => {
      completion = turn(item);
    });
    const isQuiet = !hasGrown(record, mark) && frame.returns.length === returned;
    if (!isQuiet) rewind(record, mark);
    frame.returns.length = returned;
    return isQuiet && (completion === undefined || completion.kind === 'continue') ? writes : undefined;
  };
  let fromAny: Writes | undefined;
  const between = store.tentatively(() => {
    if (holdsAfter(frame, () => writesOf(any))) fromAny = writesOf(last);
  });
  if (fromAny === undefined) return false;
  const fromHere = writesOf(last);
  if (fromHere === undefined || !sameWrites(fromHere, fromAny)) return false;
  for (const [place, value] of between) {
    if (place.value !== value && !fromHere.has(place)) return false;
  }
  applyWrites(store, fromHere);
  return true;
}

/** Widens the state until it holds before and after a turn; false where it does not come to that. */
function holdsAfter({ context: { store } }: Frame, turn: () => Writes | undefined): boolean {
  for (let round = 0; round < limits.rounds; round++) {
    const writes = turn();
    if (writes === undefined) return false;
    const before = new Map([...writes.keys()].map(target => [target, target.value] as const));
    joinWrites(store, new Map(), writes);
    if (![...before].some(([target, value]) => target.value !== value)) return true;
  }
  return false;
}

function hasGrown(record: Recorder, mark: ReturnType<typeof markOf>): boolean {
  const now = markOf(record);
  return (
    now.calls > mark.calls ||
    now.models > mark.models ||
    now.problems > mark.problems ||
    now.indexings > mark.indexings ||
    now.trainings > mark.trainings
  );
}

function sameWrites(a: Writes, b: Writes): boolean {
  if (a.size !== b.size) return false;
  for (const [target, value] of a) if (!b.has(target) || !sameContent(target, value, b.get(target))) return false;
  return true;
}

/** Whether two contents of a box say the same; contents other than values have to be the same object. */
function sameContent(target: Box<unknown>, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (target.join !== joinVariable || a === undefined || b === undefined) return false;
  const one = a as Value;
  const other = b as Value;
  return isUnknown(one) && isUnknown(other) ? true : sameValue(one, other);
}
