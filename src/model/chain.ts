// The graph of layers that stand upon each other, as a Sequential has it.

import { one } from '../shapes/nested.ts';
import { type GraphNode, isListed, type ModelGraph, type SymbolicTensor } from './graph.ts';
import { isInputLayer } from './inputLayers.ts';

/** The graph of calls that follow each other from the input to the output. */
export function chainGraph(input: SymbolicTensor, output: SymbolicTensor, nodes: readonly GraphNode[]): ModelGraph {
  const operations = [...new Set(nodes.map(node => node.layer))];
  // The input layer that Keras makes is not among a Sequential's layers.
  return {
    inputs: one(input),
    outputs: one(output),
    nodes,
    operations,
    layers: operations.filter(layer => isListed(layer) && !isInputLayer(layer)),
  };
}
