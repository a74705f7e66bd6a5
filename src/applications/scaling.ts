// Arithmetic that several families of networks share: widths rounded to multiples, and padding before strided convolutions.

import type { ConfigValue } from '../layers/config.ts';
import { isDynamic } from '../shapes/dim.ts';
import { unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { sizeOf } from './network.ts';

/**
 * The multiple of `divisor` nearest to `value`, at least `divisor`. It may fall short of the value by a tenth, where
 * `mayFallShort` does not lift that bound.
 */
export function roundWidth(value: number, divisor: number, mayFallShort: 'a tenth' | 'any' = 'a tenth'): number {
  const rounded = Math.max(divisor, Math.floor(Math.trunc(value + divisor / 2) / divisor) * divisor);
  return mayFallShort === 'a tenth' && rounded < 0.9 * value ? rounded + divisor : rounded;
}

/**
 * The padding with which a `valid` convolution of stride 2 gives what TensorFlow's `same` does (Keras `correct_pad`): one
 * row less at the top where the height is even. An open height counts as even on both axes.
 */
export function strideTwoPadding(tensor: PlanTensor, kernel: number): ConfigValue {
  const half = Math.floor(kernel / 2);
  const open = isDynamic(sizeOf(tensor, 1));
  const before = (axis: number): ConfigValue => {
    const size = sizeOf(tensor, axis);
    if (open) return half - 1;
    if (typeof size === 'number') return half - (1 - (size % 2));
    return unknown({ kind: 'todo', what: 'whether that size is even' });
  };
  return [
    [before(1), half],
    [before(2), half],
  ];
}
