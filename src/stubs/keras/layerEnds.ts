// The ends of layers and models: `layer.input`, `model.outputs`, `layer.output_shape` and their like.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { builtin, dimValue, list, tuple } from '../../interp/make.ts';
import type { LayerValue, Value } from '../../interp/value.ts';
import type { GraphNode, Model, SymbolicTensor } from '../../model/graph.ts';
import { flatten, type Nested } from '../../shapes/nested.ts';
import type { Shape } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { nestedValue } from '../convert.ts';
import { refuseUncalled } from './neverCalled.ts';
import { refuseSeveral } from './severalCalls.ts';

/** What stands at an end of a layer or model; undefined for any other attribute. */
export function layerEnd(context: Context, value: LayerValue, name: string, place: Place): Value | undefined {
  const isInput = name === 'getInputAt' || name === 'get_input_at';
  if (isInput || name === 'getOutputAt' || name === 'get_output_at') return endOfCall(value, name, isInput);
  if (!ends.has(name)) return undefined;
  const { layer } = value;
  return (
    refuseUncalled(context, value, name, place) ??
    refuseSeveral(context, value, name, place) ??
    (layer.model === undefined ? undefined : modelEnd(context, layer.model, name)) ??
    endOfFirstCall(value, name)
  );
}

const ends: ReadonlySet<string> = new Set([
  'input',
  'output',
  'inputs',
  'outputs',
  'input_shape',
  'output_shape',
  'outputShape',
]);

/** What the first call of a layer was given, or gave. */
function endOfFirstCall(value: LayerValue, name: string): Value | undefined {
  const [node] = value.layer.state.value.nodes;
  switch (name) {
    case 'output':
      return node === undefined ? noCall : outputOf(value, node);
    case 'input':
      return node === undefined ? noCall : inputOf(node);
    case 'output_shape':
    case 'outputShape':
      return shapesOf(node?.structure, value);
    case 'input_shape':
      return shapesOf(node?.inputs.length === 1 ? node.inputs[0] : undefined, value);
    default:
      return undefined;
  }
}

/** `getOutputAt(i)`, `get_input_at(i)` and their like: an end of one call. */
function endOfCall(value: LayerValue, name: string, isInput: boolean): Value {
  return builtin(name, (context, args, { place }) => {
    const index = argument(args, 0, 'node_index', 'nodeIndex');
    const node = index?.kind === 'int' ? value.layer.state.value.nodes[index.value] : undefined;
    if (node === undefined || value.layer.model !== undefined) return context.unmodelled(`layer.${name}`, place);
    return isInput ? inputOf(node) : outputOf(value, node);
  });
}

/** What a call gave. */
function outputOf({ access }: LayerValue, { structure }: GraphNode): Value {
  if (isUnknown(structure)) return structure;
  return nestedValue(structure, tensor => ({ kind: 'tensor', tensor, ...(access === undefined ? {} : { access }) }));
}

/** What a call was given. */
function inputOf(node: GraphNode): Value {
  const source = node.inputs.length === 0 ? node.outputs : node.inputs;
  const tensors = source.map((tensor): Value => ({ kind: 'tensor', tensor }));
  return tensors.length === 1 && tensors[0] !== undefined ? tensors[0] : list(tensors);
}

const noCall = unknown({ kind: 'data', what: 'a call of the layer, and it has none yet' });

function shapesOf(
  structure: Nested<SymbolicTensor> | SymbolicTensor | ReturnType<typeof unknown> | undefined,
  value: LayerValue,
): Value {
  if (structure === undefined) return unknown({ kind: 'data', what: `a call of \`${value.layer.name}\`` });
  if (isUnknown(structure)) return structure;
  return 'node' in structure
    ? shapeTuple(structure.type.shape)
    : nestedValue(structure, tensor => shapeTuple(tensor.type.shape));
}

/** A shape as the program sees it. */
export function shapeTuple(shape: Shape): Value {
  return isUnknown(shape) ? shape : tuple(shape.map(dimValue));
}

/** An end of the graph of a model. In Keras 3 all but functional models have the tensors of their first call, as any layer. */
function modelEnd(context: Context, model: Model, name: string): Value | undefined {
  const isLayerAlone = model.kind !== 'functional' && context.dialect === 'keras3';
  if (isLayerAlone && (name === 'input' || name === 'output')) return undefined;
  const graph = model.graph.value;
  if (isUnknown(graph)) return graph;
  const asTensor = (tensor: SymbolicTensor): Value => ({ kind: 'tensor', tensor });
  const asShape = (tensor: SymbolicTensor): Value => shapeTuple(tensor.type.shape);
  switch (name) {
    case 'inputs':
      return list(flatten(graph.inputs).map(asTensor));
    case 'outputs':
      return list(flatten(graph.outputs).map(asTensor));
    case 'input':
      return single(nestedValue(graph.inputs, asTensor), context);
    case 'output':
      return single(nestedValue(graph.outputs, asTensor), context);
    case 'input_shape':
      return single(nestedValue(graph.inputs, asShape), context);
    case 'output_shape':
    case 'outputShape':
      return single(nestedValue(graph.outputs, asShape), context);
    default:
      return undefined;
  }
}

/** Keras 2 and tfjs give a tensor where there is one, whatever it was built with; Keras 3 gives what it was built with. */
function single(value: Value, context: Context): Value {
  if (context.dialect === 'keras3' || value.kind !== 'list') return value;
  const [only, ...others] = value.items.value;
  return only !== undefined && others.length === 0 ? only : value;
}
