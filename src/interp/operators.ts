// Operators on plain values: numbers, texts, lists, records and symbolic integers. Tensors and arrays go to the library;
// what cannot be determined is unknown, and nothing is thrown.

import { assertNever } from '../base/assertNever.ts';
import { add, floorDivide, multiply, subtract } from '../shapes/dim.ts';
import { type PlainKind, type Unknown, unknown } from '../shapes/unknown.ts';
import type { BinaryOperator, UnaryOperator } from '../syntax/expression.ts';
import type { Traits } from '../syntax/program.ts';
import { limits } from './budget.ts';
import { plainKind } from './join.ts';
import {
  asDim,
  bool,
  dimValue,
  float,
  int,
  joinedText,
  number,
  numeric,
  plain,
  recordOf,
  sequence,
  string,
  whyUnknown,
} from './make.ts';
import { contentOf } from './memory.ts';
import { anyItem, endOf, joinAll, withFurther } from './openList.ts';
import { combineSets } from './sets.ts';
import type { Value } from './value.ts';
import { weigh, weightOf } from './weight.ts';

/** Whether a value counts as true; undefined where that is not known. */
export function truth(value: Value, traits: Traits): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'float':
      return value.value !== 0 && !Number.isNaN(value.value);
    case 'string':
      return value.value !== '';
    case 'list':
      if (!traits.emptyIsFalse) return true;
      if (value.items.value.length > 0) return true;
      return value.open.value === undefined ? false : undefined;
    case 'record':
      if (!traits.emptyIsFalse) return true;
      if (value.entries.value.size > 0) return true;
      return value.open.value === undefined ? false : undefined;
    case 'function':
    case 'bound':
    case 'class':
    case 'module':
    case 'builtin':
    case 'layerClass':
    case 'layer':
    case 'object':
    case 'ellipsis':
    case 'slice':
      return true;
    case 'array':
      return traits.emptyIsFalse ? truthOfOne(contentOf(value).values) : true;
    case 'instance':
    case 'tensor':
    case 'dataset':
    case 'size':
    case 'plain':
    case 'unknown':
      return undefined;
    default:
      return assertNever(value);
  }
}

/** An array of one element is as true as that. */
function truthOfOne(values: readonly (number | string)[] | undefined): boolean | undefined {
  const [only] = values ?? [];
  if (values?.length !== 1 || typeof only !== 'number') return undefined;
  return only !== 0;
}

/** `-x`, `not x` and their like. */
export function unary(operator: UnaryOperator, operand: Value, traits: Traits): Value {
  switch (operator) {
    case 'not': {
      const answer = truth(operand, traits);
      return answer === undefined ? plain('bool', undetermined(operand)) : bool(!answer);
    }
    case '-': {
      if (operand.kind === 'size') return dimValue(multiply(operand.size, -1));
      const value = numeric(operand);
      if (value === undefined) return signed(operand);
      return operand.kind === 'float' ? float(-value) : int(-value);
    }
    case '+': {
      if (operand.kind === 'string') return numberFrom(operand.value);
      const value = numeric(operand);
      if (value === undefined) return signed(operand);
      return operand.kind === 'float' ? operand : int(value);
    }
    case '~': {
      const value = numeric(operand);
      return value === undefined ? signed(operand) : int(~value);
    }
    case 'typeof':
      return typeName(operand);
    case 'void':
      return { kind: 'none', missing: true };
    default:
      return assertNever(operator);
  }
}

/** A number with another sign: what is known of it stays. */
function signed(operand: Value): Value {
  if (operand.kind !== 'plain' || operand.type === 'string') return undetermined(operand);
  return operand.type === 'bool' ? plain('int', operand.why) : operand;
}

function numberFrom(text: string): Value {
  const value = Number(text);
  return Number.isNaN(value) ? float(value) : number(value);
}

function typeName(value: Value): Value {
  switch (value.kind) {
    case 'none':
      return string(value.missing ? 'undefined' : 'object');
    case 'bool':
      return string('boolean');
    case 'int':
    case 'float':
      return string('number');
    case 'string':
      return string('string');
    case 'function':
    case 'builtin':
    case 'class':
    case 'bound':
      return string('function');
    case 'plain':
      return string(
        { int: 'number', float: 'number', number: 'number', bool: 'boolean', string: 'string' }[value.type],
      );
    case 'unknown':
      return value;
    default:
      return string('object');
  }
}

