// The order in which Keras lists the layers of a functional model: by depth, the distance to the outputs, deepest first;
// layers of equal depth in the order in which a walk from the outputs first meets them (Keras `map_graph`, which Keras 2
// and tfjs share). Users cut by index, so this order must be exact.

import { flatten, type Nested } from '../shapes/nested.ts';
import type { GraphNode, Layer, ModelGraph, SymbolicTensor } from './graph.ts';
import { isListed } from './graph.ts';

/**
 * The graph between inputs and outputs. The walk stops at the inputs; where it reaches tensors that no declared input
 * feeds, those calls are part of the graph and `loose` names their sources.
 */
export function mapGraph(
  inputs: Nested<SymbolicTensor>,
  outputs: Nested<SymbolicTensor>,
): { readonly graph: ModelGraph; readonly loose: readonly GraphNode[] } {
  const declared = new Set(flatten(inputs));
  const { finished, seen } = walk(flatten(outputs), declared);
  for (const input of flatten(inputs)) if (!seen.has(input.node.layer)) seen.set(input.node.layer, seen.size);
  const depths = nodeDepths(finished, flatten(inputs), declared);

  const operations = [...depths.ofLayer.keys()].sort(
    (a, b) => (depths.ofLayer.get(b) ?? 0) - (depths.ofLayer.get(a) ?? 0) || (seen.get(a) ?? 0) - (seen.get(b) ?? 0),
  );
  const place = new Map(operations.map((layer, i) => [layer, i]));
  const nodes = [...depths.ofNode.keys()].sort(
    (a, b) =>
      (depths.ofNode.get(b) ?? 0) - (depths.ofNode.get(a) ?? 0) ||
      (place.get(a.layer) ?? 0) - (place.get(b.layer) ?? 0) ||
      a.callIndex - b.callIndex,
  );
  const loose = nodes.filter(node => node.inputs.length === 0 && !node.outputs.some(output => declared.has(output)));
  return { graph: { inputs, outputs, nodes, operations, layers: operations.filter(isListed) }, loose };
}

/** Walks from the outputs to what feeds them: layers in the order first met, nodes in the order finished. */
function walk(
  outputs: readonly SymbolicTensor[],
  declared: ReadonlySet<SymbolicTensor>,
): { readonly finished: readonly GraphNode[]; readonly seen: Map<Layer, number> } {
  const finished: GraphNode[] = [];
  const done = new Set<GraphNode>();
  const open = new Set<GraphNode>();
  const seen = new Map<Layer, number>();
  // An explicit stack, since models can be deeper than the call stack.
  const stack: { readonly node: GraphNode; next: number }[] = [];
  const enter = (tensor: SymbolicTensor): void => {
    const { node } = tensor;
    if (done.has(node) || open.has(node)) return;
    if (!seen.has(node.layer)) seen.set(node.layer, seen.size);
    open.add(node);
    stack.push({ node, next: 0 });
  };
  for (const output of outputs) {
    enter(output);
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top === undefined) break;
      const isInput = top.node.outputs.some(tensor => declared.has(tensor));
      const input = isInput ? undefined : top.node.inputs[top.next++];
      if (input !== undefined) {
        enter(input);
        continue;
      }
      stack.pop();
      open.delete(top.node);
      done.add(top.node);
      finished.push(top.node);
    }
  }
  return { finished, seen };
}

/** Depth 0 is a call that feeds nothing else; every call lies deeper than those it feeds. */
function nodeDepths(
  finished: readonly GraphNode[],
  inputs: readonly SymbolicTensor[],
  declared: ReadonlySet<SymbolicTensor>,
): { readonly ofNode: Map<GraphNode, number>; readonly ofLayer: Map<Layer, number> } {
  const ofNode = new Map<GraphNode, number>();
  const ofLayer = new Map<Layer, number>();
  for (let i = finished.length - 1; i >= 0; i--) {
    const node = finished[i];
    if (node === undefined) continue;
    const depth = Math.max(ofNode.get(node) ?? 0, ofLayer.get(node.layer) ?? 0);
    ofLayer.set(node.layer, depth);
    ofNode.set(node, depth);
    if (node.outputs.some(tensor => declared.has(tensor))) continue;
    for (const input of node.inputs) ofNode.set(input.node, Math.max(depth + 1, ofNode.get(input.node) ?? 0));
  }
  for (const input of inputs) {
    if (!ofLayer.has(input.node.layer)) {
      ofLayer.set(input.node.layer, 0);
      ofNode.set(input.node, 0);
    }
  }
  return { ofNode, ofLayer };
}
