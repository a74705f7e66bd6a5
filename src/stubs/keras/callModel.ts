// Calling models: a functional or sequential model on symbolic tensors gives a node of its own in the outer graph, on arrays
// it gives arrays.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { handOutLayer } from '../../interp/handOut.ts';
import type { ArrayValue, CallArgs, TensorValue, Value } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import { addNode, detachedNode } from '../../model/build.ts';
import { type Layer, type Model, type ModelGraph, notBuilt } from '../../model/graph.ts';
import { inputProblem } from '../../model/inputCheck.ts';
import { refusalInside, replayGraph } from '../../model/replay.ts';
import { standardizedTypes } from '../../model/standardize.ts';
import { flatten, mapNested, type Nested } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf, nestedValue, type TensorArgument, tensorsIn, toConfig, typeOf } from '../convert.ts';
import { report } from '../operations.ts';
import { calledWithOthers } from './inputCounts.ts';
import { buildSequential, declaresInputs } from './sequential.ts';

/** Calls a model object. */
export function callModel(context: Context, layer: Layer, args: CallArgs, place: Place): Value {
  const { model } = layer;
  const inputs =
    args.positional[0]?.value ??
    args.keywords.find(keyword => keyword.name === 'inputs' || keyword.name === 'x')?.value;
  if (model === undefined) return unknown({ kind: 'error' });
  if (inputs === undefined) return args.open ?? unknown({ kind: 'error' });
  const tensors = tensorsIn(inputs);
  if (tensors === undefined)
    return noteUnknown(
      context,
      layer,
      isUnknown(inputs) ? inputs : unknown({ kind: 'data', what: 'what the model is called on' }),
      place,
    );
  const given = ordered(tensors, model);
  const types = given.map(typeOf);
  if (model.kind === 'sequential' && model.graph.value === notBuilt && types[0] !== undefined)
    buildSequential(context, model, types[0], model.layer.created);
  const graph = model.graph.value;
  if (isUnknown(graph)) return noteUnknown(context, layer, graph, place);
  const expected = flatten(graph.inputs).length;
  if (given.length !== expected) {
    const on = given.every(tensor => tensor.kind === 'tensor') ? 'symbolic' : 'data';
    // A Sequential of Keras 3 hands data to its layers as it is, which make of a list what they can.
    if (context.dialect === 'keras3' && model.kind === 'sequential' && on === 'data')
      return noteUnknown(
        context,
        layer,
        unknown({ kind: 'todo', what: 'a Sequential called on a list of arrays' }),
        place,
      );
    report(context, [calledWithOthers(context, model, { expected, got: given.length, on })], {
      place,
      name: layer.name,
      className: layer.className,
      layer,
    });
    return noteUnknown(context, layer, unknown({ kind: 'error' }), place);
  }
  const symbolic = given.every(tensor => tensor.kind === 'tensor');
  if (!symbolic && given.some(tensor => tensor.kind === 'tensor'))
    return noteUnknown(context, layer, unknown({ kind: 'todo', what: 'a model called on arrays and tensors' }), place);
  const on = symbolic ? 'symbolic' : 'data';
  const seen = standardizedTypes(graph, types, { dialect: context.dialect, on });
  const refusal =
    (context.dialect === 'keras3' ? refusedInput(context, model, graph, { types, on }) : undefined) ??
    (context.dialect === 'tfjs' ? undefined : spokenByModel(context, graph, types, on, refusedInside(graph, seen)));
  if (refusal !== undefined) {
    report(context, [refusal], {
      place,
      name: layer.name,
      className: layer.className,
      layer,
      inputs: given.flatMap(tensor => (tensor.kind === 'tensor' ? [tensor.tensor] : [])),
    });
    return noteUnknown(context, layer, afterError, place);
  }
  const answer = replayGraph(graph, seen);
  return symbolic
    ? symbolicOutputs(context, { model, graph, given, answer, args, place })
    : arrayOutputs(context, { model, answer, place, flavour: 'eager' });
}

/** What Keras 3 refuses of the tensors of a call. Inside the call of a layer a model sees data, not placeholders. */
function refusedInput(
  context: Context,
  model: Model,
  graph: ModelGraph,
  { types, on }: { readonly types: readonly TensorType[]; readonly on: 'symbolic' | 'data' },
): Problem | undefined {
  const isData = on === 'data' || context.traced > 0;
  return inputProblem(graph, types, {
    sizes: isData && model.kind === 'sequential' ? 'left to the layers' : 'compared',
  });
}

/** In Keras 2 a model that declares its inputs looks at data, but not at symbolic tensors, before its layers do. */
function spokenByModel(
  { dialect, traced }: Context,
  graph: ModelGraph,
  types: readonly TensorType[],
  on: 'symbolic' | 'data',
  refusal: Problem | undefined,
): Problem | undefined {
  const looks = on === 'data' || traced > 0;
  if (dialect !== 'keras2' || refusal === undefined || !looks || !declaresInputs(graph)) return refusal;
  const own = inputProblem(graph, types, { sizes: 'compared' })?.runtime?.keras2;
  return own === undefined ? refusal : { ...refusal, runtime: { keras2: own } };
}

