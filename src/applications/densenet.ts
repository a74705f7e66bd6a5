// DenseNet 121, 169 and 201: every layer of a block gets the concatenation of all before it.

import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, weightsWords } from './checks.ts';
import type { Application } from './define.ts';
import { defineImageModel } from './imageModel.ts';
import { float, type Network, sizeOf } from './network.ts';

const words: CheckWords = {
  weights: { keras3: weightsWords('.'), keras2: weightsWords('.') },
  classes: {
    keras3: 'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000',
    keras2: 'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000',
  },
};

const epsilon = float(1.001e-5);
/** Channels that each layer of a block adds. */
const growth = 32;

function ready(net: Network, input: PlanTensor, name: string): PlanTensor {
  const x = net.call('BatchNormalization', input, { axis: 3, epsilon, name: `${name}bn` });
  return net.call('Activation', x, { activation: 'relu', name: `${name}relu` });
}

function denseLayer(net: Network, input: PlanTensor, name: string): PlanTensor {
  let x = ready(net, input, `${name}_0_`);
  x = net.call('Conv2D', x, { filters: 4 * growth, kernel_size: 1, use_bias: false, name: `${name}_1_conv` });
  x = ready(net, x, `${name}_1_`);
  x = net.call('Conv2D', x, {
    filters: growth,
    kernel_size: 3,
    padding: 'same',
    use_bias: false,
    name: `${name}_2_conv`,
  });
  return net.call('Concatenate', [input, x], { axis: 3, name: `${name}_concat` });
}

/** Halves channels, height and width between two blocks. */
function transition(net: Network, input: PlanTensor, name: string): PlanTensor {
  const channels = sizeOf(input, 3);
  const x = net.call('Conv2D', ready(net, input, `${name}_`), {
    filters: typeof channels === 'number' ? Math.floor(channels / 2) : null,
    kernel_size: 1,
    use_bias: false,
    name: `${name}_conv`,
  });
  return net.call('AveragePooling2D', x, { pool_size: 2, strides: 2, name: `${name}_pool` });
}

function trunk(net: Network, input: PlanTensor, blocks: readonly number[]): PlanTensor {
  const stem = net.dialect === 'keras2' ? 'conv1/' : 'conv1_';
  const pad = (size: number) => ({
    padding: [
      [size, size],
      [size, size],
    ],
  });
  let x = net.call('ZeroPadding2D', input, pad(3));
  x = net.call('Conv2D', x, { filters: 64, kernel_size: 7, strides: 2, use_bias: false, name: `${stem}conv` });
  x = net.call('ZeroPadding2D', ready(net, x, stem), pad(1));
  x = net.call('MaxPooling2D', x, { pool_size: 3, strides: 2, name: 'pool1' });
  blocks.forEach((count, i) => {
    if (i > 0) x = transition(net, x, `pool${i + 1}`);
    for (let j = 1; j <= count; j++) x = denseLayer(net, x, `conv${i + 2}_block${j}`);
  });
  return ready(net, x, '');
}

function defineDenseNet(name: string, blocks: readonly number[]): Application {
  return defineImageModel({
    name,
    module: 'densenet',
    doc: `${name}: four blocks of ${blocks.join(' + ')} layers, each of which gets all that came before it in its block; some 32 times smaller than the image at the end.`,
    modelName: name.toLowerCase(),
    sizes: { usual: 224, smallest: 32 },
    words,
    pools: 'named',
    trunk: (net, input) => trunk(net, input, blocks),
  });
}

export default [
  defineDenseNet('DenseNet121', [6, 12, 24, 16]),
  defineDenseNet('DenseNet169', [6, 12, 32, 32]),
  defineDenseNet('DenseNet201', [6, 12, 48, 32]),
];
