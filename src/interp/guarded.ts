// Blocks that something stands around: `with`, and `try` with its handlers. What is caught is not complained of.

import { isUnknown, unknown } from '../shapes/unknown.ts';
import type { Handler, TryStatement, WithStatement } from '../syntax/statement.ts';
import { assign } from './assign.ts';
import { catches } from './catching.ts';
import { type Context, type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { type Completion, runBody } from './run.ts';
import type { Value } from './value.ts';

function enter(context: Context, manager: Value, place: Parameters<Context['attribute']>[2]): Value {
  if (manager.kind !== 'instance') return manager;
  const method = context.attribute(manager, '__enter__', place);
  return isUnknown(method) ? manager : context.call(method, { positional: [], keywords: [], open: undefined }, place);
}

/** Runs a `with` block on what its managers give. */
export function runWith(frame: Frame, statement: WithStatement): Completion {
  const { context } = frame;
  for (const { value, target } of statement.items) {
    const entered = enter(context, evaluate(frame, value), placeOf(frame, value.span));
    if (target !== undefined) assign(frame, target, entered);
  }
  if (!statement.items.some(({ value }) => catches(value))) return runBody(frame, statement.body);
  context.record.muted++;
  const completion = runBody(frame, statement.body);
  context.record.muted--;
  return completion?.kind === 'raise' ? undefined : completion;
}

/** Runs a `try`: its body, and its handlers beside it where it is not known to raise. */
export function runTry(frame: Frame, statement: TryStatement): Completion {
  const { store, record } = frame.context;
  if (statement.handlers.length > 0) record.muted++;
  let completion = runBody(frame, statement.body);
  if (statement.handlers.length > 0) record.muted--;
  const [first, ...others] = statement.handlers;
  if (completion?.kind === 'raise' && first !== undefined) completion = runHandler(frame, first);
  else {
    if (first !== undefined) store.tentatively(() => void runHandler(frame, first));
    if (completion === undefined) completion = runBody(frame, statement.otherwise);
  }
  for (const handler of others) store.tentatively(() => void runHandler(frame, handler));
  return runBody(frame, statement.finally) ?? completion;
}

function runHandler(frame: Frame, handler: Handler): Completion {
  if (handler.target !== undefined) assign(frame, handler.target, unknown({ kind: 'data', what: 'what was raised' }));
  return runBody(frame, handler.body);
}
