// Data that is fed to the inputs of a model held against them.

import type { Context } from '../../interp/context.ts';
import type { Problem } from '../../layers/problems.ts';
import type { Model, ModelGraph } from '../../model/graph.ts';
import { inputProblem } from '../../model/inputCheck.ts';
import { refusalInside } from '../../model/replay.ts';
import { standardizedTypes } from '../../model/standardize.ts';
import { tfjsMismatch } from '../../model/tfjsData.ts';
import type { TrainingCall } from '../../model/training.ts';
import { sameDim } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import type { Shape, TensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { FedPart } from './trainingData.ts';

/** The name of an input that a dict of data does not hold. */
export function missingInput(graph: ModelGraph, { tensors }: FedPart): string | undefined {
  if (tensors.kind !== 'record' || graph.inputs.kind === 'record') return undefined;
  const keys = new Set(tensors.entries.map(([key]) => key));
  const names = flatten(graph.inputs).map(input => input.node.layer.name);
  return names.length < 2 ? undefined : names.find(name => !keys.has(name));
}

/** What is wrong with the data of an input. A Sequential of Keras 3 leaves the sizes of axes to its layers. */
export function dataProblem(
  context: Context,
  model: Model,
  graph: ModelGraph,
  types: readonly TensorType[],
  method: TrainingCall['method'],
): Problem | undefined {
  if (context.dialect === 'tfjs') return tfjsDataProblem(graph, types, method);
  const leavesSizes = model.kind === 'sequential' && context.dialect === 'keras3';
  const problem = inputProblem(graph, types, { sizes: leavesSizes ? 'left to the layers' : 'compared' });
  if (problem !== undefined && (problem.kind === 'rank-mismatch' || problem.kind === 'axis-mismatch')) {
    const axis = problem.kind === 'axis-mismatch' ? problem.axis : undefined;
    return dataOf(graph, problem.input, { got: problem.shape, axis, runtime: problem.runtime });
  }
  const other = otherShape(graph, types);
  if (other === undefined) return undefined;
  const seen = standardizedTypes(graph, types, { dialect: context.dialect, on: 'data' });
  return refusalInside(graph, seen) === undefined ? undefined : other;
}

/** The first input whose data has another shape than the model was made for, which its layers may take or refuse. */
function otherShape(graph: ModelGraph, types: readonly TensorType[]): Problem | undefined {
  for (const [index, { type }] of flatten(graph.inputs).entries()) {
    const got = types[index]?.shape;
    if (got === undefined || isUnknown(got) || isUnknown(type.shape)) continue;
    const expected = type.shape;
    if (got.length !== expected.length) return dataOf(graph, index, { got });
    const axis = got.findIndex((dim, i) => i > 0 && sameDim(dim, expected[i] ?? dim) === 'no');
    if (axis > 0) return dataOf(graph, index, { got, axis });
  }
  return undefined;
}

function dataOf(
  graph: ModelGraph,
  index: number,
  found: { readonly got: Shape; readonly axis?: number | undefined; readonly runtime?: Problem['runtime'] | undefined },
): Problem | undefined {
  const input = flatten(graph.inputs)[index];
  if (input === undefined) return undefined;
  const { got, axis, runtime } = found;
  return {
    kind: 'input-data',
    argument: 'x',
    input: input.node.layer.name,
    expected: input.type.shape,
    got,
    ...(axis === undefined ? {} : { axis }),
    ...(runtime === undefined ? {} : { runtime }),
  };
}

function tfjsDataProblem(
  graph: ModelGraph,
  types: readonly TensorType[],
  method: TrainingCall['method'],
): Problem | undefined {
  for (const [index, input] of flatten(graph.inputs).entries()) {
    const expected = input.type.shape;
    const got = types[index]?.shape;
    if (got === undefined || isUnknown(expected) || isUnknown(got)) continue;
    const found = tfjsMismatch(expected, got, method);
    if (found === undefined) continue;
    return dataOf(graph, index, { got, axis: found.axis, runtime: { tfjs: found.runtime } });
  }
  return undefined;
}
