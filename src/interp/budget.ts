// The limits of an analysis. Reaching one never is a finding: what was not computed is unknown, for that reason.

import { type Unknown, unknown } from '../shapes/unknown.ts';

/** The named limits, each with its reason. */
export const limits = {
  /** Expressions and statements evaluated. A large tutorial takes some 20,000; a million keeps a run below a second. */
  steps: 1_000_000,
  /** Wall-clock time in milliseconds. Editors feel stuck beyond a second or two. */
  milliseconds: 3_000,
  /** Calls within calls. Real programs stay below 30; each level takes several of the host's own stack frames. */
  callDepth: 60,
  /** Expressions within expressions, over all open calls. The host's own stack bears some five times as many. */
  nesting: 600,
  /** Turns of one loop. Model code loops over layers and blocks, a few hundred; data loops tell nothing new after one turn. */
  loopTurns: 2_000,
  /** Steps of one loop after which turns that call no layer are no longer run one by one: a training loop, not a model. */
  loopSteps: 20_000,
  /** The same in functions that other code calls, which are run several times, and within each other. */
  calledLoopSteps: 2_000,
  /** Steps of such a loop that are run all the same where they end it. */
  wholeLoopSteps: 150_000,
  /** Items of one list that are kept apart. */
  listItems: 20_000,
  /** Values in a list or record, those within its items counted too. */
  weight: 200_000,
  /** Letters of a text that is put together. */
  textLength: 100_000,
  /** Items of a list that grows piece by piece: each addition copies it. */
  grownItems: 4_000,
  /** Calls of layers in one program. The largest models of keras.applications have some 2,000. */
  nodes: 50_000,
  /** How often a loop of unknown length is run until nothing changes any more. */
  rounds: 4,
  /** Imports within imports. Packages of real projects stay below 10. */
  importDepth: 24,
  /** Files that one analysis imports. A model with all its own modules has some 30; whole frameworks have thousands. */
  importedFiles: 120,
  /** Text of imported files in UTF-16 units. Reading takes about half a second for each million, once. */
  importedText: 1_000_000,
  /** The part of the steps and time left that one import may take, so that the importing file is still read to its end. */
  importShare: 0.5,
  /** The part of what is left at the end that the files may take which import the analysed one. */
  callersShare: 0.6,
} as const;

/** What is used up so far. */
export interface Budget {
  /** How many steps were counted so far. */
  used(): number;
  /** Counts one step; true where the program must stop. */
  step(): boolean;
  /** Set once a limit ended the run. */
  stopped(): Unknown | undefined;
  /** Ends the run for the given reason. */
  stop(what: string): void;
  /** Runs `body` on a share of what is left. Where that is used up `body` alone ends early, for the reason given back. */
  portion(share: number, body: () => void): Unknown | undefined;
}

/** A fresh budget whose clock starts now. `now` gives milliseconds. */
export function createBudget(now: () => number): Budget {
  let end = now() + limits.milliseconds;
  let most: number = limits.steps;
  let steps = 0;
  let reason: Unknown | undefined;
  const stop = (what: string): void => {
    reason ??= unknown({ kind: 'budget', what });
  };
  return {
    step() {
      steps++;
      if (steps > most) stop('steps');
      // The clock is read rarely, since reading it costs more than a step.
      if ((steps & 1023) === 0 && now() > end) stop('time');
      return reason !== undefined;
    },
    used: () => steps,
    stopped: () => reason,
    stop,
    portion(share, body) {
      if (reason !== undefined) return reason;
      const whole = { end, most };
      const start = now();
      end = start + (end - start) * share;
      most = steps + (most - steps) * share;
      try {
        body();
        return reason;
      } finally {
        ({ end, most } = whole);
        reason = undefined;
      }
    },
  };
}
