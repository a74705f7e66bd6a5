// Computing one layer inside another with arguments of its own: a cell in a loop, a layer at every step, both directions of
// a pair.

import { list, one } from '../../shapes/nested.ts';
import { tensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { layerWeights } from '../apply.ts';
import type { CallArgument, LayerObject } from '../define.ts';
import type { Impossible, RunContext, Tensor } from '../run.ts';
import { isImpossible } from './activate.ts';

/** The answer, or an error with the reason why there is none; for loops that an answer cannot be handed out of. */
export function orThrow<T extends object>(answer: T | Impossible): T {
  if (isImpossible(answer)) throw new Error(answer.impossible);
  return answer;
}

export interface InnerRun {
  readonly layer: LayerObject;
  readonly inputs: readonly Tensor[];
  readonly masks?: readonly (Tensor | null)[];
  readonly weights: readonly Tensor[];
  readonly call?: ReadonlyMap<string, CallArgument>;
}

/** The outputs of an inner layer. Throws with the reason where it cannot be computed. */
export function runWithin(context: RunContext, { layer, inputs, masks, weights, call }: InnerRun): readonly Tensor[] {
  const { run, name } = layer.definition;
  if (run === undefined) throw new Error(`${name} cannot be computed here`);
  if (isImpossible(run)) throw new Error(run.impossible);
  const answer = orThrow(
    run({
      ...context,
      config: layer.config,
      given: layer.given,
      dialect: layer.dialect,
      inputs,
      masks: masks ?? inputs.map(() => null),
      weights,
      call: call ?? new Map(),
    }),
  );
  return Array.isArray(answer) ? (answer as readonly Tensor[]) : [answer as Tensor];
}

/** How many variables an inner layer has on inputs like this one. */
export function countWeights(layer: LayerObject, input: readonly number[]): number {
  const weights = layerWeights(layer, [tensorType([...input])]);
  if (isUnknown(weights)) throw new Error(`the variables of ${layer.definition.name} are not known`);
  return weights.length;
}

/** An argument that is one tensor, or a list of them. */
export function tensorArgument(tensors: Tensor | readonly Tensor[]): CallArgument {
  const type = (tensor: Tensor) => tensorType([...tensor.shape], tensor.dtype);
  if (Array.isArray(tensors)) return { kind: 'tensors', value: list((tensors as readonly Tensor[]).map(type)) };
  return { kind: 'tensors', value: one(type(tensors as Tensor)) };
}
