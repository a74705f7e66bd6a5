// A graph called on inputs of other types than it was made for, as nested models are, and models on data: which types its
// tensors have then, what it gives, and what in it refuses.

import { changes } from '../base/box.ts';
import { layerWeights } from '../layers/apply.ts';
import { sameDim } from '../shapes/dim.ts';
import { flatten, mapNested, type Nested } from '../shapes/nested.ts';
import { identicalShape, type TensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { GraphNode, ModelGraph, SymbolicTensor } from './graph.ts';

/** The type of a tensor of the graph. */
export type TypeOf = (tensor: SymbolicTensor) => TensorType;

/** A call of the graph on other types. */
interface ReplayedCall {
  readonly node: GraphNode;
  readonly given: readonly TensorType[];
  readonly answer: Nested<TensorType> | Unknown;
}

/**
 * The types of all tensors for inputs of the given types, in the order of the graph's inputs; as declared where none are
 * given. Calls that nothing new reaches are not run again. `goesOn` sees each call, and ends the replay by saying no.
 */
export function replayedTypes(
  graph: ModelGraph,
  types: readonly TensorType[] = [],
  goesOn: (call: ReplayedCall) => boolean = () => true,
): TypeOf {
  const inputs = flatten(graph.inputs);
  const known = new Map<SymbolicTensor, TensorType>();
  inputs.forEach((tensor, i) => {
    const given = types[i];
    if (given !== undefined && !identicalType(given, tensor.type)) known.set(tensor, given);
  });
  const typeOf: TypeOf = tensor => known.get(tensor) ?? tensor.type;
  if (known.size === 0) return typeOf;
  const sources = new Set(inputs);
  for (const node of graph.nodes) {
    if (node.outputs.some(output => sources.has(output)) || !node.inputs.some(input => known.has(input))) continue;
    const given = node.inputs.map(typeOf);
    const answer = node.replay(given);
    if (!goesOn({ node, given, answer })) break;
    const flat = isUnknown(answer) ? [] : flatten(answer);
    node.outputs.forEach((output, i) => {
      known.set(output, flat[i] ?? { shape: isUnknown(answer) ? answer : afterError, dtype: output.type.dtype });
    });
  }
  return typeOf;
}

/** What a graph gives on other input types; the known answer where the types are the same. */
export function replayGraph(graph: ModelGraph, types: readonly TensorType[]): Nested<TensorType> | Unknown {
  const before = replays.get(graph);
  if (before?.at === changes() && sameTypes(before.types, types)) return before.answer;
  let refused = false;
  const typeOf = replayedTypes(graph, types, call => {
    refused = isRefusal(call);
    return !refused;
  });
  const answer = refused ? afterError : mapNested(graph.outputs, typeOf);
  replays.set(graph, { types, answer, at: changes() });
  return answer;
}

/** The last answer of each graph: one call of a model asks several times. */
const replays = new WeakMap<
  ModelGraph,
  { readonly types: readonly TensorType[]; readonly answer: Nested<TensorType> | Unknown; readonly at: number }
>();

/** The first call inside a graph that refuses what comes to it when the inputs have the given types. */
export function refusalInside(graph: ModelGraph, types: readonly TensorType[]): ReplayedCall | undefined {
  let refusal: ReplayedCall | undefined;
  replayedTypes(graph, types, call => {
    if (needsOtherWeights(call) || isRefusal(call)) refusal = call;
    return refusal === undefined;
  });
  return refusal;
}

/** True where what is known to be given is refused. */
function isRefusal({ answer }: ReplayedCall): boolean {
  if (isUnknown(answer)) return answer.why.kind === 'error';
  return flatten(answer).some(({ shape }) => isUnknown(shape) && shape.why.kind === 'error');
}

/** True where the variables of a layer are not of the sizes that such inputs need: an RNN says so only when it runs. */
function needsOtherWeights({ node: { layer, call }, given }: ReplayedCall): boolean {
  const made = layer.state.value.built?.weights;
  if (layer.object === undefined || made === undefined || isUnknown(made)) return false;
  const needed = layerWeights(layer.object, given, call);
  if (isUnknown(needed) || needed.length !== made.length) return false;
  return needed.some(({ shape }, i) =>
    shape.some((size, axis) => sameDim(size, made[i]?.shape[axis] ?? size) === 'no'),
  );
}

function sameTypes(a: readonly TensorType[], b: readonly TensorType[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i] || identicalType(one, b[i]));
}

function identicalType(a: TensorType, b: TensorType | undefined): boolean {
  return b !== undefined && identicalShape(a.shape, b.shape) && a.dtype === b.dtype && a.sizes === b.sizes;
}
