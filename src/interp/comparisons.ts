// Comparisons of plain values; `undefined` stands for an answer that is not known.

import { assertNever } from '../base/assertNever.ts';
import { sameDim } from '../shapes/dim.ts';
import { type Unknown, unknown } from '../shapes/unknown.ts';
import type { CompareOperator } from '../syntax/expression.ts';
import { plainKind, sameValue } from './join.ts';
import { keyOf } from './key.ts';
import { asDim, bool, numeric, plain, whyUnknown } from './make.ts';
import type { ListValue, ObjectValue, Value } from './value.ts';

/** One comparison. */
export function compare(operator: CompareOperator, left: Value, right: Value): Value {
  const answer = compared(operator, left, right);
  if (answer !== undefined) return typeof answer === 'boolean' ? bool(answer) : answer;
  const why = whyUnknown(left) ?? whyUnknown(right) ?? undecided;
  return isTruth(operator) || (isPlain(left) && isPlain(right)) ? plain('bool', why) : why;
}

const undecided: Unknown = unknown({ kind: 'branch' });

function compared(operator: CompareOperator, left: Value, right: Value): boolean | Unknown | undefined {
  switch (operator) {
    case '==':
    case 'loose==':
      return equal(left, right);
    case '!=':
    case 'loose!=':
      return negated(equal(left, right));
    case 'is':
      return identical(left, right);
    case 'is not':
      return negated(identical(left, right));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, left, right);
    case 'in':
    case 'has key':
      return includes(right, left);
    case 'not in':
      return negated(includes(right, left));
    case 'instanceof':
      return unknown({ kind: 'todo', what: '`instanceof`' });
    default:
      return assertNever(operator);
  }
}

/** Whether the answer is a truth for all objects. Where it is not, objects may give more than that, and arrays do. */
function isTruth(operator: CompareOperator): boolean {
  return ['is', 'is not', 'in', 'not in', 'has key'].includes(operator);
}

function isPlain(value: Value): boolean {
  return value.kind === 'size' || plainKind(value) !== undefined;
}

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

/** Equality of values; undefined where it is not known. */
export function equal(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  if (left.kind === 'plain' || right.kind === 'plain')
    return left.kind === 'none' || right.kind === 'none' ? false : undefined;
  const a = numeric(left);
  const b = numeric(right);
  if (a !== undefined && b !== undefined) return a === b;
  if (left.kind === 'size' || right.kind === 'size') {
    const x = asDim(left);
    const y = asDim(right);
    if (x === undefined || y === undefined) return false;
    const same = sameDim(x, y);
    return same === 'maybe' ? undefined : same === 'yes';
  }
  if (left.kind === 'none' || right.kind === 'none') return left.kind === right.kind;
  if (left.kind === 'array' || right.kind === 'array' || left.kind === 'tensor' || right.kind === 'tensor')
    return undefined;
  if (left.kind === 'instance' || right.kind === 'instance') return left === right ? true : undefined;
  if (left.kind !== right.kind) return false;
  if (left.kind === 'list') {
    const other = right as ListValue;
    if (left.open.value !== undefined || other.open.value !== undefined) return undefined;
    if (left.items.value.length !== other.items.value.length) return false;
    let answer: boolean | undefined = true;
    left.items.value.forEach((item, i) => {
      const same = equal(item, other.items.value[i] as Value);
      if (same === false) answer = false;
      else if (same === undefined && answer === true) answer = undefined;
    });
    return answer;
  }
  if (left.kind === 'record') return left === right ? true : undefined;
  if (left.kind === 'object') return left === right || sameDType(left, right) ? true : undefined;
  return sameValue(left, right);
}

function sameDType(left: ObjectValue, right: Value): boolean {
  return left.family === 'dtype' && right.kind === 'object' && right.family === 'dtype' && left.name === right.name;
}

function identical(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  if (left.kind === 'none' || right.kind === 'none') return left.kind === right.kind;
  return left === right ? true : equal(left, right);
}

function ordered(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean | undefined {
  // undefined is neither smaller nor larger than anything.
  if ((left.kind === 'none' && left.missing === true) || (right.kind === 'none' && right.missing === true))
    return false;
  const a = left.kind === 'string' ? left.value : numeric(left);
  const b = right.kind === 'string' ? right.value : numeric(right);
  if (a === undefined || b === undefined || typeof a !== typeof b) return undefined;
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function includes(container: Value, item: Value): boolean | undefined {
  if (container.kind === 'string' && item.kind === 'string') return container.value.includes(item.value);
  if (container.kind === 'record') {
    const key = keyOf(item);
    if (key !== undefined && container.entries.value.has(key)) return true;
    return container.open.value === undefined && key !== undefined ? false : undefined;
  }
  if (container.kind !== 'list') return undefined;
  let sure = container.open.value === undefined;
  for (const other of container.items.value) {
    const same = equal(other, item);
    if (same === true) return true;
    if (same === undefined) sure = false;
  }
  return sure ? false : undefined;
}
