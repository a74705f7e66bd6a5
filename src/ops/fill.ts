// Tensors made from a shape: what the shape argument may hold, and the elements where there are few.

import { type Dim, printDim } from '../shapes/dim.ts';
import type { DType, Shape } from '../shapes/shape.ts';
import { afterError, isUnknown } from '../shapes/unknown.ts';
import type { ShapeArg } from './arguments.ts';
import type { OpContext, TensorAnswer } from './define.ts';
import { smallCount } from './elements.ts';
import { filledExtremes } from './extremes.ts';
import { answer, type Element } from './operand.ts';

/** The shape that a creation function is given. None and negative sizes are reported. */
export function createdShape(shape: ShapeArg, context: OpContext, argument = 'shape'): Shape {
  if (isUnknown(shape)) return shape;
  const dims: Dim[] = [];
  for (const entry of shape.entries) {
    if (entry === null) {
      context.problem({
        kind: 'argument-value',
        argument,
        got: `(${shape.entries.map(item => (item === null ? 'None' : printDim(item))).join(', ')})`,
        expected: 'a shape without None, since the values are made at once',
      });
      return afterError;
    }
    if (typeof entry === 'number' && entry < 0) {
      context.problem({
        kind: 'argument-value',
        argument,
        got: String(entry),
        expected: 'a shape whose sizes are not negative',
      });
      return afterError;
    }
    dims.push(entry);
  }
  return dims;
}

/** A tensor filled with one element. */
export function filled(shape: Shape, dtype: DType, element: Element | undefined): TensorAnswer {
  const count = smallCount(shape);
  const extremes = filledExtremes(shape, dtype, element);
  if (count === undefined || element === undefined)
    return { shape, dtype, ...(extremes === undefined ? {} : { extremes }) };
  return answer(
    shape,
    dtype,
    Array.from({ length: count }, () => element),
  );
}

/** The element a value has after a cast; undefined where it is not known. */
export function castElement(element: Element, dtype: DType): Element | undefined {
  if (isUnknown(dtype) || typeof element === 'string') return dtype === 'string' ? element : undefined;
  if (typeof element !== 'number') return element;
  if (dtype.startsWith('int') || dtype.startsWith('uint')) return Math.trunc(element);
  if (dtype === 'bool') return element === 0 ? 0 : 1;
  return element;
}
