// Statements: each changes scopes and boxes and may end its block early. Where a condition is not known both sides run
// from the same state and what they wrote is joined.

import { assertNever } from '../base/assertNever.ts';
import type { Pattern } from '../syntax/pattern.ts';
import type { Statement } from '../syntax/statement.ts';
import { assign, readTarget } from './assign.ts';
import { runIf } from './branches.ts';
import { makeClass, makeFunction } from './call.ts';
import { type Frame, placeOf } from './context.ts';
import { bindingOf, decorate, isDataclass } from './decorators.ts';
import { remove } from './deleting.ts';
import { evaluate } from './evaluate.ts';
import { runTry, runWith } from './guarded.ts';
import { runExport, runImport } from './imports.ts';
import { mayLeave } from './leaving.ts';
import { extendList } from './listChanges.ts';
import { runFor, runWhile } from './loops.ts';
import { missing, none } from './make.ts';
import { writtenOver } from './memory.ts';
import { operate } from './operate.ts';
import { newScope, outerScope, ownPlace } from './scope.ts';
import { unread } from './unread.ts';
import type { Value } from './value.ts';

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
      const after = operate(frame, statement.operator, before, value, statement.span, 'assigning');
      // Arrays of NumPy are changed in place.
      const inPlace = before.kind === 'array' && before.flavour === 'numpy' && after.kind === 'array';
      assign(frame, statement.target, inPlace ? writtenOver(context.store, before, after) : after);
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
