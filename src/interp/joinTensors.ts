// Symbolic tensors that differ between two paths: a tensor of what both have in common of their types. It belongs to no graph,
// since which call made it is not known.

import type { GraphNode, SymbolicTensor } from '../model/graph.ts';
import { one } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { afterError } from '../shapes/unknown.ts';
import { joinTypes, sameTypes } from './joinArrays.ts';
import type { ArrayValue, TensorValue } from './value.ts';

/** True for the same tensor, and for tensors of two paths of which the same is known. */
export function sameTensor(a: SymbolicTensor, b: SymbolicTensor): boolean {
  if (a === b) return true;
  return a.node.joined === true && b.node.joined === true && sameTypes(a.type, b.type);
}

/** A tensor that is the one or the other; an array among them is a constant on its path. */
export function joinTensors(a: TensorValue, b: TensorValue | ArrayValue): TensorValue {
  const other = b.kind === 'tensor' ? b.tensor.type : b.type;
  const type = joinTypes(a.tensor.type, other);
  if (a.tensor.node.joined === true && sameTypes(type, a.tensor.type)) return { kind: 'tensor', tensor: a.tensor };
  return { kind: 'tensor', tensor: joinedTensor(a.tensor, type) };
}

function joinedTensor(like: SymbolicTensor, type: TensorType): SymbolicTensor {
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
