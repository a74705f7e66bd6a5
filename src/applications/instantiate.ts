// Laying a blueprint into the graph of a program: its layers get their numbers, names and boxes, and its calls their nodes.
// Nothing is computed again.

import type { Place } from '../base/span.ts';
import { applyLayer } from '../layers/apply.ts';
import type { CallArgument, LayerObject } from '../layers/define.ts';
import { addNode, type GraphContext, newLayer, newModel } from '../model/build.ts';
import { type GraphNode, isListed, type ModelGraph, type SymbolicTensor } from '../model/graph.ts';
import { mapGraph } from '../model/order.ts';
import { replayGraph } from '../model/replay.ts';
import { applyOp } from '../ops/apply.ts';
import { list, mapNested, type Nested, one } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { Blueprint, LayerStep, OperationStep, StackStep, Step } from './blueprint.ts';
import { filled } from './network.ts';

/**
 * The graph of a blueprint in a program. All its layers stand at `place`; `given` is the tensor it is built upon. `loose`
 * names the inputs that tensor depends on and the model does not have.
 */
export function instantiate(
  context: GraphContext,
  blueprint: Blueprint,
  { place, given }: { readonly place: Place; readonly given?: SymbolicTensor },
): { readonly graph: ModelGraph; readonly loose: readonly string[] } {
  const nodes: GraphNode[] = [];
  const tensors: SymbolicTensor[] = [];
  const tensorAt = (step: number): SymbolicTensor => {
    const tensor = tensors[step] ?? given;
    if (tensor === undefined) throw new Error('a blueprint upon a tensor needs that tensor');
    return tensor;
  };
  const number = blueprint.counter === undefined ? undefined : nextNumber(context, blueprint.counter);
  for (const step of blueprint.steps) {
    const numbered = number === undefined || step.kind !== 'layer' ? step : withNumber(step, number);
    const node = makeNode(context, numbered, step.inputs.map(tensorAt), place);
    nodes.push(node);
    tensors.push(outputOf(context, node));
  }
  const inputs = inputsOf(blueprint, tensorAt(blueprint.input.step));
  const outputs = one(tensorAt(blueprint.output.step));
  if (blueprint.inputs === 'own') return { graph: orderedGraph(blueprint, nodes, inputs, outputs), loose: [] };
  const { graph, loose } = mapGraph(inputs, outputs);
  return { graph, loose: loose.map(node => node.layer.name) };
}

/** Keras's order of the steps, which is the same each time a blueprint is laid out on an input of its own. */
const orders = new WeakMap<Blueprint, readonly number[]>();

function orderedGraph(
  blueprint: Blueprint,
  nodes: readonly GraphNode[],
  inputs: Nested<SymbolicTensor>,
  outputs: Nested<SymbolicTensor>,
): ModelGraph {
  const order = orders.get(blueprint);
  if (order === undefined) {
    const { graph } = mapGraph(inputs, outputs);
    const stepOf = new Map(nodes.map((node, step) => [node, step]));
    const steps = graph.nodes.map(node => stepOf.get(node));
    orders.set(
      blueprint,
      steps.filter(step => step !== undefined),
    );
    return graph;
  }
  const ordered = order.map(step => nodes[step]).filter(node => node !== undefined);
  const operations = ordered.map(node => node.layer);
  return { inputs, outputs, nodes: ordered, operations, layers: operations.filter(isListed) };
}

function inputsOf({ inputs }: Blueprint, input: SymbolicTensor): Nested<SymbolicTensor> {
  if (inputs === 'own') return one(input);
  const sources = sourcesOf(input);
  return inputs === 'sources' ? list(sources) : one(sources[0] ?? input);
}

/** The next number of a counter (Keras `get_uid`), from 1. No class has a name with a space, so layers do not count. */
function nextNumber(context: GraphContext, counter: string): number {
  const stem = `number of ${counter}`;
  return Number(context.autoName(stem).slice(stem.length + 1)) + 1;
}

function withNumber(step: LayerStep, number: number): LayerStep {
  if (step.unnamed) return step;
  return { ...step, object: { ...step.object, name: step.object.name.replace('#', String(number)) } };
}

function makeNode(context: GraphContext, step: Step, inputs: readonly SymbolicTensor[], place: Place): GraphNode {
  switch (step.kind) {
    case 'layer':
      return layerNode(context, step, inputs, place);
    case 'operation':
      return operationNode(context, step, inputs, place);
    case 'stack':
      return stackNode(context, step, inputs, place);
  }
}

