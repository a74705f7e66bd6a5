// What is wrong with the parts a model is made of: layers that were never called, and names that occur twice.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { Value } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import type { GraphNode, Layer, Model, ModelGraph, SymbolicTensor } from '../../model/graph.ts';
import { isInputLayer } from '../../model/inputLayers.ts';
import { flatten, type Nested } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { report, symbolicIn } from '../operations.ts';

/** The layer object that a value is, or that stands among the items of a list; undefined where all may be tensors. */
export function layerAmong(value: Value): Layer | undefined {
  switch (value.kind) {
    case 'layer':
      return value.layer;
    case 'instance':
      return value.layer.value;
    case 'list':
      return value.items.value.map(layerAmong).find(layer => layer !== undefined);
    case 'record':
      return [...value.entries.value.values()].map(entry => layerAmong(entry.value)).find(layer => layer !== undefined);
    default:
      return undefined;
  }
}

/** Says that a layer stands where the tensor is needed that it would give. */
export function reportNotCalled(
  context: Context,
  layer: Layer,
  about: { readonly argument: string; readonly place: Place; readonly runtime: Problem['runtime'] },
): void {
  const { argument, place, runtime } = about;
  // What is wrong with its arguments was said already, most often that tensors stand among them.
  if (context.record.problems.some(record => record.subject.layer === layer && record.problem.effect === undefined))
    return;
  report(
    context,
    [
      {
        kind: 'layer-not-called',
        argument,
        className: layer.className,
        made: layer.created,
        ...(runtime === undefined ? {} : { runtime }),
      },
    ],
    { place, name: layer.name, className: layer.className, layer },
  );
}

/** Says that a class stands where a layer of it is needed, in a Sequential. */
export function reportClass(context: Context, model: Model, className: string, place: Place): void {
  report(
    context,
    [
      {
        kind: 'layer-not-called',
        argument: 'layers',
        className,
        isClass: true,
        runtime: {
          keras3: 'Only instances of `keras.Layer` can be added to a Sequential model.',
          keras2: 'The added layer must be an instance of class Layer.',
          // Behind others it is called like a layer.
          ...(model.stack.value.length === 0 ? { tfjs: "Cannot read properties of undefined (reading 'length')" } : {}),
        },
      },
    ],
    { place, name: className, className },
  );
}

/** What the constructor of a model says of a layer among its outputs or inputs. */
export function modelEndWords(argument: 'inputs' | 'outputs'): Problem['runtime'] {
  return argument === 'outputs'
    ? {
        keras3: 'All `outputs` values must be KerasTensors.',
        keras2:
          'Output tensors of a Functional model must be the output of a TensorFlow `Layer` (thus holding past layer metadata).',
        tfjs: "Cannot read properties of undefined (reading 'name')",
      }
    : {
        keras3: 'All `inputs` values must be KerasTensors.',
        keras2: 'Found unexpected instance while processing input tensors for keras functional model.',
        tfjs: 'input layer has >1 nodes',
      };
}

/** What is said of outputs that need other inputs. Keras 2 makes new inputs where a model begins at inner tensors. */
export function disconnectedWords(declared: Nested<SymbolicTensor>): NonNullable<Problem['runtime']> {
  const disconnected = 'Graph disconnected: cannot obtain value for tensor';
  return {
    keras3: 'is not connected to `inputs`',
    keras2: flatten(declared).every(tensor => isInputLayer(tensor.node.layer))
      ? disconnected
      : 'Found input tensor cannot be reached given provided output tensors.',
    tfjs: disconnected,
  };
}

/** Says that layers of the model have one name. Only names that the program gave count; generated ones never meet. */
export function reportNameTwice(context: Context, model: Model, graph: ModelGraph): void {
  const { dialect } = context;
  const named = new Map<string, Layer[]>();
  for (const layer of dialect === 'keras3' ? graph.operations : graph.layers) {
    if (!layer.named || layer.state.value.renamed === true) continue;
    const known = named.get(layer.name);
    if (known === undefined) named.set(layer.name, [layer]);
    else known.push(layer);
  }
  const twice = [...named].filter(([, layers]) => layers.length > 1);
  const [first] = twice;
  const [name, layers] = first ?? [];
  const [earlier] = layers ?? [];
  const later = layers?.[layers.length - 1];
  if (name === undefined || layers === undefined || earlier === undefined || later === undefined) return;
  const words = (of: string): string =>
    `The name "${name}" is used ${layers.length} times in the model. All ${of} names should be unique.`;
  const problem: Problem = {
    kind: 'duplicate-layer-name',
    name,
    times: layers.length,
    others: twice.length - 1,
    first: earlier.created,
    holder: model.defined,
    runtime: { keras3: words('operation'), keras2: words('layer'), tfjs: words('layer') },
  };
  // Layers inside ready-made models are not written anywhere; the model that holds them all is.
  const about = later.argSpans.has('name') || later.kind === 'model' ? later : model.layer;
  report(context, [problem], {
    place: about.created,
    name: later.name,
    className: later.className,
    layer: later,
    argSpans: about.argSpans,
  });
}

/** Says that a layer put into a Sequential has the name of another one in it. TensorFlow.js lets that pass. */
export function reportNameTaken(context: Context, model: Model, layer: Layer): void {
  if (context.dialect === 'tfjs' || !layer.named || layer.state.value.renamed === true) return;
  const taken = model.stack.value.find(
    other => other !== layer && other.name === layer.name && other.named && other.state.value.renamed !== true,
  );
  if (taken === undefined) return;
  const quote = context.dialect === 'keras3' ? "'" : '"';
  const words = `All layers added to a Sequential model should have unique names. Name ${quote}${layer.name}${quote} is already the name of a layer in this model.`;
  report(
    context,
    [
      {
        kind: 'duplicate-layer-name',
        name: layer.name,
        times: 2,
        others: 0,
        first: taken.created,
        holder: model.defined,
        runtime: { keras3: words, keras2: words },
      },
    ],
    { place: layer.created, name: layer.name, className: layer.className, layer, argSpans: layer.argSpans },
  );
}

/**
 * An output that belongs to the own graph of a model which the declared inputs only reach as one layer; undefined where the
 * inputs that are missing are others.
 */
export function nestedTensor(
  context: Context,
  missing: readonly GraphNode[],
  declared: Nested<SymbolicTensor>,
  outputs: Value,
): Problem | undefined {
  const inputs = new Set(flatten(declared));
  for (const { model } of context.record.models) {
    const graph = model.graph.value;
    if (isUnknown(graph)) continue;
    const own = flatten(graph.inputs).find(input => missing.some(node => node === input.node));
    const call = own === undefined ? undefined : model.layer.state.value.nodes.find(node => comesFrom(node, inputs));
    if (own === undefined || call === undefined) continue;
    const inside = new Set<Layer>(graph.operations);
    const tensor = symbolicIn(outputs).find(output => inside.has(output.node.layer));
    if (tensor === undefined) continue;
    return {
      kind: 'nested-graph-tensor',
      output: tensor.node.layer.name,
      nested: model.layer.name,
      input: own.node.layer.name,
      called: call.called,
      argument: 'outputs',
      runtime: disconnectedWords(declared),
    };
  }
  return undefined;
}

/** True where one of the tensors is among all that feeds a call. */
function comesFrom(last: GraphNode, tensors: ReadonlySet<SymbolicTensor>): boolean {
  const seen = new Set<GraphNode>([last]);
  const open = [last];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const input of node.inputs) {
      if (tensors.has(input)) return true;
      if (seen.has(input.node)) continue;
      seen.add(input.node);
      open.push(input.node);
    }
  }
  return false;
}
