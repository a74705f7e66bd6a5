// A stored functional model: its layers by name, their calls in an order in which every call comes after what feeds it, and
// its ends.

import { newModel } from '../model/build.ts';
import { type GraphNode, isListed, type Layer, type Model, notBuilt, type SymbolicTensor } from '../model/graph.ts';
import { isInputLayer } from '../model/inputLayers.ts';
import { mapGraph } from '../model/order.ts';
import { flatten, type Nested, one } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { mostCalls, quotedName, unreadable } from './budgets.ts';
import { type BoundCall, callStored } from './calls.ts';
import {
  mapRefs,
  type Piece,
  refsIn,
  refsOf,
  type StoredCall,
  storedCalls,
  storedEnds,
  type TensorRef,
} from './inbound.ts';
import { callInput } from './inputs.ts';
import { isModel, storedLayer } from './layers.ts';
import { callOperation, storedOperation } from './operations.ts';
import { noteSize, type Reading, type StoredObject } from './reading.ts';
import { buildOn } from './sequential.ts';
import { isStoredRecord, recordAt, type Stored, type StoredRecord, textAt } from './stored.ts';
import { storedObject } from './values.ts';

/** A layer of the model with its calls. */
interface Entry {
  readonly name: string;
  readonly stored: StoredRecord;
  readonly layer: Layer;
  readonly calls: readonly StoredCall[];
  /** The calls made so far. */
  readonly nodes: GraphNode[];
}

/** The model of a stored graph. */
export function storedFunctional(reading: Reading, object: StoredObject, layers: readonly Stored[]): Model {
  const { context, place } = reading;
  const { config } = object;
  const entries = readEntries(reading, layers);
  const ends = countedFromZero(entries, {
    inputs: storedEnds(config.get('input_layers') ?? []),
    outputs: storedEnds(config.get('output_layers') ?? []),
  });
  const uses = usesOf(entries, ends);
  for (const { layer, nodes } of entries.values()) {
    if (isInputLayer(layer)) nodes.push(callInput(reading, layer).node);
  }
  connect(reading, entries, uses);
  const tensorOf = (ref: TensorRef): SymbolicTensor =>
    entries.get(ref.layer)?.nodes[ref.node]?.outputs[ref.tensor] ??
    unreadable(`an end of its model is an output of ${quotedName(ref.layer)} that does not exist`);
  const inputs = endStructure(ends.inputs, tensorOf, context.dialect === 'keras3');
  const outputs = endStructure(ends.outputs, tensorOf, context.dialect === 'keras3');
  if (flatten(outputs).length === 0) unreadable('its model has no outputs');
  const model = newModel(context, {
    kind: 'functional',
    name: textAt(config, 'name') ?? context.autoName('functional'),
    named: true,
    className: object.className,
    defined: place,
    graph: inStoredOrder(reading, mapGraph(inputs, outputs), entries),
  });
  noteSize(
    reading,
    model,
    [...entries.values()].flatMap(({ layer, nodes }) => nodes.map(() => layer)),
  );
  return model;
}

function readEntries(reading: Reading, layers: readonly Stored[]): Map<string, Entry> {
  const named = new Map<string, StoredRecord>();
  for (const stored of layers) {
    if (!isStoredRecord(stored)) unreadable('an entry of its layers is no layer');
    const name = textAt(stored, 'name') ?? textAt(recordAt(stored, 'config') ?? new Map(), 'name');
    if (name === undefined) unreadable('a layer of its model has no name');
    if (named.has(name)) unreadable(`two layers of its model have the name ${quotedName(name)}`);
    named.set(name, stored);
  }
  const entries = new Map<string, Entry>();
  let count = 0;
  for (const [name, stored] of named) {
    const calls = storedCalls(stored, other => named.has(other));
    count += calls.length;
    if (count > mostCalls) unreadable(`its model has more than ${mostCalls} calls of layers`);
    entries.set(name, { name, stored, layer: storedLayer(reading, stored), calls, nodes: [] });
  }
  return entries;
}

