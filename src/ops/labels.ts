// Class labels in arrays too large to be followed: operations that only rearrange elements keep what is known of them.

import type { Labels } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { NamedOp, OpAnswer, TensorAnswer } from './define.ts';
import type { Operand } from './operand.ts';

/** Operations, by the last part of their names, whose answer has the elements of their tensor and no others. */
const rearranging: ReadonlySet<string> = new Set([
  'reshape',
  'ravel',
  'flatten',
  'squeeze',
  'expand_dims',
  'transpose',
  'T',
  'swapaxes',
  'moveaxis',
  'astype',
  'cast',
  'copy',
  'array',
  'asarray',
  'asanyarray',
  'ascontiguousarray',
  'convert_to_tensor',
  'constant',
  'permutation',
  'permuted',
]);

/** The answer of an operation with the labels it keeps of its first tensor. */
export function withLabels(answer: OpAnswer, op: NamedOp, first: unknown): OpAnswer {
  const labels = labelsOf(first);
  if (labels === undefined || !isPlain(answer) || answer.dtype === 'bool') return answer;
  return rearranging.has(op.path.slice(op.path.lastIndexOf('.') + 1)) ? { ...answer, labels } : answer;
}

function labelsOf(first: unknown): Labels | undefined {
  return typeof first === 'object' && first !== null && 'labels' in first ? (first as Operand).labels : undefined;
}

function isPlain(answer: OpAnswer): answer is TensorAnswer {
  return !isUnknown(answer) && !('kind' in answer) && !('value' in answer);
}

/**
 * The labels that integers drawn evenly from 0 to `largest` hold: all of them, where that it is otherwise is less likely
 * than one in 10^15 by the union bound n·(1 - 1/n)^count.
 */
export function drawnLabels(largest: number, count: number): Labels | undefined {
  const classes = largest + 1;
  if (!Number.isInteger(classes) || classes < 1) return undefined;
  if (classes === 1) return count > 0 ? { largest, distinct: 1 } : undefined;
  const missing = Math.log(classes) + count * Math.log(1 - 1 / classes);
  return missing < -15 * Math.LN10 ? { largest, distinct: classes } : undefined;
}
