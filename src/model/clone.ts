// Models made anew from the configuration of others (`clone_model`, `load_model`): the same layers under the same names with
// variables of their own, called in the same way.

import type { Place } from '../base/span.ts';
import { flatten, mapNested } from '../shapes/nested.ts';
import { afterError, isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { addNode, type GraphContext, newLayer, newModel } from './build.ts';
import type { GraphNode, Layer, Model, ModelGraph, Stack, SymbolicTensor } from './graph.ts';
import { mapGraph } from './order.ts';

/** What a new model is made of, and from what. */
export interface CloneOptions {
  readonly place: Place;
  /** The graph to follow, where it is another than the model has now. */
  readonly graph?: ModelGraph | Unknown;
  /** Tensors in the place of new inputs, in the order of the model's. */
  readonly inputs?: readonly SymbolicTensor[];
  /** Makes the layer that stands for one of the model; a copy where this is left out. */
  readonly layerFor?: (layer: Layer) => Layer | Unknown;
}

/** A model like another one. The new one is unknown where the graph is, or where a layer put into it gives other shapes. */
export function cloneModel(context: GraphContext, model: Model, options: CloneOptions): Model {
  const { place, graph = model.graph.value } = options;
  const copies = new Map<Layer, Layer | Unknown>();
  const copyOf = (layer: Layer): Layer | Unknown => {
    const known = copies.get(layer) ?? options.layerFor?.(layer) ?? cloneLayer(context, layer, place);
    copies.set(layer, known);
    return known;
  };
  const made = isUnknown(graph) ? graph : cloneGraph(context, graph, { copyOf, inputs: options.inputs });
  const stack: Layer[] = [];
  for (const layer of model.stack.value) {
    const copy = copyOf(layer);
    if (!isUnknown(copy)) stack.push(copy);
  }
  const { open } = model.stack.value;
  return newModel(context, {
    kind: model.kind,
    name: model.layer.name,
    named: true,
    className: model.layer.className,
    defined: place,
    graph: made,
    stack: open === undefined ? stack : (Object.assign(stack, { open }) satisfies Stack),
  });
}

/** A layer with the same configuration, built as the other is, and not called yet. */
function cloneLayer(context: GraphContext, layer: Layer, place: Place): Layer {
  if (layer.model !== undefined) return cloneModel(context, layer.model, { place }).layer;
  const { id: _id, state, ...parts } = layer;
  const copy = newLayer(context, parts);
  const { inner, ...before } = state.value;
  context.store.write(copy.state, {
    ...before,
    nodes: [],
    ...(inner === undefined ? {} : { inner: inner.map(part => cloneLayer(context, part, place)) }),
  });
  return copy;
}

interface GraphParts {
  readonly copyOf: (layer: Layer) => Layer | Unknown;
  readonly inputs: readonly SymbolicTensor[] | undefined;
}

/** The calls of a graph made anew, on its own inputs or on other tensors in their place. */
export function cloneGraph(
  context: GraphContext,
  graph: ModelGraph,
  { copyOf, inputs }: GraphParts,
): ModelGraph | Unknown {
  const tensors = new Map<SymbolicTensor, SymbolicTensor>();
  const nodes = new Map<GraphNode, GraphNode>();
  const sources = flatten(graph.inputs);
  if (inputs !== undefined) {
    if (inputs.length !== sources.length) return afterError;
    for (const [i, source] of sources.entries()) {
      const given = inputs[i];
      if (given === undefined) return afterError;
      tensors.set(source, given);
      nodes.set(source.node, given.node);
    }
  }
  for (const node of graph.nodes) {
    if (nodes.has(node)) continue;
    const layer = copyOf(node.layer);
    if (isUnknown(layer)) return layer;
    const given = node.inputs.flatMap(input => tensors.get(input) ?? []);
    // A layer that gives several tensors may stand at the border with one of them alone.
    if (given.length < node.inputs.length)
      return unknown({ kind: 'todo', what: 'a graph that begins at one of several tensors' });
    const types = node.replay(given.map(tensor => tensor.type));
    if (isUnknown(types)) return types;
    const { call, called, replay } = node;
    const copy = addNode(context, { layer, inputs: given, call, called, replay, types });
    nodes.set(node, copy);
    for (const [i, output] of node.outputs.entries()) {
      const made = copy.outputs[i];
      if (made === undefined) return afterError;
      tensors.set(output, made);
    }
  }
  const swap = (tensor: SymbolicTensor): SymbolicTensor => tensors.get(tensor) ?? tensor;
  const ends = { inputs: mapNested(graph.inputs, swap), outputs: mapNested(graph.outputs, swap) };
  if (inputs !== undefined) return mapGraph(ends.inputs, ends.outputs).graph;
  const layerOf = new Map([...nodes].map(([before, after]) => [before.layer, after.layer]));
  const swapped = (layer: Layer): Layer => layerOf.get(layer) ?? layer;
  return {
    ...ends,
    nodes: graph.nodes.map(node => nodes.get(node) ?? node),
    operations: graph.operations.map(swapped),
    layers: graph.layers.map(swapped),
  };
}
