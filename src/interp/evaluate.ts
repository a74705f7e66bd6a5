// Expressions: each is turned into a value, and the value is remembered by the expression's id. Unknown operands give
// unknown results; nothing is thrown for user code.

import { assertNever } from '../base/assertNever.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type {
  Argument,
  CompareOperator,
  Expression,
  FormatExpression,
  RecordExpression,
} from '../syntax/expression.ts';
import { assign, readTarget } from './assign.ts';
import { limits } from './budget.ts';
import { makeClass, makeFunction, superOf } from './call.ts';
import { compare } from './comparisons.ts';
import { evaluateComprehension } from './comprehension.ts';
import { type Frame, placeOf } from './context.ts';
import { isFrame } from './frames.ts';
import { indexValue } from './indexing.ts';
import { iterate } from './iterate.ts';
import { differs, joinValues, joinWrites } from './join.ts';
import { keyOf } from './key.ts';
import { extendList } from './listChanges.ts';
import {
  bool,
  float,
  int,
  joinedText,
  list,
  missing,
  no,
  none,
  number,
  numeric,
  plain,
  recordOf,
  sequence,
  string,
  tuple,
  whyUnknown,
  yes,
} from './make.ts';
import { noneInArithmetic, noneInComparison, noneInUnary } from './noneOperands.ts';
import { endOf, joinAll, restEnd } from './openList.ts';
import { binary, printed, truth, unary } from './operators.ts';
import { lookUp } from './scope.ts';
import { setOf } from './sets.ts';
import { unread } from './unread.ts';
import type { ArgValue, CallArgs, KeywordValue, RecordEntry, Value } from './value.ts';

/** The value of an expression. */
export function evaluate(frame: Frame, expression: Expression): Value {
  const { context } = frame;
  const { budget } = context;
  if (budget.step()) return budget.stopped() ?? unknown({ kind: 'budget', what: 'steps' });
  if (context.nesting > limits.nesting) return unknown({ kind: 'budget', what: 'expressions within expressions' });
  context.nesting++;
  const value = evaluateAnew(frame, expression);
  context.nesting--;
  frame.facts[expression.id] = value;
  return value;
}