function layerNode(context: GraphContext, step: LayerStep, inputs: readonly SymbolicTensor[], place: Place): GraphNode {
  const names = step.stems.map(context.autoName);
  const own = step.unnamed ? names[0] : undefined;
  const object: LayerObject = own === undefined ? step.object : { ...step.object, name: own };
  const layer = newLayer(context, {
    kind: 'layer',
    name: object.name,
    className: object.definition.name,
    object,
    created: place,
    named: !step.unnamed,
  });
  context.store.write(layer.state, { ...layer.state.value, built: step.built });
  const replay = (types: readonly TensorType[]) =>
    applyLayer({ layer: object, call: withTypes(step.call, types), built: step.built }).outputs;
  return addNode(context, { layer, inputs, call: step.call, called: place, replay, types: step.types });
}

function withTypes(
  call: ReadonlyMap<string, CallArgument>,
  types: readonly TensorType[],
): ReadonlyMap<string, CallArgument> {
  let next = 0;
  const out = new Map<string, CallArgument>();
  for (const [name, argument] of call)
    out.set(
      name,
      argument.kind === 'config'
        ? argument
        : { kind: 'tensors', value: mapNested(argument.value, type => types[next++] ?? type) },
    );
  return out;
}

function operationNode(
  context: GraphContext,
  step: OperationStep,
  inputs: readonly SymbolicTensor[],
  place: Place,
): GraphNode {
  const { op, operands, types } = step;
  const { dialect } = context;
  const layer = newLayer(context, {
    kind: 'operation',
    name: context.autoName(step.stem),
    className: step.className,
    operation: op.path,
    created: place,
  });
  const replay = (given: readonly TensorType[]): Nested<TensorType> | Unknown => {
    const answer = applyOp({ op, positional: filled(operands, given), keywords: [], dialect });
    return answer.value === undefined ? answer.outputs : afterError;
  };
  const positional = filled(
    operands,
    inputs.map(input => input.type),
  );
  const call = new Map(positional.map((value, i) => [String(i), { kind: 'config' as const, value }]));
  return addNode(context, { layer, inputs, call, called: place, replay, types });
}

function stackNode(context: GraphContext, step: StackStep, inputs: readonly SymbolicTensor[], place: Place): GraphNode {
  const nodes: GraphNode[] = [];
  const tensors: SymbolicTensor[] = [];
  for (const inner of step.steps) {
    const from = inner.inputs.map(at => tensors[at]).filter(tensor => tensor !== undefined);
    const node = layerNode(context, inner, from, place);
    nodes.push(node);
    tensors.push(outputOf(context, node));
  }
  const [first] = tensors;
  const last = tensors[tensors.length - 1];
  if (first === undefined || last === undefined) throw new Error('a Sequential of a network has layers');
  const [, ...layers] = nodes.map(node => node.layer);
  const graph: ModelGraph = {
    inputs: one(first),
    outputs: one(last),
    nodes,
    operations: nodes.map(node => node.layer),
    layers,
  };
  const model = newModel(context, {
    kind: 'sequential',
    name: step.name,
    named: true,
    className: 'Sequential',
    defined: place,
    graph,
    stack: layers,
  });
  const replay = (types: readonly TensorType[]) => replayGraph(graph, types);
  return addNode(context, { layer: model.layer, inputs, call: new Map(), called: place, replay, types: step.types });
}

/** The output of a call; one of unknown shape where its type is not known, so that the network goes on behind it. */
function outputOf(context: GraphContext, node: GraphNode): SymbolicTensor {
  const [known] = node.outputs;
  if (known !== undefined) return known;
  const why = isUnknown(node.structure) ? node.structure : afterError;
  const tensor: SymbolicTensor = { id: context.nextId(), type: { shape: why, dtype: why }, node, index: 0 };
  (node.outputs as SymbolicTensor[]).push(tensor);
  Object.assign(node, { structure: one(tensor) });
  return tensor;
}

/** The tensors that a tensor is computed from and that are not computed themselves (Keras `get_source_inputs`). */
export function sourcesOf(tensor: SymbolicTensor): readonly SymbolicTensor[] {
  const seen = new Set<GraphNode>();
  const sources = new Set<SymbolicTensor>();
  const open = [tensor];
  while (open.length > 0) {
    const next = open.pop();
    if (next === undefined || seen.has(next.node)) continue;
    seen.add(next.node);
    if (next.node.inputs.length === 0) for (const output of next.node.outputs) sources.add(output);
    else open.push(...next.node.inputs.toReversed());
  }
  return [...sources];
}
