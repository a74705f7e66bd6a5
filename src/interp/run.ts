// Statements: each changes scopes and boxes and may end its block early. Where a condition is not known both sides run
// from the same state and what they wrote is joined.

import { assertNever } from '../base/assertNever.ts';
import type { Box } from '../base/box.ts';
import { add, type Dim } from '../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type {
  Expression,
  ForStatement,
  Handler,
  IfStatement,
  Pattern,
  Statement,
  TryStatement,
  WhileStatement,
  WithStatement,
} from '../syntax/program.ts';
import { assign, readTarget } from './assign.ts';
import { limits } from './budget.ts';
import { makeClass, makeFunction } from './call.ts';
import { catches } from './catching.ts';
import { type Context, type Frame, markOf, placeOf, rewind } from './context.ts';
import { counterOf } from './counted.ts';
import { evaluate, operate } from './evaluate.ts';
import { nameReason, trackGrowth } from './growth.ts';
import { runExport, runImport } from './imports.ts';
import { type Iteration, iterate } from './iterate.ts';
import { applyWrites, differs, joinValues, joinWrites } from './join.ts';
import { keyOf } from './key.ts';
import { noteLayersCopy } from './layersCopy.ts';
import { mayLeave } from './leaving.ts';
import { extendList } from './listChanges.ts';
import { missing, none, numeric, string, whyUnknown } from './make.ts';
import { joinAll } from './openList.ts';
import { truth } from './operators.ts';
import { lookUp, newScope, outerScope, ownPlace } from './scope.ts';
import { runSettled } from './settled.ts';
import { watchTurns } from './turnWatch.ts';
import { unread } from './unread.ts';
import type { FunctionValue, Value } from './value.ts';

/** Why a block ended before its last statement; undefined where it did not. */
export type Completion =
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'raise' | 'break' | 'continue' }
  /** A loop is left on some paths and goes on with the next turn on others. */
  | { readonly kind: 'may break' }
  | undefined;

/** Runs statements in order until one ends the block, and then what follows the block. */
export function runBody(
  frame: Frame,
  statements: readonly Statement[],
  after: () => Completion = () => undefined,
): Completion {
  if (!frame.program.traits.assignmentDeclares) {
    for (const statement of statements) if (statement.kind === 'function') runStatement(frame, statement);
  }
  return runFrom(frame, statements, 0, after);
}

/** Runs the statements from `at` on. What follows a statement that may leave the block only runs on the paths that do not. */
function runFrom(frame: Frame, statements: readonly Statement[], at: number, after: () => Completion): Completion {
  for (let i = at; i < statements.length; i++) {
    const statement = statements[i];
    if (statement === undefined) break;
    if (frame.context.budget.step()) return undefined;
    if (statement.kind === 'function' && !frame.program.traits.assignmentDeclares) continue;
    if (statement.kind === 'if' && frame.context.splits < mostSplits && mayLeave(statement))
      return runIf(frame, statement, () => runFrom(frame, statements, i + 1, after));
    const completion = runStatement(frame, statement);
    if (completion !== undefined) return completion;
  }
  return after();
}

/** Conditions within each other behind which the rest of the blocks is run twice. */
const mostSplits = 4;

function runStatement(frame: Frame, statement: Statement): Completion {
  const { context } = frame;
  switch (statement.kind) {
    case 'expression':
      context.discarded = placeOf(frame, statement.value.span);
      evaluate(frame, statement.value);
      return undefined;
    case 'assign': {
      const value = named(evaluate(frame, statement.value), statement.targets[0]);
      for (const target of statement.targets) assign(frame, target, value, statement.declares);
      return undefined;
    }
    case 'augment': {
      const before = readTarget(frame, statement.target);
      const value = evaluate(frame, statement.value);
      // `list += other` changes the list itself.
      if (statement.operator === '+' && before.kind === 'list' && before.type === 'list' && value.kind === 'list') {
        extendList(context.store, before, value.items.value, value.open.value);
        return undefined;
      }
      assign(frame, statement.target, operate(frame, statement.operator, before, value, statement.span));
      return undefined;
    }
    case 'declare':
      if (statement.declares !== 'annotation') assign(frame, statement.name, missing, statement.declares);
      return undefined;
    case 'if':
      return runIf(frame, statement);
    case 'for':
      return runFor(frame, statement);
    case 'while':
      return runWhile(frame, statement);
    case 'try':
      return runTry(frame, statement);
    case 'with':
      return runWith(frame, statement);
    case 'return':
      return {
        kind: 'return',
        value:
          statement.value === undefined
            ? frame.program.traits.explicitSelf
              ? none
              : missing
            : evaluate(frame, statement.value),
      };
    case 'raise':
      if (statement.value !== undefined) evaluate(frame, statement.value);
      return { kind: 'raise' };
    case 'break':
    case 'continue':
      return { kind: statement.kind };
    case 'pass':
      return undefined;
    case 'delete':
      for (const target of statement.targets) remove(frame, target);
      return undefined;
    case 'function': {
      const made = decorate(
        frame,
        makeFunction(frame, {
          name: statement.name.name,
          node: statement.function,
          binding: bindingOf(statement.decorators),
        }),
        statement.decorators,
      );
      assign(frame, statement.name, made, frame.program.traits.assignmentDeclares ? undefined : 'block');
      return undefined;
    }
    case 'class': {
      const traits = new Set(statement.decorators.some(isDataclass) ? (['dataclass'] as const) : []);
      const made = makeClass(frame, {
        name: statement.name.name,
        node: statement.class,
        place: placeOf(frame, statement.span),
        traits,
      });
      const decorators = statement.decorators.filter(decorator => !isDataclass(decorator));
      assign(
        frame,
        statement.name,
        decorate(frame, made, decorators),
        frame.program.traits.assignmentDeclares ? undefined : 'block',
      );
      return undefined;
    }
    case 'import':
      runImport(frame, statement);
      return undefined;
    case 'export':
      runExport(frame, statement);
      return undefined;
    case 'scope':
      for (const name of statement.names)
        frame.scope.redirected.set(name, outerScope(frame.scope, statement.scope, name));
      return undefined;
    case 'assert':
      evaluate(frame, statement.test);
      return undefined;
    case 'block':
      return runBody({ ...frame, scope: newScope('block', frame.scope) }, statement.body);
    case 'unsupported':
      context.unmodelled(`syntax: ${statement.what}`, placeOf(frame, statement.span));
      for (const name of statement.assigns) context.store.write(ownPlace(frame.scope, name), unread(statement.what));
      return undefined;
    default:
      return assertNever(statement);
  }
}

