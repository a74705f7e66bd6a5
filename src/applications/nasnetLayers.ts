// The small pieces of NASNet cells: convolutions, pairs of separable convolutions, and what makes two cells' outputs alike.

import { isDynamic, sameDim } from '../shapes/dim.ts';
import { type Unknown, unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { float, type LayerArguments, type Network, sizeOf } from './network.ts';
import { strideTwoPadding } from './scaling.ts';

export function relu(net: Network, input: PlanTensor, name?: string): PlanTensor {
  return net.call('Activation', input, name === undefined ? { activation: 'relu' } : { activation: 'relu', name });
}

export function batchNorm(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('BatchNormalization', input, { axis: -1, momentum: float(0.9997), epsilon: float(1e-3), name });
}

/** A 1x1 convolution. */
export function convolution(net: Network, input: PlanTensor, filters: number, name: string): PlanTensor {
  return net.call('Conv2D', input, {
    filters,
    kernel_size: [1, 1],
    padding: 'same',
    name,
    use_bias: false,
    kernel_initializer: 'he_normal',
  });
}

/** Two separable convolutions, the first of which may halve the map. */
export function separable(
  net: Network,
  input: PlanTensor,
  block: { readonly filters: number; readonly kernel: 3 | 5 | 7; readonly strides: 1 | 2; readonly id: string },
): PlanTensor {
  const { filters, kernel, strides, id } = block;
  const conv = (tensor: PlanTensor, at: 1 | 2, args: LayerArguments): PlanTensor => {
    const x = net.call('SeparableConv2D', tensor, {
      filters,
      kernel_size: [kernel, kernel],
      use_bias: false,
      name: `separable_conv_${at}_${id}`,
      ...args,
    });
    return batchNorm(net, x, `separable_conv_${at}_bn_${id}`);
  };
  let x = relu(net, input);
  if (strides === 2)
    x = net.call('ZeroPadding2D', x, {
      padding: strideTwoPadding(x, kernel),
      name: `separable_conv_1_pad_${id}`,
    });
  x = conv(x, 1, { strides: [strides, strides], padding: strides === 2 ? 'valid' : 'same' });
  return conv(relu(net, x), 2, { padding: 'same' });
}

/**
 * The output of the cell before last, brought to the width of the map and the channels of the present cell. Which layers
 * that takes depends on the widths; unknown where they are not known.
 */
export function adjusted(
  net: Network,
  previous: PlanTensor | undefined,
  current: PlanTensor,
  { filters, id }: { readonly filters: number; readonly id: string },
): PlanTensor | Unknown {
  if (previous === undefined) return current;
  const same = sameWidth(previous, current);
  if (same === undefined) return unknown({ kind: 'data', what: 'the width of the images' });
  if (!same) return halved(net, previous, filters, id);
  if (sizeOf(previous, -1) === filters) return previous;
  const x = convolution(net, relu(net, previous), filters, `adjust_conv_projection_${id}`);
  return batchNorm(net, x, `adjust_bn_${id}`);
}

/** Whether both maps have the same width, two open ones included; undefined where that is not known. */
function sameWidth(a: PlanTensor, b: PlanTensor): boolean | undefined {
  const first = sizeOf(a, -2);
  const second = sizeOf(b, -2);
  if (isDynamic(first) || isDynamic(second)) return isDynamic(first) && isDynamic(second);
  const same = sameDim(first, second);
  return same === 'maybe' ? undefined : same === 'yes';
}

/** Halves a map by taking every other pixel twice, the second time one pixel further. */
function halved(net: Network, input: PlanTensor, filters: number, id: string): PlanTensor {
  const half = (tensor: PlanTensor, at: 1 | 2): PlanTensor => {
    const pooled = net.call('AveragePooling2D', tensor, {
      pool_size: [1, 1],
      strides: [2, 2],
      padding: 'valid',
      name: `adjust_avg_pool_${at}_${id}`,
    });
    return convolution(net, pooled, Math.floor(filters / 2), `adjust_conv_${at}_${id}`);
  };
  const x = relu(net, input, `adjust_relu_1_${id}`);
  const first = half(x, 1);
  const padded = net.call('ZeroPadding2D', x, {
    padding: [
      [0, 1],
      [0, 1],
    ],
  });
  const moved = net.call('Cropping2D', padded, {
    cropping: [
      [1, 0],
      [1, 0],
    ],
  });
  const joined = net.call('Concatenate', [first, half(moved, 2)], { axis: -1 });
  return batchNorm(net, joined, `adjust_bn_${id}`);
}