interface Ends {
  readonly inputs: Piece;
  readonly outputs: Piece;
}

/**
 * Counts the calls of nested models from 0. A model has a call of its own from the start, which is not stored: before Keras
 * 3, and in tfjs, its calls are counted from 1 everywhere; Keras 3 does so for functional models and at the ends only.
 * As every stored call is of use, the numbering shows in whether a call 0 is asked for.
 */
function countedFromZero(entries: Map<string, Entry>, ends: Ends): Ends {
  const calls = [...entries.values()].flatMap(entry => entry.calls);
  const models = new Set([...entries.values()].filter(entry => isModel(entry.stored)).map(entry => entry.name));
  const shifted = (refs: readonly TensorRef[]): ReadonlySet<string> => {
    const lowest = new Map<string, number>();
    for (const { layer, node } of refs)
      if (models.has(layer)) lowest.set(layer, Math.min(node, lowest.get(layer) ?? node));
    return new Set([...lowest].filter(([, node]) => node > 0).map(([layer]) => layer));
  };
  const endRefs = [...refsIn(ends.inputs), ...refsIn(ends.outputs)];
  const isNew = calls.length > 0 && [...entries.values()].some(({ stored }) => hasNewCalls(stored));
  if (isNew) {
    const change = (ref: TensorRef): TensorRef => {
      const entry = entries.get(ref.layer);
      const counted = entry !== undefined && isFunctional(entry.stored) && ref.node > 0;
      return counted ? { ...ref, node: ref.node - 1 } : ref;
    };
    return { inputs: mapRefs(ends.inputs, change), outputs: mapRefs(ends.outputs, change) };
  }
  const late = shifted([...calls.flatMap(refsOf), ...endRefs]);
  if (late.size === 0) return ends;
  const change = (ref: TensorRef): TensorRef => (late.has(ref.layer) ? { ...ref, node: ref.node - 1 } : ref);
  for (const [name, entry] of entries) {
    const changed = entry.calls.map(call => ({
      args: call.args.map(piece => mapRefs(piece, change)),
      keywords: call.keywords.map(([keyword, piece]) => [keyword, mapRefs(piece, change)] as const),
    }));
    entries.set(name, { ...entry, calls: changed });
  }
  return { inputs: mapRefs(ends.inputs, change), outputs: mapRefs(ends.outputs, change) };
}

function hasNewCalls(stored: StoredRecord): boolean {
  const nodes = stored.get('inbound_nodes');
  return Array.isArray(nodes) && nodes.some(node => isStoredRecord(node) && node.has('args'));
}

function isFunctional(stored: StoredRecord): boolean {
  return isModel(stored) && recordAt(stored, 'config')?.has('output_layers') === true;
}

/** What is asked of each call: how many outputs, and their types where the file states them. */
type Uses = ReadonlyMap<string, { readonly used: number; readonly stated: ReadonlyMap<number, TensorType> }>;

function usesOf(entries: ReadonlyMap<string, Entry>, ends: Ends): Uses {
  const uses = new Map<string, { used: number; stated: Map<number, TensorType> }>();
  const note = ({ layer, node, tensor, type }: TensorRef): void => {
    const key = `${node} ${layer}`;
    const use = uses.get(key) ?? { used: 0, stated: new Map<number, TensorType>() };
    uses.set(key, use);
    use.used = Math.max(use.used, tensor + 1);
    if (type !== undefined) use.stated.set(tensor, type);
  };
  for (const { calls } of entries.values()) for (const call of calls) refsOf(call).forEach(note);
  for (const end of [ends.inputs, ends.outputs]) refsIn(end).forEach(note);
  for (const [key, { used }] of uses)
    if (used > mostOutputs) unreadable(`a call of its model (${quotedName(key)}) has more than ${mostOutputs} outputs`);
  return uses;
}

/** Outputs of one call. A layer that returns its states has a handful. */
const mostOutputs = 4096;

// ---------------------------------------------------------------------------------------------------------------------

