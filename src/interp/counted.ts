// Loops that count: `for (let i = 0; i < n; i += 2)`, in which nothing else changes `i`.

import type { Expression } from '../syntax/expression.ts';
import type { Statement, WhileStatement } from '../syntax/statement.ts';
import type { Frame } from './context.ts';
import { evaluate } from './evaluate.ts';
import { numeric } from './make.ts';

export interface Counter {
  /** How many turns are left before one begins; undefined where that is not known. */
  left(frame: Frame): number | undefined;
  /** Where it counts to; undefined where that is not known. */
  end(frame: Frame): number | undefined;
}

interface Parts {
  readonly name: string;
  readonly step: number;
  /** Made of numbers and names alone. */
  readonly end: Expression;
  readonly operator: '<' | '<=' | '>' | '>=';
}

/** What counts the turns of a loop; undefined for a loop that does not count. */
export function counterOf(statement: WhileStatement): Counter | undefined {
  const parts = partsOf(statement);
  if (parts === undefined) return undefined;
  const { name, step, end, operator } = parts;
  const names = namesIn(end);
  if (names === undefined || assignsAny(statement.body, [name, ...names])) return undefined;
  const endOf = (frame: Frame): number | undefined => numeric(evaluate(frame, end));
  return {
    end: endOf,
    left(frame) {
      // A variable of the loop's own is out of reach of all code outside it.
      const value = frame.scope.kind === 'block' ? frame.scope.names.get(name)?.value : undefined;
      const at = value === undefined ? undefined : numeric(value);
      const last = endOf(frame);
      if (at === undefined || last === undefined) return undefined;
      const distance = step > 0 ? last - at : at - last;
      const size = Math.abs(step);
      const turns = operator === '<' || operator === '>' ? Math.ceil(distance / size) : Math.floor(distance / size) + 1;
      return Math.max(0, turns);
    },
  };
}

/** The names in an expression; undefined where there is more to it than arithmetic. */
function namesIn(expression: Expression): readonly string[] | undefined {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'name':
      return [expression.name];
    case 'binary': {
      const left = namesIn(expression.left);
      const right = namesIn(expression.right);
      return left === undefined || right === undefined ? undefined : [...left, ...right];
    }
    default:
      return undefined;
  }
}

function partsOf({ test, update }: WhileStatement): Parts | undefined {
  const [change, ...others] = update;
  const step = change === undefined ? undefined : stepOf(change);
  if (step === undefined || others.length > 0 || test.kind !== 'compare' || test.first.kind !== 'name')
    return undefined;
  const [bound, ...further] = test.rest;
  if (bound === undefined || further.length > 0 || test.first.name !== step.name) return undefined;
  const { operator, operand } = bound;
  const upwards = operator === '<' || operator === '<=';
  const downwards = operator === '>' || operator === '>=';
  if (!(step.by > 0 ? upwards : downwards)) return undefined;
  return upwards || downwards ? { name: step.name, step: step.by, end: operand, operator } : undefined;
}

function stepOf(statement: Statement): { readonly name: string; readonly by: number } | undefined {
  if (statement.kind === 'expression' && statement.value.kind === 'update') {
    const { target, by } = statement.value;
    return target.kind === 'identifier' ? { name: target.name, by } : undefined;
  }
  if (statement.kind !== 'augment' || statement.target.kind !== 'identifier' || statement.value.kind !== 'number')
    return undefined;
  const by =
    statement.operator === '+' || statement.operator === 'concatenate'
      ? statement.value.value
      : statement.operator === '-'
        ? -statement.value.value
        : 0;
  return by === 0 ? undefined : { name: statement.target.name, by };
}

/** True where a name is a target anywhere in a body. Targets are the only identifiers in a tree; names that are read are `name`. */
function assignsAny(body: readonly Statement[], names: readonly string[]): boolean {
  const waiting: unknown[] = [...body];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('kind' in node && node.kind === 'identifier' && 'name' in node && names.some(name => name === node.name))
      return true;
    waiting.push(...Object.values(node));
  }
  return false;
}
