// The model constructors: `Model(inputs, outputs)` over a graph of tensors, and `Sequential([...])`; with the note on what a
// model cut out of another one keeps and drops.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { recordModel } from '../../interp/entries.ts';
import { iterate } from '../../interp/iterate.ts';
import type { ArgValue, CallArgs, LayerValue, TensorValue, Value } from '../../interp/value.ts';
import type { Dialect } from '../../layers/config.ts';
import { snakeCase } from '../../layers/naming.ts';
import type { Problem } from '../../layers/problems.ts';
import { newModel } from '../../model/build.ts';
import { cloneGraph } from '../../model/clone.ts';
import { analyseCut, type CutGraph, completeCuts, cutGraph } from '../../model/cuts.ts';
import {
  type GraphNode,
  type Layer,
  type Model,
  type ModelGraph,
  notBuilt,
  type SymbolicTensor,
} from '../../model/graph.ts';
import { createInput, isInputLayer } from '../../model/inputLayers.ts';
import { mapGraph } from '../../model/order.ts';
import type { CutRecord } from '../../model/understanding.ts';
import { flatten, mapNested, type Nested } from '../../shapes/nested.ts';
import { afterError, isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { symbolicArgument, tensorsIn } from '../convert.ts';
import { report, spansOf } from '../operations.ts';
import {
  disconnectedWords,
  layerAmong,
  modelEndWords,
  nestedTensor,
  reportClass,
  reportNameTwice,
  reportNotCalled,
} from './modelProblems.ts';
import { addInRow } from './rows.ts';
import { addToSequential, openSequential, takeInnerName } from './sequential.ts';

/** A model that is an object of a class of the program: the class and the call that made the object. */
export interface OwnClass {
  readonly className: string;
  readonly defined: Place;
}

/** `Model(inputs, outputs, name=...)`. */
export function makeFunctional(context: Context, args: CallArgs, place: Place, own?: OwnClass): LayerValue {
  const given = (position: number, ...names: readonly string[]) =>
    args.keywords.find(keyword => names.includes(keyword.name)) ?? args.positional[position];
  const inputs = given(0, 'inputs', 'input');
  const outputs = given(1, 'outputs', 'output');
  const name = given(2, 'name')?.value;
  const named = name?.kind === 'string';
  const absent = args.open ?? unknown({ kind: 'error' });
  const refusal = context.dialect === 'tfjs' && inputs !== undefined ? innerInput(inputs.value) : undefined;
  if (refusal !== undefined)
    report(context, [refusal], { place, name: 'model', className: 'model', argSpans: spansOf(args, ['inputs']) });
  const refused = reportUncalled(context, inputs, outputs) || reportEnds(context, args, place);
  const graph =
    refusal === undefined && !refused
      ? graphBetween(context, inputs?.value ?? absent, outputs?.value ?? absent, place)
      : afterError;
  const stem = own === undefined ? (context.dialect === 'keras3' ? 'functional' : 'model') : snakeCase(own.className);
  const model = newModel(context, {
    kind: 'functional',
    name: named ? name.value : context.autoName(stem),
    named,
    className: own?.className ?? (context.dialect === 'tfjs' ? 'Model' : 'Functional'),
    defined: own?.defined ?? place,
    graph: isUnknown(graph) ? graph : graph.graph,
    argSpans: spansOf(args, ['inputs', 'outputs', 'name']),
  });
  if (!isUnknown(graph)) reportNameTwice(context, model, graph.graph);
  if (!isUnknown(graph)) reportUnreached(context, model, inputs?.value ?? absent, outputs?.value ?? absent);
  if (!isUnknown(graph) && outputs !== undefined)
    reportLoose(context, { loose: graph.loose, given: graph.graph.inputs, model, outputs: outputs.value, place });
  const cut = isUnknown(graph) || outputs === undefined ? undefined : cutOf(outputs.value, graph.graph, outputs.place);
  recordModel(context, { model, place: own?.defined ?? place, ...(cut === undefined ? {} : { cut }) });
  return { kind: 'layer', layer: model.layer };
}

/** Says of layers among the ends of a model that they must be called; true where there are any. */
function reportUncalled(context: Context, inputs: ArgValue | undefined, outputs: ArgValue | undefined): boolean {
  const ends = [
    ['inputs', inputs],
    ['outputs', outputs],
  ] as const;
  return ends.some(([argument, end]) => {
    const layer = end === undefined ? undefined : layerAmong(end.value);
    if (end === undefined || layer === undefined) return false;
    reportNotCalled(context, layer, { argument, place: end.place, runtime: modelEndWords(argument) });
    return true;
  });
}

/** Says what cannot make a model in Keras: inputs that are data and, in Keras 3, inputs alone; true where it is so. */
export function reportEnds(context: Context, args: CallArgs, place: Place): boolean {
  const problem = endsProblem(context.dialect, args);
  if (problem === undefined) return false;
  const argSpans = spansOf(args, ['inputs', 'outputs']);
  report(context, [problem], { place, name: 'Model', className: 'Model', argSpans });
  return true;
}

function endsProblem(dialect: Dialect, args: CallArgs): Problem | undefined {
  const inputs = args.keywords.find(keyword => keyword.name === 'inputs') ?? args.positional[0];
  if (dialect === 'tfjs' || inputs === undefined) return undefined;
  const { value } = inputs;
  if (value.kind === 'array' && value.flavour === 'numpy')
    return { kind: 'argument-value', argument: 'inputs', got: 'an array', ...symbolicInputs };
  const isAlone = args.positional.length === 1 && args.keywords.length === 0 && args.open === undefined;
  return dialect === 'keras3' && value.kind === 'tensor' && isAlone
    ? { kind: 'missing-argument', argument: 'outputs', runtime: { keras3: inputsAlone } }
    : undefined;
}

const inputsAlone = 'Layer.__init__() takes 1 positional argument but 2 were given';

const symbolicInputs = {
  expected: 'symbolic tensors, as `Input` gives them',
  runtime: {
    keras3: 'All `inputs` values must be KerasTensors.',
    keras2: 'Found unexpected instance while processing input tensors for keras functional model.',
  },
} as const;

function graphBetween(
  context: Context,
  inputs: Value,
  outputs: Value,
  place: Place,
): { readonly graph: ModelGraph; readonly loose: readonly GraphNode[] } | Unknown {
  const from = symbolicStructure(inputs);
  if (isUnknown(from)) return from;
  const to = symbolicStructure(outputs);
  if (isUnknown(to)) return to;
  const mapped = mapGraph(from, to);
  if (mapped.graph.nodes.some(node => node.joined)) return unknown({ kind: 'branch' }, place);
  if (flatten(from).every(tensor => isInputLayer(tensor.node.layer))) return mapped;
  // What by-passes the inner tensors is wrong whatever the model is made of.
  if (mapped.loose.some(node => isInputLayer(node.layer))) return mapped;
  const graph = fromInnerTensors(context, mapped.graph, place);
  return isUnknown(graph) ? graph : { graph, loose: [] };
}

/**
 * A graph that begins at tensors which layers computed: Keras puts inputs of their types in their places and calls the layers
 * behind them once more. It names them after the tensors, whose numbers are not followed.
 */
function fromInnerTensors(context: Context, graph: ModelGraph, place: Place): ModelGraph | Unknown {
  const inputs: SymbolicTensor[] = [];
  for (const tensor of flatten(graph.inputs)) {
    const input = isInputLayer(tensor.node.layer) ? tensor : createInput(context, tensor.type, place, innerInputName);
    if (input === undefined) return afterError;
    inputs.push(input);
  }
  return cloneGraph(context, graph, { copyOf: layer => layer, inputs });
}

const innerInputName = 'keras_tensorCLONE';

/** TensorFlow.js refuses inputs that some layer computes. */
function innerInput(value: Value): Problem | undefined {
  const from = symbolicStructure(value);
  if (isUnknown(from)) return undefined;
  const [inner] = flatten(from).filter(tensor => !isInputLayer(tensor.node.layer));
  if (inner === undefined) return undefined;
  return {
    kind: 'call-value',
    argument: 'inputs',
    says: `the inputs of a model must come from \`tf.input\`, and this one comes from \`${inner.node.layer.name}\` (${inner.node.layer.className})`,
    runtime: { tfjs: 'Input layers to a LayersModel must be InputLayer objects.' },
  };
}

function symbolicStructure(value: Value): Nested<SymbolicTensor> | Unknown {
  if (isUnknown(value)) return value;
  const structure = tensorsIn(value);
  const symbolic = structure === undefined ? undefined : symbolicArgument(structure);
  if (symbolic === undefined || flatten(symbolic).includes(null)) {
    const item = value.kind === 'list' ? value.items.value.find(isUnknown) : undefined;
    return item ?? unknown({ kind: 'data', what: 'tensors that are not known' });
  }
  return mapNested(symbolic, tensor => tensor as SymbolicTensor);
}

function reportLoose(
  context: Context,
  parts: {
    readonly loose: readonly GraphNode[];
    readonly given: Nested<SymbolicTensor>;
    readonly model: Model;
    readonly outputs: Value;
    readonly place: Place;
  },
): void {
  const { loose, given, model, outputs, place } = parts;
  const inputs = loose.filter(node => isInputLayer(node.layer));
  if (inputs.length === 0) return;
  const inner = nestedTensor(context, inputs, given, outputs);
  if (inner !== undefined) {
    report(context, [inner], {
      place,
      name: model.layer.name,
      className: model.layer.className,
      layer: model.layer,
      argSpans: model.layer.argSpans,
    });
    context.store.write(model.graph, unknown({ kind: 'error' }));
    return;
  }
  const output = outputs.kind === 'tensor' ? outputs.tensor.node.layer.name : model.layer.name;
  const missing = inputs.map(node => node.layer.name);
  report(context, [{ kind: 'graph-disconnected', output, missing, runtime: disconnectedWords(given) }], {
    place,
    name: model.layer.name,
    className: model.layer.className,
    layer: model.layer,
    argSpans: model.layer.argSpans,
    inputs: inputs.flatMap(node => node.outputs),
  });
  context.store.write(model.graph, unknown({ kind: 'error' }));
}

/**
 * Keras 2 refuses a declared input that does not reach the outputs where it makes the graph anew because another one is a
 * tensor that some layer gave.
 */
function reportUnreached(context: Context, model: Model, inputs: Value, outputs: Value): void {
  if (context.dialect !== 'keras2' || !context.versionGiven) return;
  const from = symbolicStructure(inputs);
  const to = symbolicStructure(outputs);
  if (isUnknown(from) || isUnknown(to)) return;
  const declared = flatten(from);
  const inner = declared.filter(tensor => !isInputLayer(tensor.node.layer));
  if (inner.length === 0) return;
  const { nodes } = mapGraph(from, to).graph;
  const reached = new Set([...flatten(to), ...nodes.flatMap(node => (isBorder(node, declared) ? [] : node.inputs))]);
  const unreached = declared.filter(tensor => isInputLayer(tensor.node.layer) && !reached.has(tensor));
  if (unreached.length === 0) return;
  const problem: Problem = {
    kind: 'unreached-input',
    unreached: unreached.map(tensor => ({ name: tensor.node.layer.name, position: declared.indexOf(tensor) })),
    declared: declared.length,
    inner: inner.map(tensor => tensor.node.layer.name),
    runtime: { keras2: 'Found unvisited input tensors that are disconnected from the outputs' },
  };
  const { layer } = model;
  const { created: place, name, className, argSpans } = layer;
  report(context, [problem], { place, name, className, layer, argSpans });
  context.store.write(model.graph, afterError);
}

function isBorder(node: GraphNode, declared: readonly SymbolicTensor[]): boolean {
  return node.outputs.some(output => declared.includes(output));
}

/** Graphs of base models as edges between layers, with their complete cuts; made once per graph. */
const cutGraphs = new WeakMap<ModelGraph, { readonly graph: CutGraph; readonly complete: readonly number[] }>();

function cutsOf(graph: ModelGraph): { readonly graph: CutGraph; readonly complete: readonly number[] } {
  let known = cutGraphs.get(graph);
  if (known === undefined) {
    const edges = cutGraph(graph);
    known = { graph: edges, complete: completeCuts(edges) };
    cutGraphs.set(graph, known);
  }
  return known;
}

/** What the model keeps of the one whose layers its outputs were read off; undefined where it is no cut. */
function cutOf(outputs: Value, graph: ModelGraph, place: Place): CutRecord | undefined {
  const tensors = (outputs.kind === 'list' ? outputs.items.value : [outputs]).filter(
    (value): value is TensorValue => value.kind === 'tensor',
  );
  const accesses = tensors.map(tensor => tensor.access).filter(access => access !== undefined);
  const [first] = accesses;
  if (first === undefined) return undefined;
  const base = first.model;
  const whole = base.graph.value;
  if (isUnknown(whole) || accesses.some(access => access.model !== base)) return undefined;
  const inside = new Set<Layer>(whole.operations);
  if (tensors.some(tensor => !inside.has(tensor.tensor.node.layer))) return undefined;
  const baseInputs = new Set(flatten(whole.inputs));
  if (flatten(graph.inputs).some(input => !baseInputs.has(input))) return undefined;
  const { graph: edges, complete } = cutsOf(whole);
  const { range } = first;
  const isSlice =
    tensors.length > 1 &&
    accesses.length === tensors.length &&
    accesses.every(access => access.how === 'slice' && access.range === range) &&
    range !== undefined &&
    range.to - range.from === tensors.length;
  const form = tensors.length === 1 ? 'single' : isSlice ? 'slice' : 'several';
  const last = accesses[accesses.length - 1] ?? first;
  const layers = tensors.map(tensor => tensor.tensor.node.layer);
  const chosen = form === 'slice' ? layers.slice(-1) : layers;
  const before = complete.filter(index => index < last.index).pop();
  const after = complete.find(index => index > last.index);
  return {
    base,
    accesses,
    analysis: analyseCut(edges, chosen),
    form,
    place,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** `Sequential([...], name=...)`; in tfjs `tf.sequential({layers, name})`. */
export function makeSequential(context: Context, args: CallArgs, place: Place, own?: OwnClass): LayerValue {
  const layers = args.positional[0] ?? args.keywords.find(keyword => keyword.name === 'layers');
  const name = (
    args.keywords.find(keyword => keyword.name === 'name') ?? args.positional[context.dialect === 'keras2' ? 1 : 2]
  )?.value;
  const named = name?.kind === 'string';
  const model = newModel(context, {
    kind: 'sequential',
    name: named ? name.value : context.autoName(own === undefined ? 'sequential' : snakeCase(own.className)),
    named,
    className: own?.className ?? 'Sequential',
    defined: own?.defined ?? place,
    graph: notBuilt,
    stack: [],
    argSpans: spansOf(args, ['layers']),
  });
  recordModel(context, { model, place: own?.defined ?? place });
  if (layers !== undefined && layers.value.kind !== 'none') {
    const { items, rest } = iterate(context, layers.value, layers.place);
    for (const item of items) addItem(context, model, item, layers.place);
    takeInnerName(context, model);
    if (rest !== undefined)
      openSequential(
        context,
        model,
        isUnknown(rest) ? rest : unknown({ kind: 'data', what: 'how many layers there are' }),
      );
  }
  return { kind: 'layer', layer: model.layer };
}

/** Adds one item of a layer list: a layer, a model, an object of a layer class, or the tensor of an Input. */
export function addItem(context: Context, model: Model, item: Value, place: Place): void {
  const layer = layerOf(item);
  if (layer !== undefined) {
    const inRow = item.kind === 'layer' ? addInRow(context, model, item, place) : undefined;
    if (inRow === 'fails') context.store.write(model.graph, afterError);
    if (inRow !== undefined) context.record.muted++;
    addToSequential(context, model, layer, place);
    if (inRow !== undefined) context.record.muted--;
    return;
  }
  if (item.kind === 'layerClass') {
    reportClass(context, model, item.definition.name, place);
    openSequential(context, model, afterError);
    return;
  }
  openSequential(
    context,
    model,
    isUnknown(item) ? item : unknown({ kind: 'todo', what: `a ${item.kind} in a Sequential` }),
  );
}

/** The layer a value stands for: `Input(...)` gives a tensor that stands for its input layer. */
export function layerOf(value: Value): Layer | undefined {
  if (value.kind === 'layer') return value.layer;
  if (value.kind === 'instance') return value.layer.value;
  return value.kind === 'tensor' && isInputLayer(value.tensor.node.layer) ? value.tensor.node.layer : undefined;
}
