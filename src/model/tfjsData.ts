// How TensorFlow.js holds data against a model before it is fed: ranks and sizes must be equal to those of the inputs and
// outputs, the batch axis and open axes left out, and a tensor of one axis counts as a column.

import { type Dim, sameDim } from '../shapes/dim.ts';
import { asColumn } from '../shapes/shape.ts';

export interface TfjsMismatch {
  /** The axis of another size; absent where the ranks differ. */
  readonly axis?: number;
  /** The words of the framework behind the name of the input or output. */
  readonly runtime: string;
}

/** What TensorFlow.js finds wrong with data of one shape where another one is expected; undefined where it fits. */
export function tfjsMismatch(
  expected: readonly Dim[],
  given: readonly Dim[],
  call: 'fit' | 'evaluate' | 'predict',
): TfjsMismatch | undefined {
  const shape = asColumn(given);
  const printed = shape.map(dim => (typeof dim === 'number' ? dim : 'null'));
  if (shape.length !== expected.length) {
    return {
      runtime: `to have ${expected.length} dimension(s)${call === 'predict' ? `, but got array with shape [${printed}]` : `. but got array with shape ${printed}`}`,
    };
  }
  const axis = shape.findIndex((dim, i) => i > 0 && sameDim(dim, expected[i] ?? dim) === 'no');
  if (axis < 0) return undefined;
  const wanted = expected.slice(1).map(dim => (typeof dim === 'number' ? dim : 'null'));
  return {
    axis,
    runtime:
      call === 'predict'
        ? `to have shape [null,${wanted}], but got array with shape [${printed}]`
        : `expected a batch of elements where each example has shape [${wanted}] (i.e.,tensor shape [*,${wanted}])`,
  };
}