function evaluateAnew(frame: Frame, expression: Expression): Value {
  const { context } = frame;
  switch (expression.kind) {
    case 'number':
      if (expression.type === 'complex') return unknown({ kind: 'todo', what: 'a complex number' });
      return expression.type === 'float' ? float(expression.value) : number(expression.value);
    case 'string':
      return string(expression.value);
    case 'constant':
      return constant(expression.value);
    case 'name':
      return readName(frame, expression.name, expression.span);
    case 'attribute': {
      if (expression.object.kind === 'call' && isSuperCall(expression.object)) {
        return superOf(frame, expression.name, placeOf(frame, expression.span));
      }
      if (expression.object.kind === 'name' && expression.object.name === 'super' && frame.method !== undefined) {
        return superOf(frame, expression.name, placeOf(frame, expression.span));
      }
      const object = evaluate(frame, expression.object);
      if (expression.optional && object.kind === 'none') return missing;
      return context.attribute(object, expression.name, placeOf(frame, expression.span));
    }
    case 'index': {
      const object = evaluate(frame, expression.object);
      if (expression.optional && object.kind === 'none') return missing;
      const index = evaluate(frame, expression.index);
      return indexValue(frame, { object, index, expression });
    }
    case 'slice': {
      const part = (bound: Expression | undefined): Value => (bound === undefined ? none : evaluate(frame, bound));
      return {
        kind: 'slice',
        lower: part(expression.lower),
        upper: part(expression.upper),
        step: part(expression.step),
      };
    }
    case 'call': {
      if (isSuperCall(expression)) return callSuper(frame, expression);
      const callee = evaluate(frame, expression.callee);
      if (expression.optional && callee.kind === 'none') return missing;
      const args = evaluateArguments(frame, expression.args);
      const refused = isUnknown(callee) ? refuseMethod(frame, expression.callee) : undefined;
      if (refused !== undefined) return refused;
      return context.call(callee, args, placeOf(frame, expression.span), expression.construct ? 'new' : undefined);
    }
    case 'unary':
      return evaluateUnary(frame, expression.operator, expression.operand, expression.span);
    case 'binary': {
      const left = evaluate(frame, expression.left);
      const right = evaluate(frame, expression.right);
      return operate(frame, expression.operator, left, right, expression.span);
    }
    case 'compare': {
      let left = evaluate(frame, expression.first);
      let answer: Value = yes;
      for (const { operator, operand } of expression.rest) {
        const right = evaluate(frame, operand);
        // JavaScript asks whether two objects are the same.
        const one =
          frame.program.traits.explicitSelf && (isTensorLike(left) || isTensorLike(right)) && isElementwise(operator)
            ? context.library.operate(context, `compare.${operator}`, [left, right], placeOf(frame, expression.span))
            : compared(frame, { operator, left, right }, expression.span);
        if (one.kind === 'bool' && !one.value) return no;
        answer = one.kind === 'bool' ? answer : one;
        left = right;
      }
      return answer;
    }
    case 'logical':
      return evaluateLogical(frame, expression.operator, expression.left, expression.right);
    case 'conditional': {
      const test = truth(evaluate(frame, expression.test), frame.program.traits);
      if (test !== undefined) return evaluate(frame, test ? expression.then : expression.otherwise);
      return eitherValue(
        frame,
        () => evaluate(frame, expression.then),
        () => evaluate(frame, expression.otherwise),
      );
    }
    case 'function':
      return makeFunction(frame, {
        name: '<lambda>',
        node: expression.function,
        ...(expression.getter === undefined ? {} : { binding: 'property' }),
      });
    case 'class':
      return makeClass(frame, { name: '<class>', node: expression.class, place: placeOf(frame, expression.span) });
    case 'sequence':
      return evaluateItems(frame, expression.items, expression.type);
    case 'record':
      return evaluateRecord(frame, expression);
    case 'comprehension':
      return evaluateComprehension(frame, expression);
    case 'format':
      return evaluateFormat(frame, expression);
    case 'spread':
      return evaluate(frame, expression.value);
    case 'assign': {
      let value = evaluate(frame, expression.value);
      if (expression.operator !== undefined)
        value = operate(frame, expression.operator, readTarget(frame, expression.target), value, expression.span);
      assign(frame, expression.target, value);
      return value;
    }
    case 'update': {
      const before = readTarget(frame, expression.target);
      const after = operate(frame, 'concatenate', before, int(expression.by), expression.span);
      assign(frame, expression.target, after);
      return expression.postfix ? before : after;
    }
    case 'yield': {
      const value = expression.value === undefined ? none : evaluate(frame, expression.value);
      if (frame.yields === undefined) return none;
      if (!expression.from) extendList(context.store, frame.yields, [value]);
      else {
        const { items, rest } = iterate(context, value, placeOf(frame, expression.span));
        extendList(context.store, frame.yields, items, rest === undefined ? undefined : restEnd(rest));
      }
      return none;
    }
    case 'await':
      return evaluate(frame, expression.value);
    case 'unsupported':
      context.unmodelled(`syntax: ${expression.what}`, placeOf(frame, expression.span));
      return unread(expression.what);
    default:
      return assertNever(expression);
  }
}

function constant(value: 'true' | 'false' | 'none' | 'undefined' | 'ellipsis'): Value {
  switch (value) {
    case 'true':
      return yes;
    case 'false':
      return no;
    case 'none':
      return none;
    case 'undefined':
      return missing;
    case 'ellipsis':
      return { kind: 'ellipsis' };
    default:
      return assertNever(value);
  }
}

function readName(frame: Frame, name: string, span: Expression['span']): Value {
  const found = lookUp(frame.scope, name);
  if (found?.value !== undefined) return found.value;
  const builtin = frame.context.library.prelude(frame.program.traits.prelude).get(name);
  if (builtin !== undefined) return builtin;
  return unknown({ kind: 'call', name }, { start: span.start, end: span.end });
}

/** What stands for the call of a method that its object does not have; undefined where it may have it. */
function refuseMethod(frame: Frame, callee: Expression): Value | undefined {
  if (callee.kind !== 'attribute' || callee.optional) return undefined;
  const object = frame.facts[callee.object.id];
  const { context } = frame;
  return object && context.library.refuseMethod(context, object, callee.name, placeOf(frame, callee.span));
}

function isSuperCall(expression: Expression): boolean {
  return expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'super';
}

/** `super(...)` alone: JavaScript's call of the base constructor, or Python's proxy kept in a variable. */
function callSuper(frame: Frame, expression: Expression & { readonly kind: 'call' }): Value {
  const args = evaluateArguments(frame, expression.args);
  if (frame.program.traits.explicitSelf) return unknown({ kind: 'todo', what: '`super()` kept as a value' });
  const init = superOf(frame, '__init__', placeOf(frame, expression.span));
  return isUnknown(init) ? init : frame.context.call(init, args, placeOf(frame, expression.span));
}

/** A comparison of plain values. */
function compared(
  frame: Frame,
  { operator, left, right }: { readonly operator: CompareOperator; readonly left: Value; readonly right: Value },
  span: Expression['span'],
): Value {
  const { context } = frame;
  const refused = noneInComparison(operator, left, right);
  return refused === undefined
    ? compare(operator, left, right)
    : context.library.refuseNone(context, refused, placeOf(frame, span));
}