/** What a layer inside refuses, with its name in the place of the model's. */
export function refusedInside(graph: ModelGraph, types: readonly TensorType[]): Problem | undefined {
  const { node, given } = refusalInside(graph, types) ?? {};
  const problem = node?.problems?.(given ?? []).find(one => one.effect === undefined);
  if (node === undefined || problem === undefined) return undefined;
  const { name } = node.layer;
  const words = Object.entries(problem.runtime ?? {}).map(([dialect, said]) => [
    dialect,
    said.replaceAll('{name}', name),
  ]);
  return { ...problem, within: name, ...(words.length === 0 ? {} : { runtime: Object.fromEntries(words) }) };
}

interface SymbolicCall {
  readonly model: Model;
  readonly graph: ModelGraph;
  readonly given: readonly TensorValue[];
  readonly answer: Nested<TensorType> | Unknown;
  readonly args: CallArgs;
  readonly place: Place;
}

function symbolicOutputs(context: Context, { model, graph, given, answer, args, place }: SymbolicCall): Value {
  const call = new Map(
    args.keywords
      .filter(keyword => keyword.name !== 'inputs')
      .map(keyword => [keyword.name, { kind: 'config' as const, value: toConfig(keyword.value) }]),
  );
  const node = addNode(context, {
    layer: model.layer,
    inputs: given.map(tensor => tensor.tensor),
    call,
    called: place,
    types: answer,
    replay: types => replayGraph(graph, standardizedTypes(graph, types, { dialect: context.dialect, on: 'symbolic' })),
  });
  context.record.calls.push({ place, layer: model.layer, node });
  if (isUnknown(node.structure)) return node.structure;
  return marked(
    nestedValue(unwrapped(context, node.structure), tensor => ({ kind: 'tensor', tensor })),
    model,
    place,
  );
}

/** Keras 2 gives the tensor itself where a model has a list of one output; Keras 3 gives the list. */
function unwrapped<T>(context: Context, structure: Nested<T>): Nested<T> {
  if (context.dialect === 'keras3' || structure.kind !== 'list') return structure;
  const [only, ...others] = structure.items;
  return only !== undefined && others.length === 0 ? only : structure;
}

/** The outputs of a model computed on arrays. `predict` gives NumPy arrays, a call eager tensors. */
export function arrayOutputs(
  context: Context,
  parts: {
    readonly model: Model;
    readonly answer: Nested<TensorType> | Unknown;
    readonly place: Place;
    readonly flavour: 'numpy' | 'eager';
  },
): Value {
  const { model, answer, place, flavour } = parts;
  context.record.calls.push({
    place,
    layer: model.layer,
    node: detachedNode(context, { layer: model.layer, call: new Map(), called: place, types: answer }),
  });
  if (isUnknown(answer)) return answer;
  return marked(
    nestedValue(unwrapped(context, answer), type => arrayOf(type, flavour)),
    model,
    place,
  );
}

/** Marks what a model's call gave, so that picks out of it can be explained. */
function marked(value: Value, model: Model, called: Place): Value {
  const outputOf = { model, called };
  if (value.kind === 'list' && value.items.value.length > 1) return { ...value, outputsOf: outputOf };
  return value.kind === 'tensor' || value.kind === 'array' ? { ...value, outputOf } : value;
}

/** The tensors in the order of the model's inputs; a record is read by the names of the inputs. */
export function ordered(tensors: TensorArgument, model: Model): readonly (TensorValue | ArrayValue)[] {
  const graph = model.graph.value;
  if (tensors.kind === 'record' && !isUnknown(graph)) {
    const byName = new Map(tensors.entries);
    const names =
      graph.inputs.kind === 'record'
        ? graph.inputs.entries.map(([key]) => key).sort()
        : flatten(graph.inputs).map(input => input.node.layer.name);
    const picked = names.map(name => byName.get(name));
    if (picked.every(item => item !== undefined))
      return picked.flatMap(item => flatten(item).filter(tensor => tensor !== null));
  }
  return flatten(tensors).filter(tensor => tensor !== null);
}

function noteUnknown(context: Context, layer: Layer, why: Unknown, place: Place): Value {
  handOutLayer(context, layer);
  context.record.calls.push({
    place,
    layer,
    node: detachedNode(context, { layer, call: new Map(), called: place, types: why }),
  });
  return why;
}

/** What a model gives for arrays or tensors, without a node: for `predict` and its like. */
export function modelAnswer(context: Context, model: Model, inputs: Value): Nested<TensorType> | Unknown {
  const graph = model.graph.value;
  if (isUnknown(graph)) return graph;
  const tensors = tensorsIn(inputs);
  if (tensors === undefined)
    return isUnknown(inputs) ? inputs : unknown({ kind: 'data', what: 'what the model is called on' });
  const given = ordered(tensors, model);
  if (given.length !== flatten(graph.inputs).length) return unknown({ kind: 'error' });
  const { dialect } = context;
  return replayGraph(graph, standardizedTypes(graph, given.map(typeOf), { dialect, on: 'data' }));
}

/** The structure with every tensor replaced by its type. */
export function typesOf(structure: ModelGraph['outputs']): Nested<TensorType> {
  return mapNested(structure, tensor => tensor.type);
}
