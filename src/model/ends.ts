// What goes into a model and comes out of it: the ends of its graph, what those of two paths have in common, or, for a model of
// the program's own `call`, what its first known call was given and gave.

import { flatten } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { Model } from './graph.ts';
import { endsOf } from './openGraph.ts';

export interface ModelEnds {
  readonly inputs: readonly TensorType[];
  readonly outputs: readonly TensorType[];
}

/** The types at the ends of a model; unknown where it has no graph and no call of it is known. */
export function modelEnds(model: Model): ModelEnds | Unknown {
  const graph = model.graph.value;
  if (!isUnknown(graph)) {
    return {
      inputs: flatten(graph.inputs).map(tensor => tensor.type),
      outputs: flatten(graph.outputs).map(tensor => tensor.type),
    };
  }
  const open = endsOf(graph);
  if (open !== undefined) return { inputs: [open.input.type], outputs: [open.output.type] };
  const { first, built } = model.layer.state.value;
  return first === undefined
    ? graph
    : { inputs: built?.inputs ?? [], outputs: first.outputs.map(tensor => tensor.type) };
}
