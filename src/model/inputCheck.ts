// Whether a model takes tensors of the given shapes: Keras 3 compares them with the model's own inputs before any layer sees
// them. Keras 2 and TensorFlow.js leave that to the layers inside.

import type { Problem } from '../layers/problems.ts';
import { type Dim, dynamic, sameDim } from '../shapes/dim.ts';
import { flatten } from '../shapes/nested.ts';
import { printShape, type TensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { ModelGraph } from './graph.ts';

/**
 * The first thing that Keras 3 finds wrong with the tensors of a call, or undefined. The batch is not compared, and a last
 * axis of size 1 may be missing or too much.
 *
 * `sizes` says whether the sizes of the axes are compared too: a Sequential called on data leaves them to its layers.
 */
export function inputProblem(
  graph: ModelGraph,
  types: readonly TensorType[],
  options: { readonly sizes: 'compared' | 'left to the layers' },
): Problem | undefined {
  const inputs = flatten(graph.inputs);
  for (const [input, { shape }] of types.entries()) {
    const declared = inputs[input];
    if (declared === undefined || isUnknown(declared.type.shape) || isUnknown(shape)) continue;
    const expected = declared.type.shape;
    const axis = options.sizes === 'compared' ? differingAxis(expected, shape) : undefined;
    const wanted = `expected shape=${printShape([dynamic, ...expected.slice(1)])}, found shape=`;
    const runtime = {
      keras3:
        axis === undefined
          ? `Expected shape ${printShape(expected)}, but input has incompatible shape ${printShape(shape)}`
          : `${wanted}${printShape(withoutLastOne(shape))}`,
      ...(axis === undefined ? {} : { keras2: wanted }),
    };
    if (!fitsRank(expected, shape))
      return { kind: 'rank-mismatch', input, expected: { exactly: expected.length }, shape, runtime };
    if (axis === undefined) continue;
    return {
      kind: 'axis-mismatch',
      input,
      axis,
      expected: expected[axis] ?? 1,
      got: shape[axis] ?? 1,
      shape,
      because: `its input \`${declared.node.layer.name}\` is ${printShape(expected)}`,
      runtime,
    };
  }
  return undefined;
}

/** The first axis behind the batch on which the sizes contradict each other, a last axis of size 1 left out on both sides. */
function differingAxis(expected: readonly Dim[], shape: readonly Dim[]): number | undefined {
  const wanted = withoutLastOne(expected);
  const given = withoutLastOne(shape);
  const axis = wanted.findIndex((size, i) => i > 0 && i < given.length && sameDim(size, given[i] ?? size) === 'no');
  return axis < 0 ? undefined : axis;
}

function withoutLastOne(shape: readonly Dim[]): readonly Dim[] {
  return shape.at(-1) === 1 ? shape.slice(0, -1) : shape;
}

function fitsRank(expected: readonly Dim[], shape: readonly Dim[]): boolean {
  if (shape.length === expected.length) return true;
  if (shape.length === expected.length + 1) return canBeOne(shape.at(-1));
  return shape.length === expected.length - 1 && canBeOne(expected.at(-1));
}

/** True for 1 and for what is not known to be another size; an axis that Keras leaves open is not 1 to it. */
function canBeOne(dim: Dim | undefined): boolean {
  return dim !== undefined && (dim === 1 || isUnknown(dim) || (typeof dim === 'object' && dim.kind !== 'dynamic'));
}
