// Batches of data held against a model that is made for batches of one size: the first batch, and the last one, which holds
// what is left of the samples.

import type { Context } from '../../interp/context.ts';
import type { Problem } from '../../layers/problems.ts';
import type { GraphNode, Model, ModelGraph } from '../../model/graph.ts';
import { refusalInside } from '../../model/replay.ts';
import { standardizedTypes } from '../../model/standardize.ts';
import { flatten } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { typeOf } from '../convert.ts';
import { ordered } from './callModel.ts';
import type { FedPart } from './trainingData.ts';

/** What a model for batches of one size says of the batches of data; undefined where it takes them all. */
export function batchProblem(context: Context, model: Model, { tensors, batches }: FedPart): Problem | undefined {
  const graph = model.graph.value;
  if (context.dialect === 'tfjs' || isUnknown(graph) || batches === undefined) return undefined;
  const inputs = flatten(graph.inputs);
  const index = inputs.findIndex(({ type }) => typeof batchOf(type) === 'number');
  const input = inputs[index];
  const types = ordered(tensors, model).map(typeOf);
  const fixed = input === undefined ? undefined : batchOf(input.type);
  if (input === undefined || typeof fixed !== 'number' || types.length !== inputs.length) return undefined;
  const sized = (size: number): readonly TensorType[] => types.map(type => withBatch(type, size));
  const seen = (size: number): readonly TensorType[] =>
    standardizedTypes(graph, sized(size), { dialect: context.dialect, on: 'data' });
  if (refusalInside(graph, seen(fixed)) !== undefined) return undefined;
  const { first, last } = batches;
  const refused = [first, last].find(
    size => size !== fixed && (keepsStates(graph) || refusalInside(graph, seen(size)) !== undefined),
  );
  const got = refused === undefined ? undefined : sized(refused)[index];
  if (got === undefined) return undefined;
  const isLast = refused !== first;
  return {
    kind: 'input-data',
    argument: 'x',
    input: input.node.layer.name,
    expected: input.type.shape,
    got: got.shape,
    axis: 0,
    ...(isLast ? { lastBatch: true } : {}),
    ...(keepsStates(graph) && !isLast ? { runtime: { keras3: statesWords } } : {}),
  };
}

const statesWords =
  'If an RNN is stateful, the batch size of the input sequences must be the same as the batch size of the initial state.';

function batchOf({ shape }: TensorType): unknown {
  return isUnknown(shape) ? undefined : shape[0];
}

function withBatch(type: TensorType, size: number): TensorType {
  return isUnknown(type.shape) ? type : { ...type, shape: [size, ...type.shape.slice(1)] };
}

/** True where a recurrent layer keeps a state for each sample of a batch. */
function keepsStates(graph: ModelGraph): boolean {
  return graph.nodes.some(({ layer }: GraphNode) => layer.object?.config.stateful === true);
}
