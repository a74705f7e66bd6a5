// Complex values in transforms: as a pair of real and imaginary parts in Keras, as complex tensors elsewhere.

import { nullable, optional, required } from '../layers/params.ts';
import { list, type Nested } from '../shapes/nested.ts';
import { type DType, type Shape, sameShape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import { size, type TensorsArg, tensors } from './arguments.ts';
import type { OpContext, TensorAnswer } from './define.ts';
import { rowsOf } from './join.ts';
import type { Operand } from './operand.ts';

/** The two parts of one shape. */
export function pair(shape: Shape, dtype: DType): Nested<TensorAnswer> {
  return list<TensorAnswer>([
    { shape, dtype },
    { shape, dtype },
  ]);
}

/** Real and imaginary parts, which must have one shape. */
export function parts(x: TensorsArg, least: number, context: OpContext): Operand | Unknown {
  const items = rowsOf(x, context);
  if (isUnknown(items)) return items;
  const [real, imag] = items;
  if (real === undefined || imag === undefined || items.length !== 2) {
    context.problem({ kind: 'call-value', argument: 'x', says: 'A pair of real and imaginary parts is needed' });
    return afterError;
  }
  if (sameShape(real.shape, imag.shape) === 'no') {
    context.problem({ kind: 'merge-shape', shapes: [real.shape, imag.shape], axes: [] });
    return afterError;
  }
  if (!isUnknown(real.shape) && real.shape.length < least) {
    context.problem({ kind: 'rank-mismatch', input: 0, expected: { atLeast: least }, shape: real.shape });
    return afterError;
  }
  return real;
}

/** The argument of a transform of complex values. */
export const complexParts = required(tensors(), 'The real and the imaginary part.');

/** How long what is transformed is made first. */
export const fftLength = optional(nullable(size()), null, 'The length that is transformed.');

/** The complex type of a spectrum. */
export function complexOf(dtype: DType): DType {
  if (isUnknown(dtype)) return dtype;
  return dtype === 'float64' ||
    dtype === 'complex128' ||
    dtype === 'float' ||
    dtype === 'int' ||
    dtype.startsWith('int')
    ? 'complex128'
    : 'complex64';
}
