// The numbers in data that is fed to a model held against the tables that its layers look them up in.

import type { Dialect } from '../../layers/config.ts';
import type { Problem } from '../../layers/problems.ts';
import { beyondTable } from '../../layers/tableRows.ts';
import type { ModelGraph } from '../../model/graph.ts';
import { standardizedTypes } from '../../model/standardize.ts';
import { castExtremes } from '../../ops/extremes.ts';
import { flatten } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';

/** A number in the data that names no row of a table in the model that it comes to as it is. */
export function valueProblem(graph: ModelGraph, types: readonly TensorType[], dialect: Dialect): Problem | undefined {
  if (types.every(type => type.extremes === undefined)) return undefined;
  const seen = standardizedTypes(graph, types, { dialect, on: 'data' });
  const inputs = flatten(graph.inputs);
  for (const { layer, inputs: given } of graph.nodes) {
    const [first, ...others] = given;
    const at = first === undefined || others.length > 0 ? -1 : inputs.indexOf(first);
    const type = seen[at];
    const extremes = type === undefined ? undefined : types[at]?.extremes;
    const cast = type === undefined || extremes === undefined ? undefined : castExtremes(extremes, type.dtype);
    if (type === undefined || cast === undefined) continue;
    const inner = layer.model?.graph.value;
    const problem =
      inner !== undefined && !isUnknown(inner)
        ? valueProblem(inner, [{ ...type, extremes: cast }], dialect)
        : layer.object === undefined
          ? undefined
          : beyondTable(layer.object, { ...type, extremes: cast });
    if (problem?.kind === 'input-values') return { layer: layer.name, ...problem };
  }
  return undefined;
}
