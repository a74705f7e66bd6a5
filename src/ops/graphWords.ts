// What TensorFlow says of operations on symbolic tensors that do not go together. Keras 2 leaves its symbolic tensors to
// TensorFlow, which works out their shapes when it adds the operation to a graph.

import type { Problem } from '../layers/problems.ts';
import { type Dim, isDynamic } from '../shapes/dim.ts';
import type { OpContext } from './define.ts';

type Words = NonNullable<Problem['runtime']>;

/** True for operations that Keras 2 adds to a graph. */
function isGraph({ dialect, flavour }: OpContext): boolean {
  return dialect === 'keras2' && flavour === 'symbolic';
}

/** Of two axes that an operation needs to be equal, in the order of its operands. */
export function unequalWords(a: Dim, b: Dim, context: OpContext): Words {
  return isGraph(context) && typeof a === 'number' && typeof b === 'number'
    ? { keras2: `Dimensions must be equal, but are ${a} and ${b}` }
    : {};
}

/** Of tensors that are joined along an axis and differ elsewhere. It compares the axes before that one, then those behind. */
export function joinWords(shapes: readonly (readonly Dim[])[], along: number, context: OpContext): Words {
  if (!isGraph(context) || !/concat/.test(context.path)) return {};
  const [first = [], ...others] = shapes;
  if (![first, ...others].flat().every(dim => typeof dim === 'number' || isDynamic(dim))) return {};
  const merged = [...first];
  for (const other of others) {
    if (other.length !== first.length)
      return { keras2: `Shape must be rank ${first.length} but is rank ${other.length}` };
    for (const [axis, dim] of other.entries()) {
      const known = merged[axis];
      if (axis === along) continue;
      if (typeof known !== 'number') merged[axis] = dim;
      else if (typeof dim === 'number' && dim !== known) {
        const at = axis < along ? axis : axis - along - 1;
        return { keras2: `Dimension ${at} in both shapes must be equal, but are ${known} and ${dim}.` };
      }
    }
  }
  return {};
}

/** Of an index that names more axes than there are. */
export function indexCountWords(rank: number, context: OpContext): Words {
  return isGraph(context) ? { keras2: `Index out of range using input dim ${rank}; input has only ${rank} dims` } : {};
}

/** Of an index outside an axis, counted from the front. */
export function indexWords(at: number, length: number, axis: number, context: OpContext): Words {
  return isGraph(context)
    ? { keras2: `slice index ${at < 0 ? at + length : at} of dimension ${axis} out of bounds.` }
    : {};
}
