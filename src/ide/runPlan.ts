// The plan by which a model is computed: its calls in order with everything they need as plain data, nested models
// flattened into the calls inside them.

import { layerToJson, type ToJsonOptions, toJson } from '../layers/configJson.ts';
import type { CallArgument } from '../layers/define.ts';
import type { GraphNode, Layer, Model, ModelGraph, SymbolicTensor } from '../model/graph.ts';
import { replayedTypes } from '../model/replay.ts';
import type { ConfigJson, RunCall, RunInput, RunPlan, RunWeight, TensorPlace } from '../protocol/runPlan.ts';
import { type Dim, isDynamic, printDim } from '../shapes/dim.ts';
import { flatten, mapNested, type Nested } from '../shapes/nested.ts';
import type { Shape, TensorType } from '../shapes/shape.ts';
import { isUnknown, printWhy, type Unknown } from '../shapes/unknown.ts';
import { type NodeName, nodeNames } from './nodeNames.ts';

/** A plan, or the reason why the model cannot be computed at all, as a sentence without a full stop. */
export function runPlan(model: Model): RunPlan | NoPlan {
  const planned = planRun(model);
  return 'impossible' in planned ? planned : planned.plan;
}

/** Why a model cannot be computed at all, as a sentence without a full stop. */
export interface NoPlan {
  readonly impossible: string;
}

export interface PlannedRun {
  readonly plan: RunPlan;
  /** The layers of the plan by the key of their variables. */
  readonly layers: ReadonlyMap<string, Layer>;
}

/** A plan together with the layers it was made from. */
export function planRun(model: Model): PlannedRun | NoPlan {
  const graph = model.graph.value;
  if (isUnknown(graph)) return { impossible: whyUnknown(model, graph) };
  const names = nodeNames(graph.nodes, '');
  const places = new Map<SymbolicTensor, TensorPlace>();
  const inputs = flatten(graph.inputs).map((tensor): RunInput => {
    const id = names.get(tensor.node)?.id ?? tensor.node.layer.name;
    places.set(tensor, { node: id, output: tensor.index });
    const { shape, dtype } = tensor.type;
    return {
      node: id,
      name: tensor.node.layer.name,
      shape: isUnknown(shape) ? printWhy(shape.why) : shape.map(dimJson),
      dtype: isUnknown(dtype) ? 'float32' : dtype,
    };
  });
  const calls: RunCall[] = [];
  const variables = new Map<Layer, string>();
  const outputs = addCalls({ graph, prefix: '', places, calls, variables, keys: new Set() });
  const layers = new Map([...variables].map(([layer, key]) => [key, layer]));
  return { plan: { model: model.layer.name, inputs, calls, outputs }, layers };
}

function whyUnknown(model: Model, graph: Unknown): string {
  if (model.kind === 'sequential') return 'the shape of its input is not known';
  return `its graph is not known: ${printWhy(graph.why)}`;
}

interface Flattening {
  readonly graph: ModelGraph;
  readonly prefix: string;
  /** Where the tensors of this graph are found; begins with its inputs. */
  readonly places: Map<SymbolicTensor, TensorPlace>;
  readonly calls: RunCall[];
  /** The key of each layer's variables. */
  readonly variables: Map<Layer, string>;
  readonly keys: Set<string>;
  /** The types of the inputs, where they are not those the graph was made for. */
  readonly types?: readonly TensorType[];
}

/** Adds the calls of a graph and gives the places of its outputs. */
function addCalls(flattening: Flattening): readonly TensorPlace[] {
  const { graph, prefix, places, calls } = flattening;
  const names = nodeNames(graph.nodes, prefix);
  const typeOf = replayedTypes(graph, flattening.types);
  for (const node of graph.nodes) {
    const name = names.get(node);
    if (name === undefined || node.outputs.every(output => places.has(output))) continue;
    const inputs = node.inputs.map(input => placeOf(input, places));
    node.outputs.forEach((output, i) => {
      if (!places.has(output)) places.set(output, { node: name.id, output: i });
    });
    const inner = node.layer.model?.graph.value;
    const common = {
      node: name.id,
      name: name.name,
      callIndex: name.callIndex,
      variables: variablesKey(node.layer, flattening),
      className: node.layer.className,
      inferred: node.outputs.map(output => shapeJson(typeOf(output).shape)),
    };
    if (inner !== undefined && !isUnknown(inner)) {
      const results = addNested({ node, inner, name, inputs, types: node.inputs.map(typeOf), flattening });
      calls.push({ ...common, what: { kind: 'model' }, inputs: results, weights: [] });
      continue;
    }
    const weights = weightsOf(node.layer);
    calls.push({ ...common, what: whatOf(node, weights), inputs, weights: 'reason' in weights ? [] : weights });
  }
  return flatten(graph.outputs).map(output => placeOf(output, places));
}

/** The calls inside a nested model, with its own inputs standing for those of the call. */
function addNested(options: {
  readonly node: GraphNode;
  readonly inner: ModelGraph;
  readonly name: NodeName;
  readonly inputs: readonly TensorPlace[];
  readonly types: readonly TensorType[];
  readonly flattening: Flattening;
}): readonly TensorPlace[] {
  const { inner, name, inputs, types, flattening } = options;
  const places = new Map<SymbolicTensor, TensorPlace>();
  flatten(inner.inputs).forEach((tensor, i) => {
    const place = inputs[i];
    if (place !== undefined) places.set(tensor, place);
  });
  return addCalls({ ...flattening, graph: inner, prefix: name.prefix, places, types });
}

