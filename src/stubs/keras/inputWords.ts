// What Keras says of arrays that a model does not take, where it is a layer inside that refuses them.

import type { Context } from '../../interp/context.ts';
import type { Problem } from '../../layers/problems.ts';
import type { ModelGraph } from '../../model/graph.ts';
import { standardizedTypes } from '../../model/standardize.ts';
import type { TrainingMethod } from '../../model/training.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { refusedInside } from './callModel.ts';

/** The problem with the words of the first layer that refuses the data, where those of the model itself are not known. */
export function withLayerWords(
  context: Context,
  problem: Problem,
  fed: { readonly graph: ModelGraph; readonly types: readonly TensorType[]; readonly method: TrainingMethod },
): Problem {
  const { dialect } = context;
  if (dialect === 'tfjs' || problem.kind !== 'input-data' || problem.runtime?.[dialect] !== undefined) return problem;
  // Keras 2 predicts by batches that it leaves open or not, as it trains.
  const types = dialect === 'keras2' && fed.method === 'predict' ? fed.types.map(withUnknownBatch) : fed.types;
  const refusal = refusedInside(fed.graph, standardizedTypes(fed.graph, types, { dialect, on: 'data' }));
  const { by, [dialect]: words } = refusal?.runtime ?? {};
  if (words === undefined) return problem;
  return { ...problem, runtime: { [dialect]: words, ...(by === undefined ? {} : { by }) } };
}

function withUnknownBatch({ shape, dtype }: TensorType): TensorType {
  const batch = unknown({ kind: 'data', what: 'the size of batches' });
  return { shape: isUnknown(shape) ? shape : [batch, ...shape.slice(1)], dtype };
}
