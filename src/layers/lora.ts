// Low-rank updates of a kernel (LoRA, Keras 3): the kernel is frozen, and two thin matrices beside it are trained.

import type { Dim } from '../shapes/dim.ts';
import { isUnknown, type Maybe } from '../shapes/unknown.ts';
import type { WeightSpec } from './define.ts';
import { anything, type IntArg, int, nullable, optional } from './params.ts';

/** `lora_rank` and `lora_alpha`. */
export const loraParams = {
  lora_rank: optional(nullable(int()), null, 'The rank of a low-rank update of the frozen kernel (LoRA).', {
    notIn: ['keras2', 'tfjs'],
  }),
  lora_alpha: optional(anything(), null, 'The scale of the low-rank update; its rank if None.', {
    notIn: ['keras2', 'tfjs'],
  }),
};

/** How weights are quantized, which changes no shape that a program sees. */
export const quantizationParam = optional(anything(), null, 'How the weights are quantized.', {
  notIn: ['keras2', 'tfjs'],
});

/** The weights with the update of the first, whose last axis the second matrix fills. */
export function withLora(
  weights: readonly WeightSpec[],
  rank: IntArg | null,
  name: 'lora_kernel' | 'lora_embeddings' = 'lora_kernel',
): Maybe<readonly WeightSpec[]> {
  const [kernel, ...rest] = weights;
  if (rank === null || rank === 0 || kernel === undefined) return weights;
  if (isUnknown(rank)) return rank;
  const thin = (suffix: string, shape: readonly Dim[], initializer: string): WeightSpec => ({
    name: `${name}_${suffix}`,
    shape,
    trainable: true,
    dtype: 'float32',
    initializer,
  });
  const last = kernel.shape.at(-1) ?? 1;
  return [
    { ...kernel, trainable: false },
    ...rest,
    thin('a', [...kernel.shape.slice(0, -1), rank], 'he_uniform'),
    thin('b', [rank, last], 'zeros'),
  ];
}