/** A tensor from outside the graph is named by its layer, which no call gives. */
function placeOf(tensor: SymbolicTensor, places: ReadonlyMap<SymbolicTensor, TensorPlace>): TensorPlace {
  return places.get(tensor) ?? { node: tensor.node.layer.name, output: tensor.index };
}

/** The path of a layer through the models it was first met in, without the numbers of calls. */
function variablesKey(layer: Layer, { prefix, variables, keys }: Flattening): string {
  const known = variables.get(layer);
  if (known !== undefined) return known;
  const path = `${prefix.replace(/\[\d+\]\//g, '/')}${layer.name}`;
  let key = path;
  for (let i = 2; keys.has(key); i++) key = `${path}~${i}`;
  keys.add(key);
  variables.set(layer, key);
  return key;
}

function whatOf(node: GraphNode, weights: readonly RunWeight[] | NotKnown): RunCall['what'] {
  const { layer } = node;
  if (layer.kind === 'operation') return operationOf(node);
  if (layer.kind === 'custom')
    return { kind: 'impossible', reason: `\`${layer.className}\` is no layer of the framework` };
  if (layer.object === undefined) return { kind: 'impossible', reason: 'its graph is not known' };
  if ('reason' in weights) return { kind: 'impossible', reason: weights.reason };
  if (countTensors(node) > node.inputs.length)
    return { kind: 'impossible', reason: 'it is called on an array of the program' };
  const call = callJson(node);
  return { kind: 'layer', layer: layerToJson(layer.object), ...(call === undefined ? {} : { call }) };
}

function operationOf(node: GraphNode): RunCall['what'] {
  const inputs = inputCounter();
  const args: ConfigJson[] = [];
  const keywords: Record<string, ConfigJson> = {};
  for (const [name, argument] of node.call) {
    const value = argumentJson(argument, inputs);
    if (/^\d+$/.test(name)) args.push(value);
    else keywords[name] = value;
  }
  return { kind: 'operation', op: node.layer.operation ?? node.layer.className, args, keywords };
}

/** The arguments of a call, left out where they are no more than its inputs. */
function callJson(node: GraphNode): Readonly<Record<string, ConfigJson>> | undefined {
  const [only] = node.call.values();
  if (node.call.size === 0) return undefined;
  if (node.call.size === 1 && only?.kind === 'tensors') {
    const takesList = node.layer.object?.definition.takes === 'tensors';
    if (only.value.kind === 'one' && only.value.value !== null) return undefined;
    if (takesList && only.value.kind === 'list' && only.value.items.every(isTensor)) return undefined;
  }
  const inputs = inputCounter();
  return Object.fromEntries([...node.call].map(([name, argument]) => [name, argumentJson(argument, inputs)]));
}

function isTensor(item: Nested<TensorType | null>): boolean {
  return item.kind === 'one' && item.value !== null;
}

type Counter = Required<ToJsonOptions>;

/** Numbers the tensors among the arguments of a call in the order they are met. */
function inputCounter(): Counter {
  let next = 0;
  return { nextInput: () => next++ };
}

function argumentJson(argument: CallArgument, inputs: Counter): ConfigJson {
  return argument.kind === 'config' ? toJson(argument.value, inputs) : nestedJson(argument.value, inputs);
}

/** Tensors are numbered in the order of `flatten`, as the inputs of a call are. */
function nestedJson(value: Nested<TensorType | null>, inputs: Counter): ConfigJson {
  return structureJson(mapNested(value, tensor => (tensor === null ? null : { input: inputs.nextInput() })));
}

function structureJson(value: Nested<ConfigJson>): ConfigJson {
  switch (value.kind) {
    case 'one':
      return value.value;
    case 'list':
      return value.items.map(structureJson);
    case 'record':
      return { record: Object.fromEntries(value.entries.map(([key, item]) => [key, structureJson(item)])) };
  }
}

function countTensors(node: GraphNode): number {
  let count = 0;
  for (const argument of node.call.values())
    if (argument.kind === 'tensors') count += flatten(argument.value).filter(tensor => tensor !== null).length;
  return count;
}

interface NotKnown {
  readonly reason: string;
}

function weightsOf(layer: Layer): readonly RunWeight[] | NotKnown {
  const { built, trainable } = layer.state.value;
  if (built === undefined) return [];
  if (isUnknown(built.weights)) return { reason: `its weights are not known: ${printWhy(built.weights.why)}` };
  const out: RunWeight[] = [];
  for (const weight of built.weights) {
    const shape = weight.shape.filter(dim => typeof dim === 'number');
    if (shape.length !== weight.shape.length || isUnknown(weight.dtype)) {
      return { reason: `the shape of its weight \`${weight.name}\` is not known` };
    }
    out.push({
      name: weight.name,
      shape,
      dtype: weight.dtype,
      trainable: weight.trainable && trainable,
      initializer: toJson(weight.initializer),
    });
  }
  return out;
}

/** An axis as JSON. */
export type DimJson = number | null | string;

/** A shape as JSON: null for an open axis, a text for a size known by name, `?` for what is not known. */
export function shapeJson(shape: Shape): readonly DimJson[] | string {
  return isUnknown(shape) ? '?' : shape.map(dimJson);
}

/** An axis as JSON. */
export function dimJson(dim: Dim): DimJson {
  if (typeof dim === 'number') return dim;
  return isDynamic(dim) ? null : printDim(dim);
}
