// What a functional or Sequential model makes of the tensors it is called on before its first layer sees them: they take the
// dtype of the model's inputs, and an axis of size 1 at the end is added or dropped where that gives the rank of the input.

import type { Dialect } from '../layers/config.ts';
import { flatten } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { ModelGraph } from './graph.ts';

/**
 * The types that the layers of a graph see when its model is called on tensors of the given types.
 *
 * Keras 3 fits the rank of data only, Keras 2 that of symbolic tensors too; TensorFlow.js takes tensors as they are.
 */
export function standardizedTypes(
  graph: ModelGraph,
  types: readonly TensorType[],
  options: { readonly dialect: Dialect; readonly on: 'data' | 'symbolic' },
): readonly TensorType[] {
  const { dialect, on } = options;
  if (dialect === 'tfjs') return types;
  const fitted = on === 'data' || dialect === 'keras2';
  const inputs = flatten(graph.inputs);
  return types.map((type, i) => {
    const expected = inputs[i]?.type;
    if (expected === undefined) return type;
    return { shape: fitted ? fittedRank(type.shape, expected.shape) : type.shape, dtype: expected.dtype };
  });
}

/** A shape with its last axis of size 1 dropped, or one added, where the expected rank asks for it. */
function fittedRank(shape: TensorType['shape'], expected: TensorType['shape']): TensorType['shape'] {
  if (isUnknown(shape) || isUnknown(expected)) return shape;
  if (shape.length === expected.length + 1 && shape.at(-1) === 1) return shape.slice(0, -1);
  if (shape.length === expected.length - 1 && expected.at(-1) === 1) return [...shape, 1];
  return shape;
}