function evaluateUnary(
  frame: Frame,
  operator: Parameters<typeof unary>[0],
  operandExpression: Expression,
  span: Expression['span'],
): Value {
  const operand = evaluate(frame, operandExpression);
  if (isTensorLike(operand) && operator !== 'typeof' && operator !== 'void') {
    return frame.context.library.operate(frame.context, `unary.${operator}`, [operand], placeOf(frame, span));
  }
  const refused = noneInUnary(operator, operand);
  return refused === undefined
    ? unary(operator, operand, frame.program.traits)
    : frame.context.library.refuseNone(frame.context, refused, placeOf(frame, span));
}

/** A binary operator: on tensors and arrays the library's, on objects their own method, else the plain one. */
export function operate(
  frame: Frame,
  operator: Parameters<typeof binary>[0],
  left: Value,
  right: Value,
  span: Expression['span'],
  assigning?: 'assigning',
): Value {
  const { context } = frame;
  if (operator === 'coalesce') return left.kind === 'none' ? right : left;
  if (operator === 'or' || operator === 'and') {
    const known = truth(left, frame.program.traits);
    if (known === undefined) return joinValues(left, right) ?? differs;
    return known === (operator === 'or') ? left : right;
  }
  if (isTensorLike(left) || isTensorLike(right)) {
    return context.library.operate(context, `binary.${operator}`, [left, right], placeOf(frame, span));
  }
  if (left.kind === 'instance') {
    const method = operatorMethods[operator];
    if (method !== undefined) {
      const own = context.attribute(left, method, placeOf(frame, span));
      if (!isUnknown(own))
        return context.call(
          own,
          { positional: [{ value: right, place: placeOf(frame, span) }], keywords: [], open: undefined },
          placeOf(frame, span),
        );
    }
  }
  if (left.kind === 'object') {
    const method = operatorMethods[operator];
    const own = method === undefined ? undefined : context.library.member(context, left, method, placeOf(frame, span));
    if (own?.kind === 'builtin')
      return context.call(
        own,
        { positional: [{ value: right, place: placeOf(frame, span) }], keywords: [], open: undefined },
        placeOf(frame, span),
      );
  }
  const refused = noneInArithmetic(operator, left, right, assigning ? `${operator}=` : operator);
  return refused === undefined
    ? binary(operator, left, right)
    : context.library.refuseNone(context, refused, placeOf(frame, span));
}

const operatorMethods: Partial<Record<string, string>> = {
  '+': '__add__',
  '-': '__sub__',
  '*': '__mul__',
  '/': '__truediv__',
  '//': '__floordiv__',
  '%': '__mod__',
  '@': '__matmul__',
  '**': '__pow__',
  '|': '__or__',
  '&': '__and__',
};

/** Comparisons that go element by element; the others ask for identity or membership. */
function isElementwise(operator: CompareOperator): boolean {
  return ['==', '!=', 'loose==', 'loose!=', '<', '<=', '>', '>='].includes(operator);
}

/** True for values whose operators are tensor operations. */
export function isTensorLike(value: Value): boolean {
  return value.kind === 'tensor' || value.kind === 'array' || isFrame(value);
}

function evaluateLogical(
  frame: Frame,
  operator: 'and' | 'or' | 'coalesce',
  leftExpression: Expression,
  rightExpression: Expression,
): Value {
  const left = evaluate(frame, leftExpression);
  if (operator === 'coalesce') {
    if (left.kind === 'unknown')
      return eitherValue(
        frame,
        () => left,
        () => evaluate(frame, rightExpression),
      );
    return left.kind === 'none' ? evaluate(frame, rightExpression) : left;
  }
  const known = truth(left, frame.program.traits);
  if (known === undefined)
    return eitherValue(
      frame,
      () => left,
      () => evaluate(frame, rightExpression),
    );
  return known === (operator === 'or') ? left : evaluate(frame, rightExpression);
}

/** Evaluates both of two ways from the same state and joins values and changes. */
function eitherValue(frame: Frame, first: () => Value, second: () => Value): Value {
  const { store } = frame.context;
  let a: Value | undefined;
  let b: Value | undefined;
  const writesA = store.tentatively(() => {
    a = first();
  });
  const writesB = store.tentatively(() => {
    b = second();
  });
  joinWrites(store, writesA, writesB);
  return joinValues(a, b) ?? differs;
}