/** Makes all calls, the calls of one layer in their order and each as soon as what feeds it is there. */
function connect(reading: Reading, entries: ReadonlyMap<string, Entry>, uses: Uses): void {
  const waiting = new Map<string, Entry[]>();
  const queue: Entry[] = [...entries.values()];
  for (let at = 0; at < queue.length; at++) {
    const entry = queue[at];
    if (entry === undefined) break;
    while (entry.nodes.length < entry.calls.length) {
      const call = entry.calls[entry.nodes.length];
      if (call === undefined) break;
      const missing = refsOf(call).find(ref => entries.get(ref.layer)?.nodes[ref.node] === undefined);
      if (missing !== undefined) {
        const key = `${missing.node} ${missing.layer}`;
        waiting.set(key, [...(waiting.get(key) ?? []), entry]);
        break;
      }
      makeCall(reading, entries, { entry, call, uses });
      const key = `${entry.nodes.length - 1} ${entry.name}`;
      queue.push(...(waiting.get(key) ?? []));
      waiting.delete(key);
    }
  }
  for (const { name, calls, nodes } of entries.values()) {
    if (nodes.length < calls.length)
      unreadable(`what feeds ${quotedName(name)} does not exist, or depends on its own output`);
  }
}

function makeCall(
  reading: Reading,
  entries: ReadonlyMap<string, Entry>,
  { entry, call, uses }: { readonly entry: Entry; readonly call: StoredCall; readonly uses: Uses },
): void {
  const { name, layer, nodes, stored } = entry;
  const tensorAt = ({ layer: from, node, tensor }: TensorRef): SymbolicTensor =>
    entries.get(from)?.nodes[node]?.outputs[tensor] ??
    unreadable(`${quotedName(name)} takes an output of ${quotedName(from)} that does not exist`);
  const use = uses.get(`${nodes.length} ${name}`);
  const bound: BoundCall = {
    ...call,
    tensorOf: ({ ref }) => tensorAt(ref),
    used: use?.used ?? 1,
    stated: use?.stated ?? new Map(),
  };
  const { model } = layer;
  if (model?.kind === 'sequential' && model.graph.value === notBuilt) {
    const [first] = refsOf(call);
    if (first !== undefined) buildOn(reading, model, tensorAt(first).type);
  }
  const object = layer.kind === 'operation' ? storedObject(stored) : undefined;
  const op = object === undefined ? undefined : storedOperation(object, reading.context.dialect);
  const node =
    object !== undefined && op !== undefined
      ? callOperation(reading, { layer, op, object, call: bound })
      : callStored(reading, layer, bound);
  nodes.push(node);
}

// ---------------------------------------------------------------------------------------------------------------------

/** The tensors at an end. Before Keras 3 a list of one stands for the tensor itself. */
function endStructure(
  piece: Piece,
  tensorOf: (ref: TensorRef) => SymbolicTensor,
  keepsLists: boolean,
): Nested<SymbolicTensor> {
  switch (piece.kind) {
    case 'tensor':
      return one(tensorOf(piece.ref));
    case 'list': {
      const items = piece.items.map(item => endStructure(item, tensorOf, true));
      const [only] = items;
      return !keepsLists && items.length === 1 && only !== undefined ? only : { kind: 'list', type: 'list', items };
    }
    case 'record':
      return {
        kind: 'record',
        entries: piece.entries.map(([name, item]) => [name, endStructure(item, tensorOf, true)] as const),
      };
    case 'plain':
      return unreadable('the ends of a model are not given as outputs of layers');
  }
}

/** The graph with its layers in the order in which Keras stored them. */
function inStoredOrder(
  reading: Reading,
  { graph, loose }: ReturnType<typeof mapGraph>,
  entries: ReadonlyMap<string, Entry>,
): ReturnType<typeof mapGraph>['graph'] {
  const [first] = loose;
  if (first !== undefined)
    reading.notes.add(`The model depends on ${quotedName(first.layer.name)}, which is not among its inputs.`);
  const place = new Map([...entries.values()].map(({ layer }, i) => [layer, i]));
  const operations = [...graph.operations].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  return { ...graph, operations, layers: operations.filter(isListed) };
}
