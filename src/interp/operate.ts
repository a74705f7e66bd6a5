// Operators on values: those of tensors are operations of the library, those of objects their own methods, and conditions that
// are not known give either operand.

import { isUnknown } from '../shapes/unknown.ts';
import type { CompareOperator, Expression } from '../syntax/expression.ts';
import { compare } from './comparisons.ts';
import { type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { isFrame } from './frames.ts';
import { differs, joinValues, joinWrites } from './join.ts';
import { noneInArithmetic, noneInComparison, noneInUnary } from './noneOperands.ts';
import { binary, truth, unary } from './operators.ts';
import type { Value } from './value.ts';

/** A comparison of plain values. */
export function compared(
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

/** An operator on one value: on tensors and arrays the library's. */
export function evaluateUnary(
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
export function isElementwise(operator: CompareOperator): boolean {
  return ['==', '!=', 'loose==', 'loose!=', '<', '<=', '>', '>='].includes(operator);
}

/** True for values whose operators are tensor operations. */
export function isTensorLike(value: Value): boolean {
  return value.kind === 'tensor' || value.kind === 'array' || isFrame(value);
}

/** `and`, `or` and `??`: one of the operands, or what both may give. */
export function evaluateLogical(
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
export function eitherValue(frame: Frame, first: () => Value, second: () => Value): Value {
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
