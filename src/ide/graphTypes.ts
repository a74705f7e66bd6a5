// The types of all tensors of a graph when it is called on inputs of other types than it was made for, as nested models
// are.

import type { ModelGraph, SymbolicTensor } from '../model/graph.ts';
import { flatten } from '../shapes/nested.ts';
import { identicalShape, type TensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';

/** The type of a tensor of the graph. */
export type TypeOf = (tensor: SymbolicTensor) => TensorType;

/** The types for inputs of the given types, in the order of the graph's inputs; as declared where none are given. */
export function graphTypes(graph: ModelGraph, inputs?: readonly TensorType[]): TypeOf {
  const declared = flatten(graph.inputs);
  const known = new Map<SymbolicTensor, TensorType>();
  declared.forEach((tensor, i) => {
    const given = inputs?.[i];
    if (given !== undefined && !sameType(given, tensor.type)) known.set(tensor, given);
  });
  const typeOf: TypeOf = tensor => known.get(tensor) ?? tensor.type;
  if (known.size === 0) return typeOf;
  const sources = new Set(declared);
  for (const node of graph.nodes) {
    if (node.outputs.some(output => sources.has(output))) continue;
    if (!node.inputs.some(input => known.has(input))) continue;
    const answer = node.replay(node.inputs.map(typeOf));
    const types = isUnknown(answer) ? [] : flatten(answer);
    node.outputs.forEach((output, i) => {
      const type = types[i];
      if (type !== undefined) known.set(output, type);
      else if (isUnknown(answer)) known.set(output, { shape: answer, dtype: output.type.dtype });
    });
  }
  return typeOf;
}

function sameType(a: TensorType, b: TensorType): boolean {
  return identicalShape(a.shape, b.shape) && a.dtype === b.dtype;
}
