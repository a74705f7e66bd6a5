// A tensor that stands for those of two paths of a program.

import { one } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { afterError } from '../shapes/unknown.ts';
import type { GraphNode, SymbolicTensor } from './graph.ts';

/** A tensor of the given type that is made where another one is. It belongs to no graph, since which call made it is not known. */
export function joinedTensor(like: SymbolicTensor, type: TensorType): SymbolicTensor {
  const outputs: SymbolicTensor[] = [];
  const { id, layer, called } = like.node;
  const node: { -readonly [K in keyof GraphNode]: GraphNode[K] } = {
    id,
    layer,
    callIndex: -1,
    joined: true,
    inputs: [],
    call: new Map(),
    outputs,
    structure: afterError,
    called,
    replay: () => one(type),
  };
  const tensor: SymbolicTensor = { id: like.id, type, node, index: 0 };
  outputs.push(tensor);
  node.structure = one(tensor);
  return tensor;
}
