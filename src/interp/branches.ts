// Conditions: where one is not known both sides run from the same state, and what they wrote is joined.

import type { Box } from '../base/box.ts';
import type { IfStatement } from '../syntax/statement.ts';
import { type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { applyWrites, differs, joinValues, joinWrites } from './join.ts';
import { truth } from './operators.ts';
import { type Completion, runBody } from './run.ts';

/** Runs the branch that is taken, or both; `rest` is what follows where a branch may leave the block. */
export function runIf(frame: Frame, statement: IfStatement, rest: () => Completion = () => undefined): Completion {
  const { context } = frame;
  const value = evaluate(frame, statement.test);
  if (value.kind === 'tensor')
    context.library.refuseSymbol(context, value, 'truth', placeOf(frame, statement.test.span));
  const test = truth(value, frame.program.traits);
  if (test !== undefined) return runBody(frame, test ? statement.then : statement.otherwise, rest);
  context.splits++;
  try {
    return runEither(
      frame,
      () => runBody(frame, statement.then, rest),
      () => runBody(frame, statement.otherwise, rest),
    );
  } finally {
    context.splits--;
  }
}

/** Runs two ways on from the same state and goes on from what they have in common. */
function runEither(frame: Frame, first: () => Completion, second: () => Completion): Completion {
  const { store } = frame.context;
  let a: Completion;
  let b: Completion;
  const writesA = store.tentatively(() => {
    a = first();
  });
  const writesB = store.tentatively(() => {
    b = second();
  });
  return settle(frame, { completion: a, writes: writesA }, { completion: b, writes: writesB });
}

interface Way {
  readonly completion: Completion;
  readonly writes: ReadonlyMap<Box<unknown>, unknown>;
}

function settle(frame: Frame, a: Way, b: Way): Completion {
  const { store } = frame.context;
  // A path that raises is taken to be the one that does not happen.
  if (a.completion?.kind === 'raise') {
    applyWrites(store, b.writes);
    return b.completion;
  }
  if (b.completion?.kind === 'raise') {
    applyWrites(store, a.writes);
    return a.completion;
  }
  if (a.completion?.kind === 'return' && b.completion?.kind === 'return') {
    joinWrites(store, a.writes, b.writes);
    return { kind: 'return', value: joinValues(a.completion.value, b.completion.value) ?? differs };
  }
  if (a.completion?.kind === 'return') {
    frame.returns.push(a.completion.value);
    joinWrites(store, a.writes, b.writes);
    return b.completion;
  }
  if (b.completion?.kind === 'return') {
    frame.returns.push(b.completion.value);
    joinWrites(store, a.writes, b.writes);
    return a.completion;
  }
  joinWrites(store, a.writes, b.writes);
  const first = a.completion?.kind;
  const second = b.completion?.kind;
  if (first === second) return a.completion;
  const leaves = [first, second].some(kind => kind === 'break' || kind === 'may break');
  return leaves ? { kind: 'may break' } : undefined;
}
