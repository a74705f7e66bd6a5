// Sequential models: a stack of layers that becomes a graph as soon as the input is known, and changes with `add` and `pop`.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { Value } from '../../interp/value.ts';
import { isConfigList, printConfig } from '../../layers/config.ts';
import type { Problem } from '../../layers/problems.ts';
import { addNode, callLayer, tensorArguments } from '../../model/build.ts';
import { chainGraph } from '../../model/chain.ts';
import {
  type GraphNode,
  type Layer,
  type Model,
  type ModelGraph,
  notBuilt,
  type Stack,
  type SymbolicTensor,
} from '../../model/graph.ts';
import { asDim, createInput, declaredInput, isInputLayer } from '../../model/inputLayers.ts';
import { endsOf, openGraph } from '../../model/openGraph.ts';
import { replayGraph } from '../../model/replay.ts';
import { noteStackChange } from '../../model/stackChanges.ts';
import type { Feed } from '../../model/understanding.ts';
import { dynamic, sameDim } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import { printShape, type Shape, type TensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { report } from '../operations.ts';
import { reportNameTaken } from './modelProblems.ts';
import { callOwn } from './ownCalls.ts';

/** Puts a layer on top. */
export function addToSequential(context: Context, model: Model, layer: Layer, place: Place): void {
  const { store } = context;
  const before = model.stack.value;
  if (isInputLayer(layer) && before.length === 0 && model.graph.value === notBuilt) {
    const input = layer.state.value.nodes[0]?.outputs[0];
    if (input !== undefined) startGraph(context, model, input);
    return;
  }
  if (isInputLayer(layer) && context.dialect === 'keras3' && hasInput(model)) {
    const { name, className } = model.layer;
    report(context, [secondInput], { place, name, className, layer: model.layer });
    openSequential(context, model, afterError);
    return;
  }
  reportNameTaken(context, model, layer);
  noteStackChange(model);
  store.write(model.stack, before.open === undefined ? [...before, layer] : before);
  if (before.length === 0 && model.graph.value === notBuilt) {
    const type = declaredInput(layer, { openLength: context.versionGiven ? dynamic : lengthByVersion });
    if (type !== undefined) {
      // Keras 3 gives it a generated name, the others name it after the layer.
      const name = context.dialect === 'keras3' ? undefined : `${layer.name}_input`;
      const input = createInput(context, type, place, name);
      if (input !== undefined) startGraph(context, model, input);
    } else if (context.dialect === 'tfjs' && layer.kind === 'layer') {
      report(context, [{ kind: 'no-input-shape', runtime: { tfjs: noInputShape } }], {
        place: layer.created,
        name: layer.name,
        className: layer.className,
        layer,
        argSpans: layer.argSpans,
      });
    }
  }
  extend(context, model, layer);
}

const lengthByVersion: Unknown = unknown({
  kind: 'data',
  what: 'the version of Keras, of which older ones leave the length of sequences open',
});

/** True where it is certain that the model has an input which no path took off again. */
function hasInput({ graph, stack, layer }: Model): boolean {
  const { value } = graph;
  if (isUnknown(value) || value.nodes.length === 0 || stack.value.open !== undefined) return false;
  // Keras 3 reads the input off a first layer, and not off a model in its place.
  return stack.value[0]?.kind !== 'model' && layer.state.value.handedOut !== true;
}

const secondInput: Problem = {
  kind: 'call-value',
  says: 'it has its input already and takes no other',
  runtime: { keras3: 'You cannot add a different Input layer to it.' },
};

const noInputShape = 'The first layer in a Sequential model must get an `inputShape` or `batchInputShape` argument.';

/**
 * Keras 3 makes an unnamed functional model inside at every change, which takes a generated name: once for the list given to
 * the constructor, then at every `add` and `pop`.
 */
export function takeInnerName(context: Context, model: Model): void {
  if (context.dialect !== 'keras3' || isUnknown(model.graph.value) || model.stack.value.length === 0) return;
  context.autoName('functional');
}

/** Notes that from here on other layers may stand in a model, so that neither they nor what they give are known. */
export function openSequential(context: Context, model: Model, why: Unknown): void {
  const { value } = model.stack;
  context.store.write(model.graph, why);
  noteStackChange(model);
  context.store.write(model.stack, Object.assign(value.slice(), { open: value.open ?? why }));
}

/** Takes the top layer off; the frameworks refuse to where there is none. */
export function popFromSequential(context: Context, model: Model, place: Place): void {
  const before = model.stack.value;
  if (before.length === 0 && before.open === undefined && model.graph.value === notBuilt) {
    const { name, className, state } = model.layer;
    if (state.value.handedOut !== true) report(context, [nothingToPop], { place, name, className, layer: model.layer });
    return;
  }
  const stack: Stack = before.open === undefined ? before.slice(0, -1) : before;
  const graph = model.graph.value;
  noteStackChange(model);
  context.store.write(model.stack, stack);
  if (isUnknown(graph)) {
    // What comes out of the layers below is known of none of the paths.
    if (endsOf(graph) !== undefined) context.store.write(model.graph, unknown(graph.why, graph.at));
    return;
  }
  const [input] = flatten(graph.inputs);
  if (input === undefined) return;
  const last = graph.nodes[graph.nodes.length - 2];
  const output = last?.outputs[0] ?? input;
  const nodes = graph.nodes.slice(0, -1);
  context.store.write(model.graph, chainGraph(input, output, nodes));
  takeInnerName(context, model);
}

const nothingToPop: Problem = {
  kind: 'call-value',
  says: 'there is no layer to take off',
  runtime: {
    keras3: 'list index out of range',
    keras2: 'There are no layers in the model.',
    tfjs: 'There are no layers in the model.',
  },
};

/** The input layers that Keras makes of the first data or of what `build` is told. */
const inferredInputs = new WeakSet<Layer>();

/** True where the program itself says what a graph takes: Keras 2 builds others anew for data of other sizes. */
export function declaresInputs({ inputs }: ModelGraph): boolean {
  return flatten(inputs).every(input => !inferredInputs.has(input.node.layer));
}

/** Gives a Sequential its input, and so its graph; `data` is where the data stands that builds it, if data does. */
export function buildSequential(context: Context, model: Model, type: TensorType, place: Place, data?: Place): void {
  const { open } = model.stack.value;
  if (open !== undefined) {
    context.store.write(model.graph, open);
    return;
  }
  const first = model.stack.value[0];
  // Keras 2 names it after the first layer, as one that the layer declares.
  const name = context.dialect === 'keras2' && first !== undefined ? `${first.name}_input` : undefined;
  const input = createInput(context, { ...type, shape: firstShape(model, type.shape) }, place, name);
  if (input === undefined) return;
  inferredInputs.add(input.node.layer);
  startGraph(context, model, input);
  for (const layer of model.stack.value) extend(context, model, layer, data);
  takeInnerName(context, model);
}

/** The shape it is built with; code that is not known may have built it before, on batches of another size. */
function firstShape(model: Model, shape: Shape): Shape {
  if (model.layer.state.value.handedOut !== true || isUnknown(shape) || typeof shape[0] !== 'number') return shape;
  return [unknown({ kind: 'data', what: 'whether it was built before' }), ...shape.slice(1)];
}

function startGraph(context: Context, model: Model, input: SymbolicTensor): void {
  context.store.write(model.graph, chainGraph(input, input, [input.node]));
}

/** Calls the layer on the present output, where there is one. */
function extend(context: Context, model: Model, layer: Layer, data?: Place): void {
  const graph = model.graph.value;
  const ends = endsOf(graph);
  if (ends === undefined) return;
  const { input, output: last } = ends;
  reportInnerShape(context, layer, last.type, 'that is not the first');
  const fed: Feed | undefined = data && { place: data, from: last === input ? 'data' : 'layer' };
  const node = callOn(context, layer, last, fed);
  if ('why' in node) {
    context.store.write(model.graph, node);
    return;
  }
  const output = node.outputs[0];
  const refusal = context.dialect === 'tfjs' ? tfjsRefusal(node) : undefined;
  if (refusal !== undefined) {
    // Nothing was left before it already, which was said there.
    if (!isEmpty(last.type))
      report(context, [refusal], {
        place: layer.created,
        name: layer.name,
        className: layer.className,
        layer,
        argSpans: layer.argSpans,
      });
    context.store.write(model.graph, afterError);
    return;
  }
  if (output === undefined) {
    context.store.write(model.graph, isUnknown(node.structure) ? node.structure : afterError);
    return;
  }
  const next = isUnknown(graph)
    ? openGraph(graph, { input, output })
    : chainGraph(input, output, [...graph.nodes, node]);
  context.store.write(model.graph, next);
}

/**
 * The shape that a layer names counts for the first layer of a Sequential only; one that contradicts what comes in is a
 * mistake. `where` ends "on a layer …".
 */
export function reportInnerShape(context: Context, layer: Layer, { shape }: TensorType, where: string): void {
  const given = layer.object?.given.get('input_shape');
  if (given === undefined || !isConfigList(given) || isUnknown(shape)) return;
  const [, ...comes] = shape;
  const same =
    comes.length === given.length && given.every((size, i) => sameDim(asDim(size), comes[i] ?? dynamic) !== 'no');
  if (same) return;
  const tfjs = context.dialect === 'tfjs';
  const argument = tfjs ? 'inputShape' : 'input_shape';
  const style = tfjs ? 'array' : 'tuple';
  const because = `on a layer ${where}: ${printShape(comes, style)} comes in, without the batch, and not ${printConfig(given, tfjs ? 'javascript' : 'python')}`;
  report(context, [{ kind: 'ignored-argument', argument, because, effect: 'silent' }], {
    place: layer.created,
    name: layer.name,
    className: layer.className,
    layer,
    argSpans: layer.argSpans,
  });
}

/** What a Sequential of tfjs refuses by itself: several outputs, and axes of which nothing is left. */
function tfjsRefusal(node: GraphNode): Problem | undefined {
  if (node.outputs.length > 1) {
    return {
      kind: 'call-value',
      says: 'a Sequential takes layers with one output, and this one has several',
      runtime: { tfjs: 'All layers in a Sequential model should have a single output tensor.' },
    };
  }
  const shape = node.outputs[0]?.type.shape;
  if (shape === undefined || isUnknown(shape) || !shape.some(dim => typeof dim === 'number' && dim < 0))
    return undefined;
  return {
    kind: 'call-value',
    says: `an axis of its output would be negative: ${printShape(shape, 'array')}`,
    runtime: { tfjs: 'Negative dimension size caused by adding layer {name} with input shape' },
  };
}

function isEmpty({ shape }: TensorType): boolean {
  return !isUnknown(shape) && shape.some(dim => typeof dim === 'number' && dim <= 0);
}

function callOn(context: Context, layer: Layer, input: SymbolicTensor, fed: Feed | undefined): GraphNode | Unknown {
  const place = layer.created;
  const before = layer.state.value.nodes.length;
  const value: Value = { kind: 'tensor', tensor: input };
  const answer = callOwn(context, layer, { positional: [{ value, place }], keywords: [], open: undefined }, place);
  if (answer !== undefined) {
    const why = isUnknown(answer) ? answer : unknown({ kind: 'todo', what: `what \`${layer.className}\` gives` });
    return layer.state.value.nodes[before] ?? why;
  }
  if (layer.object !== undefined) {
    const { node, problems } = callLayer(context, { layer, call: tensorArguments(layer, input), called: place });
    report(context, problems, {
      place,
      name: layer.name,
      className: layer.className,
      layer,
      argSpans: layer.argSpans,
      inputs: node.inputs,
      fed,
    });
    context.record.calls.push({ place, layer, node });
    return node;
  }
  if (layer.kind === 'model' && layer.model !== undefined) {
    const inner = layer.model;
    if (inner.kind === 'sequential' && inner.graph.value === notBuilt)
      buildSequential(context, inner, input.type, layer.created, fed?.from === 'data' ? fed.place : undefined);
    const graph = inner.graph.value;
    const types = isUnknown(graph) ? graph : replayGraph(graph, [input.type]);
    const node = addNode(context, {
      layer,
      inputs: [input],
      call: new Map(),
      called: place,
      types,
      replay: next => (isUnknown(graph) ? graph : replayGraph(graph, next)),
    });
    context.record.calls.push({ place, layer, node });
    return node;
  }
  return unknown({ kind: 'todo', what: `\`${layer.className}\` in a Sequential` });
}
