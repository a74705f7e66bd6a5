// Xception: depthwise separable convolutions in blocks with a shortcut around each.

import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, weightsWords } from './checks.ts';
import type { Application } from './define.ts';
import { defineImageModel } from './imageModel.ts';
import type { Network } from './network.ts';

const words: CheckWords = {
  weights: { keras3: weightsWords('.', "'imagenet'"), keras2: weightsWords('.') },
  classes: {
    keras3: "If using `weights='imagenet'` with `include_top=True`, `classes` should be 1000.  Received classes={}",
    keras2: 'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000',
  },
};

function normalised(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('BatchNormalization', input, { axis: -1, name: `${name}_bn` });
}

function activated(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('Activation', input, { activation: 'relu', name: `${name}_act` });
}

function separable(net: Network, input: PlanTensor, filters: number, name: string): PlanTensor {
  const x = net.call('SeparableConv2D', input, {
    filters,
    kernel_size: [3, 3],
    padding: 'same',
    use_bias: false,
    name,
  });
  return normalised(net, x, name);
}

function plain(net: Network, input: PlanTensor, filters: number, strides: number, name: string): PlanTensor {
  const x = net.call('Conv2D', input, {
    filters,
    kernel_size: [3, 3],
    strides: [strides, strides],
    use_bias: false,
    name,
  });
  return activated(net, normalised(net, x, name), name);
}

/** A block that halves the map and has a convolution as its shortcut. */
function halving(
  net: Network,
  input: PlanTensor,
  options: { readonly name: string; readonly widths: readonly [number, number]; readonly activatesFirst: boolean },
): PlanTensor {
  const { name, widths } = options;
  let shortcut = net.call('Conv2D', input, {
    filters: widths[1],
    kernel_size: [1, 1],
    strides: [2, 2],
    padding: 'same',
    use_bias: false,
  });
  shortcut = net.call('BatchNormalization', shortcut, { axis: -1 });
  let x = options.activatesFirst ? activated(net, input, `${name}_sepconv1`) : input;
  x = separable(net, x, widths[0], `${name}_sepconv1`);
  x = activated(net, x, `${name}_sepconv2`);
  x = separable(net, x, widths[1], `${name}_sepconv2`);
  x = net.call('MaxPooling2D', x, { pool_size: [3, 3], strides: [2, 2], padding: 'same', name: `${name}_pool` });
  return net.call('Add', [x, shortcut]);
}

/** A block of the middle flow, whose shortcut is its input. */
function middle(net: Network, input: PlanTensor, name: string): PlanTensor {
  let x = input;
  for (let i = 1; i <= 3; i++) {
    x = activated(net, x, `${name}_sepconv${i}`);
    x = separable(net, x, 728, `${name}_sepconv${i}`);
  }
  return net.call('Add', [x, input]);
}

function trunk(net: Network, input: PlanTensor): PlanTensor {
  let x = plain(net, input, 32, 2, 'block1_conv1');
  x = plain(net, x, 64, 1, 'block1_conv2');
  [128, 256, 728].forEach((width, i) => {
    x = halving(net, x, { name: `block${i + 2}`, widths: [width, width], activatesFirst: i > 0 });
  });
  for (let i = 5; i <= 12; i++) x = middle(net, x, `block${i}`);
  x = halving(net, x, { name: 'block13', widths: [728, 1024], activatesFirst: true });
  x = activated(net, separable(net, x, 1536, 'block14_sepconv1'), 'block14_sepconv1');
  return activated(net, separable(net, x, 2048, 'block14_sepconv2'), 'block14_sepconv2');
}

export default [
  defineImageModel({
    name: 'Xception',
    module: 'xception',
    doc: 'Xception: 14 blocks of depthwise separable convolutions with shortcuts; 2048 channels at the end, 32 times smaller than the image.',
    modelName: 'xception',
    sizes: { usual: 299, smallest: 71 },
    words,
    pools: 'unnamed',
    trunk: (net, input) => trunk(net, input),
  }),
] satisfies readonly Application[];
