// Inception-ResNet V2: Inception modules whose scaled result is added to their input, 40 of them at three sizes.

import CustomScaleLayer from '../layers/definitions/CustomScaleLayer.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, weightsWords } from './checks.ts';
import type { Application } from './define.ts';
import { defineImageModel } from './imageModel.ts';
import { float, type LayerArguments, type Network, sizeOf } from './network.ts';

const words: CheckWords = {
  weights: { keras3: weightsWords('.'), keras2: weightsWords('.') },
  classes: {
    keras3: 'If using `weights="imagenet"` with `include_top=True`, `classes` should be 1000. Received classes={}',
    keras2: 'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000',
  },
};

type Kernel = number | readonly [number, number];

/** A convolution with its filters and kernel; `halving` and `valid` pad nothing. */
type Conv = readonly [filters: number, kernel: Kernel, how?: 'valid' | 'halving'];

function convolve(net: Network, input: PlanTensor, [filters, kernel, how]: Conv, name?: string): PlanTensor {
  const named = (ending: string): LayerArguments => (name === undefined ? {} : { name: `${name}${ending}` });
  let x = net.call('Conv2D', input, {
    filters,
    kernel_size: kernel,
    strides: how === 'halving' ? 2 : 1,
    padding: how === undefined ? 'same' : 'valid',
    use_bias: false,
    ...named(''),
  });
  x = net.call('BatchNormalization', x, { axis: 3, scale: false, ...named('_bn') });
  return net.call('Activation', x, { activation: 'relu', ...named('_ac') });
}

function chain(net: Network, input: PlanTensor, convs: readonly Conv[]): PlanTensor {
  return convs.reduce((x, conv) => convolve(net, x, conv), input);
}

interface Block {
  readonly name: string;
  readonly branches: readonly (readonly Conv[])[];
  /** By what the residual is scaled. */
  readonly scale: number;
  readonly activation: 'relu' | undefined;
}

function residual(net: Network, input: PlanTensor, { name, branches, scale, activation }: Block): PlanTensor {
  const made = branches.map(branch => chain(net, input, branch));
  const mixed = net.call('Concatenate', made, { axis: 3, name: `${name}_mixed` });
  const channels = sizeOf(input, 3);
  const up = net.call('Conv2D', mixed, {
    filters: typeof channels === 'number' ? channels : null,
    kernel_size: 1,
    padding: 'same',
    use_bias: true,
    name: `${name}_conv`,
  });
  const sum = net.call(CustomScaleLayer, [input, up], { scale: float(scale) });
  return activation === undefined ? sum : net.call('Activation', sum, { activation, name: `${name}_ac` });
}

/** Blocks one after the other; the last one of all keeps its sum as it is. */
function stack(
  net: Network,
  input: PlanTensor,
  blocks: Omit<Block, 'activation'> & { readonly count: number; readonly plainEnd?: true },
): PlanTensor {
  let x = input;
  for (let i = 1; i <= blocks.count; i++) {
    const plain = blocks.plainEnd === true && i === blocks.count;
    x = residual(net, x, {
      ...blocks,
      name: `${blocks.name}_${i}`,
      scale: plain ? 1 : blocks.scale,
      activation: plain ? undefined : 'relu',
    });
  }
  return x;
}

/** Branches side by side with a pooled one at the end. */
function reduction(net: Network, input: PlanTensor, branches: readonly (readonly Conv[])[], name: string): PlanTensor {
  const made = branches.map(branch => chain(net, input, branch));
  made.push(net.call('MaxPooling2D', input, { pool_size: 3, strides: 2, padding: 'valid' }));
  return net.call('Concatenate', made, { axis: 3, name });
}

function trunk(net: Network, input: PlanTensor): PlanTensor {
  let x = chain(net, input, [
    [32, 3, 'halving'],
    [32, 3, 'valid'],
    [64, 3],
  ]);
  x = net.call('MaxPooling2D', x, { pool_size: 3, strides: 2 });
  x = chain(net, x, [
    [80, 1, 'valid'],
    [192, 3, 'valid'],
  ]);
  x = net.call('MaxPooling2D', x, { pool_size: 3, strides: 2 });
  const first = [
    chain(net, x, [[96, 1]]),
    chain(net, x, [
      [48, 1],
      [64, 5],
    ]),
    chain(net, x, [
      [64, 1],
      [96, 3],
      [96, 3],
    ]),
    chain(net, net.call('AveragePooling2D', x, { pool_size: 3, strides: 1, padding: 'same' }), [[64, 1]]),
  ];
  x = net.call('Concatenate', first, { axis: 3, name: 'mixed_5b' });
  x = stack(net, x, {
    name: 'block35',
    count: 10,
    scale: 0.17,
    branches: [
      [[32, 1]],
      [
        [32, 1],
        [32, 3],
      ],
      [
        [32, 1],
        [48, 3],
        [64, 3],
      ],
    ],
  });
  const toSeventeen: readonly (readonly Conv[])[] = [
    [[384, 3, 'halving']],
    [
      [256, 1],
      [256, 3],
      [384, 3, 'halving'],
    ],
  ];
  x = reduction(net, x, toSeventeen, 'mixed_6a');
  x = stack(net, x, {
    name: 'block17',
    count: 20,
    scale: 0.1,
    branches: [
      [[192, 1]],
      [
        [128, 1],
        [160, [1, 7]],
        [192, [7, 1]],
      ],
    ],
  });
  const toEight: readonly (readonly Conv[])[] = [
    [
      [256, 1],
      [384, 3, 'halving'],
    ],
    [
      [256, 1],
      [288, 3, 'halving'],
    ],
    [
      [256, 1],
      [288, 3],
      [320, 3, 'halving'],
    ],
  ];
  x = reduction(net, x, toEight, 'mixed_7a');
  x = stack(net, x, {
    name: 'block8',
    count: 10,
    plainEnd: true,
    scale: 0.2,
    branches: [
      [[192, 1]],
      [
        [192, 1],
        [224, [1, 3]],
        [256, [3, 1]],
      ],
    ],
  });
  return convolve(net, x, [1536, 1], 'conv_7b');
}

export default [
  defineImageModel({
    name: 'InceptionResNetV2',
    module: 'inception_resnet_v2',
    doc: 'InceptionResNetV2: 10 + 20 + 10 residual Inception blocks at three sizes; 1536 channels at the end, some 32 times smaller than the image.',
    modelName: 'inception_resnet_v2',
    sizes: { usual: 299, smallest: 75 },
    words,
    pools: 'unnamed',
    trunk: (net, input) => trunk(net, input),
  }),
] satisfies readonly Application[];
