// Batches of matrices in the last two axes.

import { type Dim, isDynamic, sameDim } from '../shapes/dim.ts';
import { printShape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { OpContext } from './define.ts';
import type { Operand } from './operand.ts';

/** The shape of a batch of matrices; undefined where it is none, which is reported. */
export function matrices(x: Operand, kind: 'any' | 'square', context: OpContext): readonly Dim[] | Unknown {
  const { shape } = x;
  if (isUnknown(shape)) return shape;
  if (shape.length < 2) {
    context.problem({
      kind: 'rank-mismatch',
      input: 0,
      expected: { atLeast: 2 },
      shape,
      runtime: { keras3: `Expected input to have rank >= 2. Received input with shape ${printShape(shape)}.` },
    });
    return afterError;
  }
  const [rows = 1, columns = 1] = shape.slice(-2);
  if (kind === 'square' && sameDim(rows, columns) === 'no') {
    context.problem({
      kind: 'call-value',
      says: `Square matrices are needed, not those of ${printShape(shape)}`,
      runtime: { keras3: `Expected a square matrix. Received non-square input with shape ${printShape(shape)}` },
    });
    return afterError;
  }
  return shape;
}

/** The smaller of two sizes, where that is known. */
export function smaller(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return Math.min(a, b);
  if (sameDim(a, b) === 'yes') return a;
  const open = [a, b].find(dim => isUnknown(dim) || isDynamic(dim));
  return open ?? { kind: 'unknown', why: { kind: 'todo', what: 'the smaller of two sizes' } };
}