/** Items of a list, tuple or set; a spread of unknown length leaves the rest open. */
function evaluateItems(frame: Frame, items: readonly Expression[], type: 'list' | 'tuple' | 'set'): Value {
  const values: Value[] = [];
  for (const item of items) {
    const value = evaluate(frame, item);
    if (item.kind !== 'spread') {
      values.push(value);
      continue;
    }
    const { items: spread, rest } = iterate(frame.context, value, placeOf(frame, item.span));
    values.push(...spread);
    if (rest === undefined) continue;
    const further = items.slice(items.indexOf(item) + 1);
    const others = further.map(other => (other.kind === 'spread' ? differs : evaluate(frame, other)));
    const end = restEnd(joinAll([rest, ...others]) ?? differs);
    return type === 'set' ? setOf(values, end) : sequence(type, values, end);
  }
  return type === 'set' ? setOf(values) : sequence(type, values);
}

function evaluateRecord(frame: Frame, expression: RecordExpression): Value {
  const entries = new Map<string, RecordEntry>();
  let open = undefined as ReturnType<typeof unknown> | undefined;
  for (const entry of expression.entries) {
    const value = evaluate(frame, entry.value);
    if (entry.key === undefined) {
      if (value.kind === 'record') {
        for (const [key, inner] of value.entries.value) entries.set(key, inner);
        open ??= value.open.value;
      } else if (value.kind !== 'none') open ??= unknown({ kind: 'data', what: 'what is spread into the record' });
      continue;
    }
    const key = evaluate(frame, entry.key);
    const text = keyOf(key);
    if (text === undefined) open ??= unknown({ kind: 'data', what: 'a key of the record' });
    else entries.set(text, { key, value, place: placeOf(frame, entry.value.span) });
  }
  return recordOf(entries, { attributes: expression.attributes, open });
}

function evaluateFormat(frame: Frame, expression: FormatExpression): Value {
  const texts: string[] = [];
  let isWhole = true;
  let reason: Value | undefined;
  for (const part of expression.parts) {
    if (typeof part === 'string') {
      texts.push(part);
      continue;
    }
    const value = evaluate(frame, part.value);
    const shown = formatPart(value, part.conversion, part.spec);
    if (shown === undefined) {
      isWhole = false;
      reason ??= value;
    } else texts.push(shown);
  }
  if (isWhole) return joinedText(texts);
  const why = reason === undefined ? undefined : whyUnknown(reason);
  return plain('string', why ?? unknown({ kind: 'data', what: 'a value that is printed' }));
}

function formatPart(value: Value, conversion: string | undefined, spec: string | undefined): string | undefined {
  if (conversion === 'r' && value.kind === 'string') return `'${value.value}'`;
  if (spec === undefined || spec === '') return printed(value);
  const padded = /^(0?)(\d+)d?$/.exec(spec);
  if (padded !== null && value.kind === 'int')
    return String(value.value).padStart(Number(padded[2]), padded[1] === '0' ? '0' : ' ');
  const fixed = /^\.(\d+)f$/.exec(spec);
  const decimal = numeric(value);
  return fixed !== null && decimal !== undefined ? decimal.toFixed(Number(fixed[1])) : undefined;
}

function bare({ why, at }: Unknown): Unknown {
  return unknown(why, at);
}

const spread: Unknown = unknown({ kind: 'data', what: 'how many arguments are spread' });

/** The arguments of a call, in the order written. */
export function evaluateArguments(frame: Frame, args: readonly Argument[]): CallArgs {
  const positional: ArgValue[] = [];
  const keywords: KeywordValue[] = [];
  let open: CallArgs['open'];
  for (const argument of args) {
    // What stands behind a spread of unknown length has no place of its own.
    if (open !== undefined && (argument.kind === 'positional' || argument.kind === 'spread')) open = bare(open);
    const value = evaluate(frame, argument.value);
    const place = placeOf(frame, argument.value.span);
    switch (argument.kind) {
      case 'positional':
        positional.push({ value, place });
        break;
      case 'keyword':
        keywords.push({ name: argument.name, value, place });
        break;
      case 'spread': {
        const { items, rest, count, why } = iterate(frame.context, value, place);
        positional.push(...items.map(item => ({ value: item, place })));
        if (rest !== undefined) open ??= endOf(why ?? spread, rest, count);
        break;
      }
      case 'spreadKeywords':
        if (value.kind === 'record') {
          for (const entry of value.entries.value.values()) {
            if (entry.key.kind === 'string')
              keywords.push({ name: entry.key.value, value: entry.value, place: entry.place ?? place });
          }
          open ??= value.open.value === undefined ? undefined : bare(value.open.value);
        } else open ??= isUnknown(value) ? value : unknown({ kind: 'data', what: 'the arguments that are spread' });
        break;
      default:
        assertNever(argument);
    }
  }
  return { positional, keywords, open };
}

/** Values for plain uses elsewhere. */
export { bool, list, tuple };