/** A lambda or class expression takes the name of the variable it is given to. */
function named(value: Value, target: Pattern | undefined): Value {
  if (target?.kind !== 'identifier') return value;
  if (value.kind === 'function' && value.name === '<lambda>') return { ...value, name: target.name };
  if (value.kind === 'class' && value.name === '<class>') return { ...value, name: target.name };
  return value;
}

function bindingOf(decorators: readonly Expression[]): FunctionValue['binding'] {
  for (const decorator of decorators) {
    const name =
      decorator.kind === 'name' ? decorator.name : decorator.kind === 'attribute' ? decorator.name : undefined;
    if (name === 'staticmethod') return 'static';
    if (name === 'classmethod') return 'class';
    if (name === 'property' || name === 'cached_property') return 'property';
  }
  return 'plain';
}

function isDataclass(decorator: Expression): boolean {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'attribute' ? callee.name : undefined;
  return name === 'dataclass';
}

/** Applies decorators from the inside out; those that only mark a function leave it as it is. */
function decorate(frame: Frame, made: Value, decorators: readonly Expression[]): Value {
  let value = made;
  for (const decorator of [...decorators].reverse()) {
    const callee = evaluate(frame, decorator);
    if (made.kind === 'function' && made.binding !== 'plain') continue;
    const place = placeOf(frame, decorator.span);
    const answer =
      callee.kind === 'unknown'
        ? callee
        : frame.context.call(callee, { positional: [{ value, place }], keywords: [], open: undefined }, place);
    // A decorator that is not known most often registers or wraps what it gets; its own reason would hide the function.
    value = isUnknown(answer) && callee.kind !== 'function' ? value : answer;
  }
  return value;
}

function enter(context: Context, manager: Value, place: Parameters<Context['attribute']>[2]): Value {
  if (manager.kind !== 'instance') return manager;
  const method = context.attribute(manager, '__enter__', place);
  return isUnknown(method) ? manager : context.call(method, { positional: [], keywords: [], open: undefined }, place);
}

// ---------------------------------------------------------------------------------------------------------------------

function runIf(frame: Frame, statement: IfStatement, rest: () => Completion = () => undefined): Completion {
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

function runFor(frame: Frame, statement: ForStatement): Completion {
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

function runWhile(frame: Frame, statement: WhileStatement): Completion {
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

function runWith(frame: Frame, statement: WithStatement): Completion {
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

function runTry(frame: Frame, statement: TryStatement): Completion {
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

function remove(frame: Frame, target: Pattern): void {
  const { store } = frame.context;
  if (target.kind === 'identifier') {
    const found = lookUp(frame.scope, target.name);
    if (found !== undefined) store.write(found, undefined);
    return;
  }
  if (target.kind !== 'index') return;
  const object = evaluate(frame, target.object);
  const index = evaluate(frame, target.index);
  if (object.kind === 'list') noteLayersCopy(frame.context, object, 'delete', placeOf(frame, target.span));
  if (object.kind === 'record') {
    const key = keyOf(index);
    if (key === undefined) return;
    const entries = new Map(object.entries.value);
    entries.delete(key);
    store.write(object.entries, entries);
    return;
  }
  const position = numeric(index);
  if (object.kind !== 'list' || position === undefined) return;
  const at = position < 0 ? position + object.items.value.length : position;
  store.write(
    object.items,
    object.items.value.filter((_, i) => i !== at),
  );
}
