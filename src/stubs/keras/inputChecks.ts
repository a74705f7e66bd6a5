// Data that is fed to the inputs of a model held against them.

import type { Context } from '../../interp/context.ts';
import type { Problem } from '../../layers/problems.ts';
import type { Model, ModelGraph } from '../../model/graph.ts';
import { inputProblem } from '../../model/inputCheck.ts';
import { refusalInside } from '../../model/replay.ts';
import { standardizedTypes } from '../../model/standardize.ts';
import { tfjsMismatch } from '../../model/tfjsData.ts';
import type { TrainingCall } from '../../model/training.ts';
import { type Dim, sameDim } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import type { Shape, TensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { declaresInputs } from './sequential.ts';
import type { FedPart } from './trainingData.ts';
import { valueProblem } from './valueChecks.ts';

/** The name of an input that a dict of data does not hold. */
export function missingInput(graph: ModelGraph, { tensors }: FedPart): string | undefined {
  if (tensors.kind !== 'record' || graph.inputs.kind === 'record') return undefined;
  const keys = new Set(tensors.entries.map(([key]) => key));
  const names = flatten(graph.inputs).map(input => input.node.layer.name);
  return names.length < 2 ? undefined : names.find(name => !keys.has(name));
}

/**
 * What is wrong with the data of an input. A Sequential of Keras 3 leaves the sizes of axes to its layers; one of Keras 2
 * that was built by data is built anew for data of other sizes.
 */
export function dataProblem(
  context: Context,
  model: Model,
  graph: ModelGraph,
  types: readonly TensorType[],
  method: TrainingCall['method'],
): Problem | undefined {
  if (context.dialect === 'tfjs')
    return tfjsDataProblem(graph, types, method) ?? valueProblem(graph, types, context.dialect);
  const leavesSizes = model.kind === 'sequential' && context.dialect === 'keras3';
  const builtAnew = context.dialect === 'keras2' && !declaresInputs(graph);
  const problem = builtAnew
    ? undefined
    : inputProblem(graph, types, { sizes: leavesSizes ? 'left to the layers' : 'compared' });
  if (problem !== undefined && (problem.kind === 'rank-mismatch' || problem.kind === 'axis-mismatch')) {
    const axis = problem.kind === 'axis-mismatch' ? problem.axis : undefined;
    return dataOf(graph, problem.input, { got: problem.shape, axis, runtime: problem.runtime });
  }
  const refused = (given: readonly TensorType[]): boolean =>
    refusalInside(graph, standardizedTypes(graph, given, { dialect: context.dialect, on: 'data' })) !== undefined;
  return hasOtherShape(graph, types) && refused(types)
    ? otherShape(graph, types, refused)
    : valueProblem(graph, types, context.dialect);
}

/** True where the data of an input has another shape than the model was made for, which its layers may take or refuse. */
function hasOtherShape(graph: ModelGraph, types: readonly TensorType[]): boolean {
  return flatten(graph.inputs).some(({ type }, index) => {
    const got = types[index]?.shape;
    if (got === undefined || isUnknown(got) || isUnknown(type.shape)) return false;
    const expected = type.shape;
    return got.length !== expected.length || axesApart(got, expected).length > 0;
  });
}

/** The axes behind the batch on which shapes of one rank contradict each other. */
function axesApart(got: readonly Dim[], expected: readonly Dim[]): readonly number[] {
  return got.flatMap((dim, i) => (i > 0 && sameDim(dim, expected[i] ?? dim) === 'no' ? [i] : []));
}

/** The first input whose data has another shape than the model was made for, and of its axes one that is refused by itself. */
function otherShape(
  graph: ModelGraph,
  types: readonly TensorType[],
  refused: (types: readonly TensorType[]) => boolean,
): Problem | undefined {
  for (const [index, { type }] of flatten(graph.inputs).entries()) {
    const given = types[index];
    if (given === undefined || isUnknown(given.shape) || isUnknown(type.shape)) continue;
    const got = given.shape;
    const expected = type.shape;
    if (got.length !== expected.length) return dataOf(graph, index, { got });
    const axes = axesApart(got, expected);
    const alone = axes.find(axis => {
      const shape = expected.map((dim, i) => (i === axis ? (got[i] ?? dim) : dim));
      return refused(types.map((other, i) => (i === index ? { ...given, shape } : other)));
    });
    const axis = alone ?? axes[0];
    if (axis !== undefined) return dataOf(graph, index, { got, axis });
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
