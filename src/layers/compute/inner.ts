// Computing a layer inside another on tfjs.

import type { LayerObject } from '../define.ts';
import type { Impossible, RunContext, Tensor } from '../run.ts';

/** The outputs of an inner layer with the given inputs and variables. */
export function runInner(
  context: RunContext,
  layer: LayerObject,
  inputs: readonly Tensor[],
  weights: readonly Tensor[],
): Tensor | readonly Tensor[] | Impossible {
  const { run, name } = layer.definition;
  if (run === undefined) return { impossible: `${name} cannot be computed here` };
  if ('impossible' in run) return run;
  return run({
    ...context,
    config: layer.config,
    given: layer.given,
    dialect: layer.dialect,
    inputs,
    masks: inputs.map((_, i) => context.masks[i] ?? null),
    weights,
    call: new Map(),
  });
}
