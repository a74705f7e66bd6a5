// Calls of layers, models, operations and unknown classes on tensors of the graph.

import { callNames } from '../layers/apply.ts';
import { addNode, callLayer, type NodeArgument } from '../model/build.ts';
import { type GraphNode, type Layer, type Model, notBuilt, type SymbolicTensor } from '../model/graph.ts';
import { replayGraph } from '../model/replay.ts';
import { standardizedTypes } from '../model/standardize.ts';
import { flatten, list, mapNested, type Nested, one } from '../shapes/nested.ts';
import { sameShape, type TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { quotedName } from './budgets.ts';
import type { Piece } from './inbound.ts';
import type { Reading } from './reading.ts';
import { configValue } from './values.ts';

/** The arguments of a call with the tensors themselves in their places. */
export interface BoundCall {
  readonly args: readonly Piece[];
  readonly keywords: readonly (readonly [string, Piece])[];
  /** The tensor of a reference. */
  readonly tensorOf: (piece: Extract<Piece, { kind: 'tensor' }>) => SymbolicTensor;
  /** How many outputs of the call others take. */
  readonly used: number;
  /** The types of its outputs that the file states. */
  readonly stated: ReadonlyMap<number, TensorType>;
}

/** Calls a layer of the library, or a class that is not known. */
export function callStored(reading: Reading, layer: Layer, call: BoundCall): GraphNode {
  const { context, place } = reading;
  if (layer.model !== undefined) return callModel(reading, layer, layer.model, call);
  const given = layerArguments(reading, layer, call);
  if (layer.object === undefined) return callOpaque(reading, layer, given, call);
  const { node, problems } = callLayer(context, { layer, call: given, called: place, announced: true });
  if (problems.some(problem => problem.effect === undefined))
    reading.notes.add(`The layer ${quotedName(layer.name)} (${layer.className}) does not fit its inputs.`);
  if (reading.quantized.has(layer)) hideVariables(reading, layer);
  return settle(reading, node, call);
}

function hideVariables({ context }: Reading, layer: Layer): void {
  const state = layer.state.value;
  const weights = unknown({ kind: 'todo', what: `a quantized \`${layer.className}\`` });
  const built = { inputs: state.built?.inputs ?? [], weights };
  context.store.write(layer.state, { ...state, built, hidden: weights });
}

/** The arguments by the names of the layer's call; those that are None say nothing. */
function layerArguments(reading: Reading, layer: Layer, call: BoundCall): ReadonlyMap<string, NodeArgument> {
  const names = layer.object === undefined ? [] : callNames(layer.object.definition, layer.dialect);
  const out = new Map<string, NodeArgument>();
  call.args.forEach((piece, i) => {
    out.set(names[i] ?? (i === 0 ? 'inputs' : String(i)), argument(reading, piece, call));
  });
  for (const [name, piece] of call.keywords) {
    if (piece.kind === 'plain' && piece.value === null) continue;
    out.set(
      names.find(known => known.replaceAll('_', '').toLowerCase() === name.replaceAll('_', '').toLowerCase()) ?? name,
      argument(reading, piece, call),
    );
  }
  return out;
}

function argument(reading: Reading, piece: Piece, call: BoundCall): NodeArgument {
  if (piece.kind === 'plain') return { kind: 'config', value: configValue(reading, piece.value, '') };
  return { kind: 'tensors', value: tensorsOf(piece, call) };
}

/** The tensors of an argument in their structure; what is no tensor among them is None. */
function tensorsOf(piece: Piece, call: BoundCall): Nested<SymbolicTensor | null> {
  switch (piece.kind) {
    case 'tensor':
      return one(call.tensorOf(piece));
    case 'list':
      return { kind: 'list', type: 'list', items: piece.items.map(item => tensorsOf(item, call)) };
    case 'record':
      return { kind: 'record', entries: piece.entries.map(([name, item]) => [name, tensorsOf(item, call)] as const) };
    case 'plain':
      return one(null);
  }
}

/** Calls a model as a layer. A Sequential that waits for its input is built by `build` before. */
function callModel(reading: Reading, layer: Layer, model: Model, call: BoundCall): GraphNode {
  const { context, place } = reading;
  const [first] = call.args;
  const inputs = first === undefined ? [] : inModelOrder(tensorsOf(first, call), model);
  const graph = model.graph.value;
  const answer = (types: readonly TensorType[]): Nested<TensorType> | Unknown => {
    if (isUnknown(graph)) return graph === notBuilt ? notBuilt : graph;
    if (types.length !== flatten(graph.inputs).length) return unknown({ kind: 'error' });
    return replayGraph(graph, standardizedTypes(graph, types, { dialect: context.dialect, on: 'symbolic' }));
  };
  const node = addNode(context, {
    layer,
    inputs,
    call: new Map(),
    called: place,
    types: answer(inputs.map(input => input.type)),
    replay: answer,
  });
  return settle(reading, node, call);
}

/** The tensors in the order of the model's inputs; a record is read by the names of the inputs. */
function inModelOrder(tensors: Nested<SymbolicTensor | null>, model: Model): readonly SymbolicTensor[] {
  const graph = model.graph.value;
  const given = flatten(tensors).filter(tensor => tensor !== null);
  if (tensors.kind !== 'record' || isUnknown(graph) || graph.inputs.kind === 'record') return given;
  const byName = new Map(tensors.entries);
  const picked = flatten(graph.inputs).flatMap(input => byName.get(input.node.layer.name) ?? []);
  return picked.length === given.length
    ? picked.flatMap(item => flatten(item)).filter(tensor => tensor !== null)
    : given;
}

/** Calls what is not known: its outputs have the types that the file states, or none. */
function callOpaque(
  reading: Reading,
  layer: Layer,
  given: ReadonlyMap<string, NodeArgument>,
  call: BoundCall,
): GraphNode {
  const inputs = [...given.values()].flatMap(value =>
    value.kind === 'tensors' ? flatten(value.value).filter(tensor => tensor !== null && 'node' in tensor) : [],
  );
  const why = layer.state.value.hidden ?? unknown({ kind: 'call', name: layer.className });
  const node = addNode(reading.context, {
    layer,
    inputs: inputs.filter(tensor => tensor !== null && 'node' in tensor),
    call: new Map(),
    called: reading.place,
    types: why,
    replay: () => why,
  });
  return settle(reading, node, call);
}

/**
 * Gives a call the outputs that others take of it: where what comes out is not known, the file's own word counts, and
 * behind that a tensor of unknown shape, so that the graph goes on.
 */
export function settle(reading: Reading, node: GraphNode, call: Pick<BoundCall, 'used' | 'stated'>): GraphNode {
  const outputs = node.outputs as SymbolicTensor[];
  const why = isUnknown(node.structure) ? node.structure : unknown({ kind: 'data', what: 'how many outputs it has' });
  const count = Math.max(call.used, outputs.length, 1);
  let changed = outputs.length < count;
  for (let index = 0; index < count; index++) {
    const output = outputs[index];
    const stated = call.stated.get(index);
    if (output === undefined) {
      const type = stated ?? { shape: why, dtype: why };
      outputs.push({ id: reading.context.nextId(), type, node, index });
    } else if (stated !== undefined && !agrees(output.type, stated)) {
      if (sameShape(output.type.shape, stated.shape) === 'no')
        reading.notes.add(
          `The file states another output shape of ${quotedName(node.layer.name)} than its arguments give.`,
        );
      outputs[index] = { ...output, type: stated };
      changed = true;
    }
  }
  if (!changed) return node;
  const [only] = outputs;
  const isSame = !isUnknown(node.structure) && flatten(node.structure).length === outputs.length;
  const structure =
    isSame && !isUnknown(node.structure)
      ? mapNested(node.structure, (before, index) => outputs[index] ?? before)
      : outputs.length === 1 && only !== undefined
        ? one(only)
        : list(outputs);
  return Object.assign(node, { structure });
}

/** True where nothing is left open that the file states. */
function agrees(type: TensorType, stated: TensorType): boolean {
  if (isUnknown(type.shape) || isUnknown(type.dtype)) return false;
  return type.shape.every(dim => !isUnknown(dim)) && sameShape(type.shape, stated.shape) !== 'no';
}