/** A binary operator on two plain values. */
export function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  const a = numeric(left);
  const b = numeric(right);
  if (a !== undefined && b !== undefined) {
    return arithmetic(operator, a, b, left.kind === 'float' || right.kind === 'float');
  }
  if (operator === '%' && plainKind(left) === 'string' && whyUnknown(right) !== undefined)
    return plain('string', undetermined(right));
  if (left.kind === 'unknown') return left;
  if (right.kind === 'unknown') return right;
  if (left.kind === 'plain' || right.kind === 'plain') return kept(operator, left, right);
  if (left.kind === 'size' || right.kind === 'size') return symbolic(operator, left, right);
  if (operator === '+' || operator === 'concatenate') return joined(operator, left, right);
  if (operator === '*') return repeated(left, right) ?? repeated(right, left) ?? undetermined(left);
  if (operator === '%' && left.kind === 'string') return formatted(left.value, right);
  if (operator === '|' && left.kind === 'record' && right.kind === 'record') {
    return recordOf(new Map([...left.entries.value, ...right.entries.value]), {
      attributes: left.attributes,
      open: left.open.value ?? right.open.value,
    });
  }
  if (operator === '-' || operator === '&' || operator === '|' || operator === '^') {
    if (left.kind === 'list' && left.type === 'set' && right.kind === 'list' && right.type === 'set')
      return combineSets(operator, left, right);
  }
  return undetermined(left);
}

/** What is known of an answer where one side is known by its kind only. */
function kept(operator: BinaryOperator, left: Value, right: Value): Value {
  const why = (left.kind === 'plain' ? left.why : undefined) ?? undetermined(right.kind === 'plain' ? right : left);
  const a = left.kind === 'size' ? 'int' : plainKind(left);
  const b = right.kind === 'size' ? 'int' : plainKind(right);
  if (a === undefined || b === undefined) return manyTimes(operator, left, right, why);
  if (a === 'string' || b === 'string') {
    const isText =
      operator === 'concatenate' ||
      (operator === '%' && a === 'string') ||
      (operator === '+' && a === b) ||
      (operator === '*' && (a === 'int' || b === 'int'));
    return isText ? plain('string', why) : why;
  }
  return plain(numberKind(operator, a, b), why);
}

/** The kind of number that arithmetic gives. */
function numberKind(operator: BinaryOperator, a: PlainKind, b: PlainKind): PlainKind {
  if (operator === '/') return 'float';
  // A negative exponent, and numbers of JavaScript, make fractions of whole numbers.
  if (operator === '**' || operator === 'divide' || operator === 'remainder' || operator === 'concatenate')
    return operator === '**' && (a === 'float' || b === 'float') ? 'float' : 'number';
  if (a === 'float' || b === 'float') return 'float';
  return a === 'number' || b === 'number' ? 'number' : 'int';
}

/** A list so many times over, of which the number is not known. */
function manyTimes(operator: BinaryOperator, left: Value, right: Value, why: Unknown): Value {
  const repeatedValue = left.kind === 'list' ? left : right;
  if (operator !== '*' || repeatedValue.kind !== 'list') return why;
  return sequence(repeatedValue.type, [], endOf(why, anyItem(repeatedValue.items.value, repeatedValue.open.value)));
}

function arithmetic(operator: BinaryOperator, a: number, b: number, floats: boolean): Value {
  const wrap = (value: number): Value => (floats ? float(value) : int(value));
  switch (operator) {
    case '+':
      return wrap(a + b);
    case 'concatenate':
      return number(a + b);
    case '-':
      return wrap(a - b);
    case '*':
      return wrap(a * b);
    case '/':
      return b === 0 ? unknown({ kind: 'error' }) : float(a / b);
    case 'divide':
      return number(a / b);
    case '//':
      return b === 0 ? unknown({ kind: 'error' }) : wrap(Math.floor(a / b));
    case '%':
      return b === 0 ? unknown({ kind: 'error' }) : wrap(a - b * Math.floor(a / b));
    case 'remainder':
      return number(a % b);
    case '**': {
      const value = a ** b;
      return !floats && b >= 0 ? int(value) : floats ? float(value) : number(value);
    }
    case '&':
      return int(a & b);
    case '|':
      return int(a | b);
    case '^':
      return int(a ^ b);
    case '<<':
      return int(a * 2 ** b);
    case '>>':
      return int(Math.floor(a / 2 ** b));
    case '>>>':
      return int(a >>> b);
    case '@':
    case 'coalesce':
    case 'or':
    case 'and':
      return unknown({ kind: 'todo', what: `the operator ${operator}` });
    default:
      return assertNever(operator);
  }
}

