// What the blocks of the EfficientNets share: initial values, squeeze-and-excite, and the dropout of whole residuals.

import type { ConfigValue } from '../layers/config.ts';
import type { PlanTensor } from './blueprint.ts';
import { float, type Network } from './network.ts';

function varianceScaling(scale: number, distribution: string): ConfigValue {
  const config = { scale: float(scale), mode: 'fan_out', distribution };
  return { kind: 'object', family: 'initializers', name: 'VarianceScaling', config };
}

export const convInitializer = varianceScaling(2, 'truncated_normal');
export const denseInitializer = varianceScaling(1 / 3, 'uniform');

/** Weighs the channels by what their means say: `narrow` channels in between, `wide` in and out. */
export function squeezeExcite(
  net: Network,
  input: PlanTensor,
  block: {
    readonly name: string;
    readonly narrow: number;
    readonly wide: number;
    readonly activation: ConfigValue;
  },
): PlanTensor {
  const { name, narrow, wide, activation } = block;
  const conv = { kernel_size: 1, padding: 'same', kernel_initializer: convInitializer };
  let x = net.call('GlobalAveragePooling2D', input, { name: `${name}se_squeeze` });
  x = net.call('Reshape', x, { target_shape: [1, 1, wide], name: `${name}se_reshape` });
  x = net.call('Conv2D', x, { ...conv, filters: narrow, activation, name: `${name}se_reduce` });
  x = net.call('Conv2D', x, { ...conv, filters: wide, activation: 'sigmoid', name: `${name}se_expand` });
  return net.call('Multiply', [input, x], { name: `${name}se_excite` });
}

/** Drops the residual of whole images, where the rate is above 0. */
export function dropped(
  net: Network,
  input: PlanTensor,
  { name, dropRate }: { readonly name: string; readonly dropRate: number },
): PlanTensor {
  if (dropRate <= 0) return input;
  return net.call('Dropout', input, { rate: float(dropRate), noise_shape: [null, 1, 1, 1], name: `${name}drop` });
}
