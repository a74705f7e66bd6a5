// How far a loop is run turn by turn: a model that is built is run to its end, a loop over data only as long as its turns tell
// something new, or cost little.

import type { Layer } from '../model/graph.ts';
import { limits } from './budget.ts';
import type { Context, Recorder } from './context.ts';

/** Turns in a row that make nothing new which tell a loop over data from a model being built. */
const quietTurns = 8;

/** Turns that make nothing new after which it is first asked whether further ones change anything. */
const likeTurns = 4;

/** Turns that do nothing but call again, on data, what earlier ones called; further ones tell nothing new. */
const turnsOnData = 2;

/** Loops of so few turns are run to their end, whatever they do. */
const shortLoop = 12;

export interface TurnWatch {
  /** Notes that a turn begins. */
  begin(): void;
  /** Notes that it ended. True where further turns are not to be run one by one; `total` says how many there are, where known. */
  end(total: number | undefined): boolean;
  /** True where it is worth asking whether the loop has settled, with so many turns left; each time after more turns. */
  mayHaveSettled(left: number): boolean;
  /** True where the loop went on for too long although a model grows in it. */
  isEndless(): boolean;
}

/** Watches the turns of one loop from now on. */
export function watchTurns({ budget, record, callbacks }: Context): TurnWatch {
  const start = budget.used();
  let calls = record.calls.length;
  let turns = 0;
  let modelled = 0;
  let onData = 0;
  let asksAfter = likeTurns;
  const seen = new Set<Layer>();
  /** Whether a loop that took so many steps for a part of its turns would take too many for all of them. */
  const isTooLong = (total: number | undefined): boolean => {
    const used = budget.used() - start;
    // What other code calls runs again and again, and of a loop without a known end nothing says that it is nearly over.
    if (total === undefined || callbacks > 0) return true;
    const whole = (used * total) / turns;
    return whole > limits.wholeLoopSteps || start + whole > limits.steps / 2;
  };
  return {
    begin() {
      turns++;
      calls = record.calls.length;
    },
    end(total) {
      if (madeNew(record, calls, seen)) {
        modelled = turns;
        onData = 0;
      } else if (record.calls.length > calls) onData++;
      if (onData >= turnsOnData && (total ?? turns) > shortLoop) return true;
      const most = callbacks > 0 ? limits.calledLoopSteps : limits.loopSteps;
      const isLong = budget.used() - start > most || turns >= limits.loopTurns;
      return isLong && turns - modelled > quietTurns && isTooLong(total);
    },
    mayHaveSettled(left) {
      if (left <= shortLoop || turns < asksAfter || turns - modelled < likeTurns) return false;
      asksAfter = turns * 4;
      return true;
    },
    isEndless: () => turns > limits.loopTurns && turns - modelled <= quietTurns,
  };
}

/**
 * True where a layer was called on a symbolic tensor since the mark, or one that is not among the `seen` was called on data.
 * Further calls of the same layers on data tell nothing new after some turns.
 */
function madeNew({ calls }: Recorder, from: number, seen: Set<Layer>): boolean {
  let isNew = false;
  for (let i = from; i < calls.length; i++) {
    const call = calls[i];
    if (call === undefined) break;
    if (call.node.callIndex >= 0 || !seen.has(call.layer)) isNew = true;
    seen.add(call.layer);
  }
  return isNew;
}
