// What decorators make of a function or class.

import { isUnknown } from '../shapes/unknown.ts';
import type { Expression } from '../syntax/expression.ts';
import { type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import type { FunctionValue, Value } from './value.ts';

/** How a function in a class is bound, by its decorators. */
export function bindingOf(decorators: readonly Expression[]): FunctionValue['binding'] {
  for (const decorator of decorators) {
    const name =
      decorator.kind === 'name' ? decorator.name : decorator.kind === 'attribute' ? decorator.name : undefined;
    if (name === 'staticmethod') return 'static';
    if (name === 'classmethod') return 'class';
    if (name === 'property' || name === 'cached_property') return 'property';
  }
  return 'plain';
}

/** True for `@dataclass`, with arguments or without. */
export function isDataclass(decorator: Expression): boolean {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'attribute' ? callee.name : undefined;
  return name === 'dataclass';
}

/** Applies decorators from the inside out; those that only mark a function leave it as it is. */
export function decorate(frame: Frame, made: Value, decorators: readonly Expression[]): Value {
  let value = made;
  for (const decorator of [...decorators].reverse()) {
    const callee = evaluate(frame, decorator);
    if (made.kind === 'function' && made.binding !== 'plain') continue;
    const place = placeOf(frame, decorator.span);
    const answer =
      callee.kind === 'unknown'
        ? callee
        : frame.context.call(callee, { positional: [{ value, place }], keywords: [], open: undefined }, place);
    if (callee.kind === 'unknown' && (value.kind === 'function' || value.kind === 'class'))
      value = { ...value, wrapped: true };
    // A decorator that is not known most often registers or wraps what it gets; its own reason would hide the function.
    value = isUnknown(answer) && callee.kind !== 'function' ? value : answer;
  }
  return value;
}
