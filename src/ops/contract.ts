// Products that sum over axes: matmul and its kin.

import type { Problem } from '../layers/problems.ts';
import { type Dim, isDynamic, sameDim } from '../shapes/dim.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { afterError, isUnknown } from '../shapes/unknown.ts';
import { broadcastPair, isShape, reportBroadcast } from './broadcast.ts';
import type { OpContext } from './define.ts';
import { matmulWords } from './operationWords.ts';

/** True unless two axes that are summed over together differ for sure. */
export function mayContract(a: Dim, b: Dim): boolean {
  return sameDim(a, b) !== 'no';
}

/** Reports operands whose contracted axes differ; each pair of axes counts from 0. */
export function reportContraction(
  shapes: readonly [readonly Dim[], readonly Dim[]],
  axes: readonly (readonly [number, number])[],
  context: OpContext,
  runtime?: Problem['runtime'],
): void {
  context.problem({ kind: 'matmul-shape', shapes, axes, ...(runtime === undefined ? {} : { runtime }) });
}

/** The shape of `a @ b`: matrices in the last two axes, the axes before broadcast, vectors without their missing axis. */
export function matmulShape(a: Shape, b: Shape, context: OpContext): Shape {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  if (a.length === 0 || b.length === 0) {
    context.problem({
      kind: 'rank-mismatch',
      input: a.length === 0 ? 0 : 1,
      expected: { atLeast: 1 },
      shape: a.length === 0 ? a : b,
    });
    return afterError;
  }
  const inner = a[a.length - 1] ?? 1;
  const other = b.length === 1 ? (b[0] ?? 1) : (b[b.length - 2] ?? 1);
  if (!mayContract(inner, other)) {
    reportContraction([a, b], [[a.length - 1, Math.max(0, b.length - 2)]], context, {
      ...(a.length < 2 || b.length < 2 ? {} : matmulWords([inner, other], context)),
      ...(context.specOnly ? { keras3: innerWords(a, b) } : {}),
    });
    return afterError;
  }
  const rows = a.slice(-2, -1);
  const columns = b.length === 1 ? [] : b.slice(-1);
  const [x, y] = [a.slice(0, -2), b.slice(0, -2)];
  const batch = broadcastPair(x, y);
  if (!isShape(batch)) {
    reportBroadcast(x, y, batch.failed, context);
    return afterError;
  }
  return [...batch, ...rows, ...columns];
}

/** A size that both contracted axes have, where one is known. */
export function agreedSize(a: Dim, b: Dim): Dim {
  return isUnknown(a) || isDynamic(a) ? b : a;
}

/** What Keras 3 says of symbolic tensors. */
function innerWords(a: readonly Dim[], b: readonly Dim[]): string {
  return `Inner dimensions (\`x1.shape[-1]\` and \`x2.shape[-2]\`) must be equal, but received \`x1.shape=${printShape(a)}\` and \`x2.shape=${printShape(b)}\`.`;
}
