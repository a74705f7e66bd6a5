// What NumPy and TensorFlow say of operations whose operands do not go together. Symbolic tensors of Keras 2 are TensorFlow's
// own: their shapes are worked out when the operation is added to a graph. Keras 3 has words of its own for its symbolic
// tensors, which stand with the operations.

import type { RuntimeWords } from '../layers/problems.ts';
import { type Dim, isDynamic } from '../shapes/dim.ts';
import type { OpContext } from './define.ts';

/** Who computes: TensorFlow on a graph or on values, or NumPy; undefined where it is somebody else. */
function speaker({ dialect, flavour }: OpContext): 'graph' | 'eager' | 'numpy' | undefined {
  if (dialect === 'tfjs') return undefined;
  if (flavour === 'symbolic') return dialect === 'keras2' ? 'graph' : undefined;
  return flavour === 'numpy' || flavour === 'eager' ? flavour : undefined;
}

function said(words: string | undefined, by: 'NumPy' | 'TensorFlow'): RuntimeWords {
  return words === undefined ? {} : { keras3: words, keras2: words, by };
}

/** Of two operands that are repeated against each other and differ on an axis, where they have the sizes `x` and `y`. */
export function broadcastWords(
  [a, b]: readonly [readonly Dim[], readonly Dim[]],
  [x, y]: readonly [Dim, Dim],
  context: OpContext,
): RuntimeWords {
  const isWhole = [...a, ...b].every(isNumber);
  switch (speaker(context)) {
    case 'graph':
      return said(unequal(x, y), 'TensorFlow');
    case 'eager':
      return said(
        isWhole && context.library !== 'keras' ? `Incompatible shapes: [${a}] vs. [${b}]` : undefined,
        'TensorFlow',
      );
    case 'numpy':
      return said(
        isWhole ? `operands could not be broadcast together with shapes ${tight(a)} ${tight(b)}` : undefined,
        'NumPy',
      );
    case undefined:
      return {};
  }
}

/** Of matrices of which the first has `x` columns and the second `y` rows. */
export function matmulWords([x, y]: readonly [Dim, Dim], context: OpContext): RuntimeWords {
  switch (speaker(context)) {
    case 'graph':
      return said(unequal(x, y), 'TensorFlow');
    case 'eager':
      return said(context.library === 'tf' ? 'Matrix size-incompatible: In[0]: [' : undefined, 'TensorFlow');
    case 'numpy':
      return said('matmul: Input operand 1 has a mismatch in its core dimension 0', 'NumPy');
    case undefined:
      return {};
  }
}

/** Of tensors that are joined along an axis and differ elsewhere. TensorFlow compares the axes before that one first. */
export function joinWords(
  shapes: readonly (readonly Dim[])[],
  along: number | undefined,
  context: OpContext,
): RuntimeWords {
  const [first = [], ...others] = shapes;
  const sameRank = others.every(other => other.length === first.length);
  switch (speaker(context)) {
    case 'graph':
      return along === undefined || !/concat/.test(context.path)
        ? {}
        : said(graphJoin(first, others, along), 'TensorFlow');
    case 'eager':
      if (!/concat/.test(context.path) || context.library !== 'tf') return {};
      return said(
        sameRank ? 'ConcatOp : Dimension' : 'ConcatOp : Ranks of all input tensors should match',
        'TensorFlow',
      );
    case 'numpy':
      return said(
        sameRank
          ? 'all the input array dimensions except for the concatenation axis must match exactly, but along dimension'
          : 'all the input arrays must have same number of dimensions',
        'NumPy',
      );
    case undefined:
      return {};
  }
}

function graphJoin(first: readonly Dim[], others: readonly (readonly Dim[])[], along: number): string | undefined {
  if (![first, ...others].flat().every(dim => isNumber(dim) || isDynamic(dim))) return undefined;
  const merged = [...first];
  for (const other of others) {
    if (other.length !== first.length) return `Shape must be rank ${first.length} but is rank ${other.length}`;
    for (const [axis, dim] of other.entries()) {
      const known = merged[axis];
      if (axis === along) continue;
      if (typeof known !== 'number') merged[axis] = dim;
      else if (typeof dim === 'number' && dim !== known) {
        const at = axis < along ? axis : axis - along - 1;
        return `Dimension ${at} in both shapes must be equal, but are ${known} and ${dim}.`;
      }
    }
  }
  return undefined;
}

/** Of arrays of different shapes laid upon each other. */
export function stackWords(context: OpContext): RuntimeWords {
  return speaker(context) === 'numpy' ? said('all input arrays must have the same shape', 'NumPy') : {};
}

/** Of a target with another number of elements; -1 stands for the size that is left over. */
export function reshapeWords(from: readonly Dim[], target: readonly Dim[], context: OpContext): RuntimeWords {
  if (![...from, ...target].every(isNumber)) return {};
  const count = from.filter(isNumber).reduce((all, size) => all * size, 1);
  const wanted = target.filter(isNumber).reduce((all, size) => all * size, 1);
  switch (speaker(context)) {
    case 'numpy':
      return said(
        `cannot reshape array of size ${count} into shape ${tight(target).replaceAll('-1', 'newaxis')}`,
        'NumPy',
      );
    case 'eager':
      return said(
        target.includes(-1) || context.library !== 'tf'
          ? undefined
          : `Input to reshape is a tensor with ${count} values, but the requested shape has ${wanted}`,
        'TensorFlow',
      );
    case 'graph':
    case undefined:
      return {};
  }
}

/** Of an index that names `taken` axes of fewer. */
export function indexCountWords(rank: number, taken: number, context: OpContext): RuntimeWords {
  switch (speaker(context)) {
    case 'graph':
    case 'eager':
      return said(`Index out of range using input dim ${rank}; input has only ${rank} dims`, 'TensorFlow');
    case 'numpy':
      return said(`too many indices for array: array is ${rank}-dimensional, but ${taken} were indexed`, 'NumPy');
    case undefined:
      return {};
  }
}

/** Of an index outside an axis. */
export function indexWords(at: number, length: number, axis: number, context: OpContext): RuntimeWords {
  switch (speaker(context)) {
    case 'graph':
    case 'eager':
      return said(`slice index ${at < 0 ? at + length : at} of dimension ${axis} out of bounds.`, 'TensorFlow');
    case 'numpy':
      return said(`index ${at} is out of bounds for axis ${axis} with size ${length}`, 'NumPy');
    case undefined:
      return {};
  }
}

function unequal(a: Dim, b: Dim): string | undefined {
  return isNumber(a) && isNumber(b) ? `Dimensions must be equal, but are ${a} and ${b}` : undefined;
}

function isNumber(dim: Dim): dim is number {
  return typeof dim === 'number';
}

/** A shape as NumPy prints it in its messages: `(64,40)`. */
function tight(shape: readonly Dim[]): string {
  return shape.length === 1 ? `(${shape},)` : `(${shape})`;
}
