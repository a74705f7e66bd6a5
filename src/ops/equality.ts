// Python's `==` and `!=` of tensors. TensorFlow answers with one truth value where the shapes do not go together, whereas the
// functions of the same meaning refuse them; NumPy does so before 1.25 and refuses them since.

import { isDynamic, sameDim } from '../shapes/dim.ts';
import type { Shape } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { broadcastPair, isShape } from './broadcast.ts';
import type { OpAnswer, OpContext } from './define.ts';
import { combineElements } from './elements.ts';
import { answer, type Operand } from './operand.ts';

/** What `==` (`eq`) or `!=` (`ne`) gives; `shape` is asked for where shapes that do not go together are refused. */
export function compareTensors(
  x1: Operand,
  x2: Operand,
  options: { readonly how: 'eq' | 'ne'; readonly context: OpContext; readonly shape: () => Shape },
): OpAnswer {
  const { how, context } = options;
  const meeting = refusal(context) === 'never' ? meet(x1.shape, x2.shape) : 'together';
  if (meeting === 'apart') return answer([], 'bool', [how === 'eq' ? 0 : 1]);
  if (meeting !== 'together') return { shape: meeting, dtype: 'bool' };
  if (refusal(context) === 'by some' && areApart(x1.shape, x2.shape)) return olderArrays;
  const shape = options.shape();
  return answer(shape, 'bool', combineElements(x1, x2, shape, how));
}

const olderArrays = unknown({ kind: 'data', what: 'the version of NumPy, which decides how unlike arrays compare' });

/** Whether shapes that do not go together are refused: by NumPy and by Keras 3's symbolic tensors. */
function refusal({ dialect, flavour, kerasTensors }: OpContext): 'always' | 'by some' | 'never' {
  if (flavour === 'numpy') return dialect === 'keras2' ? 'by some' : 'always';
  return kerasTensors && flavour === 'symbolic' ? 'always' : 'never';
}

/** How two shapes meet that need not; as in TensorFlow, an open size beside another than 1 leaves the shape open. */
function meet(a: Shape, b: Shape): 'together' | 'apart' | Unknown {
  if (isUnknown(a) || isUnknown(b)) return 'together';
  const rank = Math.max(a.length, b.length);
  for (let i = 0; i < rank; i++) {
    const [x, y] = [a[a.length - rank + i] ?? 1, b[b.length - rank + i] ?? 1];
    if (x === 1 || y === 1 || sameDim(x, y) === 'yes' || (isDynamic(x) && isDynamic(y))) continue;
    return sameDim(x, y) === 'no' ? 'apart' : undecided;
  }
  return 'together';
}

const undecided = unknown({ kind: 'data', what: 'whether two sizes are equal' });

function areApart(a: Shape, b: Shape): boolean {
  return !isUnknown(a) && !isUnknown(b) && !isShape(broadcastPair(a, b));
}
