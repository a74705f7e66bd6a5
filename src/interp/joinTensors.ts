// Symbolic tensors that differ between two paths: a tensor of what both have in common of their types. It belongs to no graph,
// since which call made it is not known.

import type { SymbolicTensor } from '../model/graph.ts';
import { joinedTensor } from '../model/joinedTensor.ts';
import { joinTypes, sameTypes } from '../shapes/joinTypes.ts';
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
