// Broadcasting: how the shapes of operands are brought together, axis by axis from the end.

import { type Dim, isDynamic, printDim, sameDim } from '../shapes/dim.ts';
import type { Shape } from '../shapes/shape.ts';
import { afterError, isUnknown } from '../shapes/unknown.ts';
import type { OpContext } from './define.ts';
import { broadcastWords } from './operationWords.ts';

/**
 * The axis that two broadcast to; undefined where they differ for sure. An open axis takes the other's size, unless that
 * is 1 (Keras `broadcast_shapes`, TensorFlow's static rule).
 */
export function broadcastDim(a: Dim, b: Dim): Dim | undefined {
  if (a === 1) return b;
  if (b === 1) return a;
  if (isUnknown(a)) return typeof b === 'number' ? b : a;
  if (isUnknown(b)) return typeof a === 'number' ? a : b;
  if (isDynamic(a)) return b;
  if (isDynamic(b)) return a;
  if (typeof a === 'number' && typeof b === 'number') return a === b ? a : undefined;
  if (sameDim(a, b) === 'yes') return a;
  if (typeof a === 'number') return a;
  if (typeof b === 'number') return b;
  return { kind: 'unknown', why: { kind: 'data', what: 'whether two sizes are equal' } };
}

/** The shape of two operands together, or the axis (from the end of both) on which they cannot meet. */
export function broadcastPair(a: readonly Dim[], b: readonly Dim[]): readonly Dim[] | { readonly failed: number } {
  const rank = Math.max(a.length, b.length);
  const out: Dim[] = [];
  for (let i = 0; i < rank; i++) {
    const dim = broadcastDim(a[a.length - rank + i] ?? 1, b[b.length - rank + i] ?? 1);
    if (dim === undefined) return { failed: i - rank };
    out.push(dim);
  }
  return out;
}

/** True for the shape that came of a broadcast, false for its failure. */
export function isShape<T>(value: T | { readonly failed: number }): value is T {
  return !(typeof value === 'object' && value !== null && 'failed' in value);
}

/** The shape all of these broadcast to. Reports the first two that cannot meet. */
export function broadcast(shapes: readonly Shape[], context: OpContext, how?: 'element by element'): Shape {
  let out: readonly Dim[] = [];
  let unknown: Shape | undefined;
  for (const shape of shapes) {
    if (isUnknown(shape)) {
      unknown ??= shape;
      continue;
    }
    const next = broadcastPair(out, shape);
    if (!isShape(next)) {
      reportBroadcast(out, shape, next.failed, context, how);
      return afterError;
    }
    out = next;
  }
  return unknown ?? out;
}

/** The shape of an operation on two operands, element by element. */
export function broadcastOperands(a: Shape, b: Shape, context: OpContext): Shape {
  return broadcast([a, b], context, 'element by element');
}

/** Reports two shapes that do not broadcast; `axis` counts from the end. `how` is set where that is all that is computed. */
export function reportBroadcast(
  a: readonly Dim[],
  b: readonly Dim[],
  axis: number,
  context: OpContext,
  how?: 'element by element',
): void {
  const [x, y] = [a[a.length + axis] ?? 1, b[b.length + axis] ?? 1];
  context.problem({
    kind: 'merge-shape',
    shapes: [a, b],
    axes: [axis],
    runtime: {
      ...(how === undefined ? {} : broadcastWords([a, b], [x, y], context)),
      ...(context.specOnly ? { keras3: specWords(a, b, x, y) } : {}),
    },
  });
}

/** What Keras 3 says of symbolic tensors. */
function specWords(a: readonly Dim[], b: readonly Dim[], x: Dim, y: Dim): string {
  return `Cannot broadcast shape, the failure dim has value ${printDim(x)}, which cannot be broadcasted to ${printDim(y)}. Input shapes are: ${printList(a)} and ${printList(b)}.`;
}

/** A shape as Python prints a list: `[None, 3]`. */
export function printList(shape: readonly Dim[]): string {
  return `[${shape.map(dim => printDim(dim)).join(', ')}]`;
}