/** Arithmetic in which a symbolic integer takes part. */
function symbolic(operator: BinaryOperator, left: Value, right: Value): Value {
  const a = asDim(left);
  const b = asDim(right);
  if (a === undefined || b === undefined) return undetermined(left);
  if (operator === '+' || operator === 'concatenate') return dimValue(add(a, b));
  if (operator === '-') return dimValue(subtract(a, b));
  if (operator === '*') return dimValue(multiply(a, b));
  if (operator === '//' && typeof b === 'number' && b > 0) return dimValue(floorDivide(a, b));
  if (operator === '%' && typeof b === 'number' && b > 0) {
    const rest = subtract(a, multiply(floorDivide(a, b), b));
    return typeof rest === 'number' ? int(rest) : undetermined(left);
  }
  return undetermined(left);
}

function joined(operator: '+' | 'concatenate', left: Value, right: Value): Value {
  if (left.kind === 'string' && right.kind === 'string') return joinedText([left.value, right.value]);
  if (left.kind === 'list' && right.kind === 'list' && left.type === right.type && operator === '+') {
    const end = left.open.value;
    if (end === undefined) return sequence(left.type, [...left.items.value, ...right.items.value], right.open.value);
    return sequence(left.type, left.items.value, withFurther(end, right.items.value, right.open.value));
  }
  if (operator === 'concatenate' && (left.kind === 'string' || right.kind === 'string')) {
    const a = printed(left);
    const b = printed(right);
    return a === undefined || b === undefined ? undetermined(left) : joinedText([a, b]);
  }
  return undetermined(left);
}

function repeated(repeatedValue: Value, times: Value): Value | undefined {
  if (times.kind !== 'int' && times.kind !== 'bool') return undefined;
  const count = Math.max(0, Number(times.value));
  if (repeatedValue.kind === 'string') {
    const text = repeatedValue.value;
    return text.length * count > limits.textLength
      ? plain('string', unknown({ kind: 'budget', what: 'letters of a text' }))
      : string(text.repeat(count));
  }
  if (repeatedValue.kind !== 'list' || repeatedValue.open.value !== undefined) return undefined;
  const { value: items } = repeatedValue.items;
  const total = items.length * count;
  if (total > limits.listItems || (weightOf(items) * count > limits.weight && count > 1)) {
    const each = weightOf(items) > limits.weight ? undefined : joinAll(items);
    const made = sequence(
      repeatedValue.type,
      [],
      endOf(unknown({ kind: 'budget', what: 'items of a list' }), each, total),
    );
    weigh(made, Math.min(weightOf(items), limits.weight) + 1);
    return made;
  }
  return sequence(repeatedValue.type, Array.from({ length: count }, () => items).flat());
}

function formatted(template: string, right: Value): Value {
  const values = right.kind === 'list' && right.type === 'tuple' ? right.items.value : [right];
  let next = 0;
  let known = true;
  const text = template.replace(/%(\.\d+)?([sdifrg%])/g, (whole, _precision: string | undefined, letter: string) => {
    if (letter === '%') return '%';
    const value = values[next++];
    const shown = value === undefined ? undefined : printed(value);
    if (shown === undefined || whole.length > 2) known = false;
    return shown ?? '';
  });
  return known ? joinedText([text]) : plain('string', undetermined(right));
}

/** The text of a plain value, as `str()` and templates print it; undefined where it is not known. */
export function printed(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'int':
      return String(value.value);
    case 'float':
      return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'none':
      return 'None';
    default:
      return undefined;
  }
}

/** Unknown for the reason that the operand is, or because the operation on such a value is not modelled. */
export function undetermined(operand: Value): Unknown {
  return (
    whyUnknown(operand) ??
    unknown({ kind: 'data', what: `the value of ${/^[aeiou]/.test(operand.kind) ? 'an' : 'a'} ${operand.kind}` })
  );
}
