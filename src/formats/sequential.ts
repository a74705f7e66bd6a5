// A stored Sequential: a stack of layers, which has a graph as soon as its input is known.

import { newModel } from '../model/build.ts';
import { chainGraph } from '../model/chain.ts';
import { type GraphNode, type Layer, type Model, notBuilt, type SymbolicTensor } from '../model/graph.ts';
import { createInput, declaredInput, isInputLayer } from '../model/inputLayers.ts';
import { dynamic } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import { unreadable } from './budgets.ts';
import { callStored } from './calls.ts';
import { callInput } from './inputs.ts';
import { storedLayer } from './layers.ts';
import { noteSize, type Reading, type StoredObject } from './reading.ts';
import { isStoredList, isStoredRecord, numberOf, recordAt, type Stored, type StoredRecord, textAt } from './stored.ts';

/** The model of a stored Sequential. */
export function storedSequential(reading: Reading, object: StoredObject, entries: readonly Stored[]): Model {
  const { context, place } = reading;
  const { config } = object;
  const stack: Layer[] = [];
  let input: SymbolicTensor | undefined;
  for (const entry of entries) {
    if (!isStoredRecord(entry)) unreadable('an entry of a Sequential is no layer');
    const layer = storedLayer(reading, entry);
    if (!isInputLayer(layer)) stack.push(layer);
    else if (stack.length === 0 && input === undefined) input = callInput(reading, layer);
  }
  input ??= impliedInput(reading, stack[0], config);
  const model = newModel(context, {
    kind: 'sequential',
    name: textAt(config, 'name') ?? context.autoName('sequential'),
    named: true,
    className: object.className,
    defined: place,
    graph: notBuilt,
    stack,
  });
  if (input !== undefined) build(reading, model, input);
  noteSize(reading, model, stack);
  return model;
}

/** Builds a Sequential that waits for its input on a tensor of the given type. */
export function buildOn(reading: Reading, model: Model, type: TensorType): void {
  const input = createInput(reading.context, type, reading.place);
  if (input !== undefined) build(reading, model, input);
}

function build(reading: Reading, model: Model, input: SymbolicTensor): void {
  const nodes: GraphNode[] = [input.node];
  let last = input;
  for (const layer of model.stack.value) {
    const node = layer.kind === 'operation' ? undefined : callOn(reading, layer, last);
    const output = node?.outputs[0];
    if (node === undefined || output === undefined) return;
    nodes.push(node);
    last = output;
  }
  reading.context.store.write(model.graph, chainGraph(input, last, nodes));
}

function callOn(reading: Reading, layer: Layer, tensor: SymbolicTensor): GraphNode {
  if (layer.model !== undefined && layer.model.kind === 'sequential' && layer.model.graph.value === notBuilt)
    buildOn(reading, layer.model, tensor.type);
  const ref = { layer: '', node: 0, tensor: 0 };
  return callStored(reading, layer, {
    args: [{ kind: 'tensor', ref }],
    keywords: [],
    tensorOf: () => tensor,
    used: 1,
    stated: new Map(),
  });
}

/** The input that the first layer declares, or that the model was built with. */
function impliedInput(reading: Reading, first: Layer | undefined, config: StoredRecord): SymbolicTensor | undefined {
  const { context, place } = reading;
  if (first === undefined) return undefined;
  const declared = declaredInput(first, { openLength: dynamic });
  const shape = config.get('build_input_shape') ?? recordAt(config, 'build_config')?.get('input_shape');
  const type = declared ?? builtShape(shape);
  const name = context.dialect === 'keras3' ? undefined : `${first.name}_input`;
  return type === undefined ? undefined : createInput(context, type, place, name);
}

function builtShape(shape: Stored | undefined): TensorType | undefined {
  if (!isStoredList(shape) || shape.length === 0) return undefined;
  const axes = shape.map(size => (size === null ? dynamic : numberOf(size)));
  const known = axes.filter(axis => axis !== undefined);
  return known.length === axes.length ? { shape: known, dtype: 'float32' } : undefined;
}
