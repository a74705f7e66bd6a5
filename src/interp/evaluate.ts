// Expressions: each is turned into a value, and the value is remembered by the expression's id. Unknown operands give
// unknown results; nothing is thrown for user code.

import { assertNever } from '../base/assertNever.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import type { Expression } from '../syntax/expression.ts';
import { assign, readTarget } from './assign.ts';
import { limits } from './budget.ts';
import { makeClass, makeFunction, superOf } from './call.ts';
import { evaluateArguments } from './callArguments.ts';
import { evaluateComprehension } from './comprehension.ts';
import { type Frame, placeOf } from './context.ts';
import { evaluateFormat, evaluateItems, evaluateRecord } from './displays.ts';
import { indexValue } from './indexing.ts';
import { iterate } from './iterate.ts';
import { extendList } from './listChanges.ts';
import { float, int, missing, no, none, number, string, yes } from './make.ts';
import { restEnd } from './openList.ts';
import {
  compared,
  eitherValue,
  evaluateLogical,
  evaluateUnary,
  isElementwise,
  isTensorLike,
  operate,
} from './operate.ts';
import { truth } from './operators.ts';
import { lookUp } from './scope.ts';
import { unread } from './unread.ts';
import type { Value } from './value.ts';

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
