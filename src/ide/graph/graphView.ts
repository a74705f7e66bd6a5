// A model as it is drawn: every call with its shapes, arguments and weights as text, the graphs of nested models inside
// theirs, and for a cut also what it leaves out.

import type { Analysis } from '../../analysis/analysis.ts';
import {
  type GraphNode,
  type Layer,
  layersOf,
  type Model,
  type ModelGraph,
  type SymbolicTensor,
} from '../../model/graph.ts';
import { replayedTypes } from '../../model/replay.ts';
import type { GraphView, GraphViewEdge, GraphViewNode } from '../../protocol/graphView.ts';
import { flatten } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown, printWhy, type Unknown } from '../../shapes/unknown.ts';
import { recordsByModel } from '../graphIndex.ts';
import { frameworkName, shapeText } from '../layerText.ts';
import { type NodeName, nodeNames } from '../nodeNames.ts';
import { rangeOfPlace } from '../places.ts';
import { cutView, droppedNodes } from './cut.ts';
import { callNode, type Drawing, layerNode, parameterCount } from './node.ts';

/** The drawing of a model of the analysed program. */
export function graphView(analysis: Analysis, model: Model): GraphView {
  return viewOf(analysis, model, { prefix: '' });
}

interface ViewOptions {
  readonly prefix: string;
  /** The types of its inputs where it is called as a nested model. */
  readonly types?: readonly TensorType[];
}

function viewOf(analysis: Analysis, model: Model, { prefix, types }: ViewOptions): GraphView {
  const graph = model.graph.value;
  const record = recordsByModel(analysis).get(model);
  const source = rangeOfPlace(analysis, model.defined);
  const head = {
    name: model.layer.name,
    ...(record?.variable === undefined ? {} : { variable: record.variable }),
    className: model.layer.className,
    framework: frameworkName(model.layer.dialect),
    params: parameterCount(model.layer),
    ...(source === undefined ? {} : { source }),
  };
  if (isUnknown(graph)) return { ...head, ...stackView(model, graph, prefix) };

  const cut = prefix === '' ? record?.cut : undefined;
  const dropped = cut === undefined ? [] : droppedNodes(cut, graph);
  const names = nodeNames([...graph.nodes, ...dropped], prefix);
  const drawing: Drawing = {
    analysis,
    graph,
    names,
    typeOf: replayedTypes(graph, types),
    dropped: new Set(dropped),
    positions: new Map(layersOf(model).map((layer, i) => [layer, i])),
    callsByPlace: countPlaces(graph),
    idsByLayer: idsByLayer(names),
    inputs: new Set(flatten(graph.inputs)),
    outputs: new Set(flatten(graph.outputs).map(tensor => tensor.node)),
  };
  const text = (tensor: SymbolicTensor): string => shapeText(drawing.typeOf(tensor).shape, model.layer.dialect);
  const idOf = (tensor: SymbolicTensor): string => drawing.names.get(tensor.node)?.id ?? tensor.node.layer.name;
  return {
    ...head,
    inputs: flatten(graph.inputs).map(text),
    outputs: flatten(graph.outputs).map(text),
    inputNodes: flatten(graph.inputs).map(idOf),
    outputNodes: flatten(graph.outputs).map(tensor => ({ node: idOf(tensor), output: tensor.index })),
    nodes: [...graph.nodes, ...dropped].flatMap(node => drawnNode(drawing, node) ?? []),
    edges: [...graph.nodes, ...dropped].flatMap(node => edgesInto(drawing, node)),
    ...(cut === undefined || record === undefined ? {} : { cut: cutView(drawing, cut, record.place) }),
  };
}

function drawnNode(drawing: Drawing, node: GraphNode): GraphViewNode | undefined {
  const name = drawing.names.get(node);
  if (name === undefined) return undefined;
  const { model } = node.layer;
  if (model === undefined) return callNode(drawing, node, name);
  const types = node.inputs.map(drawing.typeOf);
  return { ...callNode(drawing, node, name), inner: viewOf(drawing.analysis, model, { prefix: name.prefix, types }) };
}

/** The tensors that a call takes. What feeds an input of the graph is not part of it. */
function edgesInto(drawing: Drawing, node: GraphNode): readonly GraphViewEdge[] {
  const { names, typeOf, inputs, dropped } = drawing;
  const to = names.get(node);
  if (to === undefined || node.outputs.some(output => inputs.has(output))) return [];
  return node.inputs.flatMap(input => {
    const from = names.get(input.node);
    if (from === undefined) return [];
    const shape = shapeText(typeOf(input).shape, node.layer.dialect);
    return [{ from: from.id, output: input.index, to: to.id, shape, dropped: dropped.has(node) }];
  });
}

function idsByLayer(names: ReadonlyMap<GraphNode, NodeName>): ReadonlyMap<Layer, readonly string[]> {
  const ids = new Map<Layer, string[]>();
  for (const [{ layer }, { id }] of names) {
    const known = ids.get(layer);
    if (known === undefined) ids.set(layer, [id]);
    else known.push(id);
  }
  return ids;
}

function countPlaces(graph: ModelGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { called } of graph.nodes) {
    const key = `${called.start}:${called.end}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** A model whose graph is not known: its layers as far as they are, one after the other in a Sequential. */
function stackView(
  model: Model,
  graph: Unknown,
  prefix: string,
): Pick<GraphView, 'inputs' | 'outputs' | 'nodes' | 'edges' | 'incomplete'> {
  const ids = new Set<string>();
  const nodes = model.stack.value.map((layer, index) => {
    let id = `${prefix}${layer.name}`;
    for (let i = 2; ids.has(id); i++) id = `${prefix}${layer.name}~${i}`;
    ids.add(id);
    return layerNode(layer, { id, index });
  });
  const edges = nodes.slice(1).flatMap((node, i): readonly GraphViewEdge[] => {
    const before = nodes[i];
    return before === undefined ? [] : [{ from: before.id, output: 0, to: node.id, shape: '?', dropped: false }];
  });
  const isChain = model.kind === 'sequential';
  const incomplete = isChain
    ? 'The shape of its input is not known, so its layers have no shapes yet.'
    : `How its layers are connected is not known: ${printWhy(graph.why)}.`;
  return { inputs: [], outputs: [], nodes, edges: isChain ? edges : [], incomplete };
}
