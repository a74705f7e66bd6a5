// Inception V3: modules of parallel convolutions whose results are concatenated, at three sizes of the feature map.

import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, weightsWords } from './checks.ts';
import type { Application } from './define.ts';
import { defineImageModel } from './imageModel.ts';
import type { Network } from './network.ts';

const words: CheckWords = {
  weights: { keras3: weightsWords('; Received: weights={}'), keras2: weightsWords('; Received: weights={}') },
  classes: {
    keras3: 'If using `weights="imagenet"` with `include_top=True`, `classes` should be 1000. Received classes={}',
    keras2:
      'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000; Received classes={}',
  },
};

/** A convolution with its filters and kernel; `2` and `valid` where it shrinks the map. */
type Conv = readonly [filters: number, rows: number, columns: number, how?: 'valid' | 'halving'];

function convolve(net: Network, input: PlanTensor, [filters, rows, columns, how]: Conv): PlanTensor {
  let x = net.call('Conv2D', input, {
    filters,
    kernel_size: [rows, columns],
    strides: how === 'halving' ? [2, 2] : [1, 1],
    padding: how === undefined ? 'same' : 'valid',
    use_bias: false,
  });
  x = net.call('BatchNormalization', x, { axis: 3, scale: false });
  return net.call('Activation', x, { activation: 'relu' });
}

/** Convolutions one after the other. */
function chain(net: Network, input: PlanTensor, convs: readonly Conv[]): PlanTensor {
  return convs.reduce((x, conv) => convolve(net, x, conv), input);
}

function averaged(net: Network, input: PlanTensor, filters: number): PlanTensor {
  const pooled = net.call('AveragePooling2D', input, { pool_size: [3, 3], strides: [1, 1], padding: 'same' });
  return convolve(net, pooled, [filters, 1, 1]);
}

function halved(net: Network, input: PlanTensor): PlanTensor {
  return net.call('MaxPooling2D', input, { pool_size: [3, 3], strides: [2, 2] });
}

/** Branches of convolutions side by side, with a pooled branch at the end. */
function module(
  net: Network,
  input: PlanTensor,
  branches: readonly (readonly Conv[])[],
  pooled: number | 'halved',
  name: string,
): PlanTensor {
  const made = branches.map(branch => chain(net, input, branch));
  made.push(pooled === 'halved' ? halved(net, input) : averaged(net, input, pooled));
  return net.call('Concatenate', made, { axis: 3, name });
}

/** A module whose 7x7 kernels are written as 1x7 and 7x1. */
function sevens(net: Network, input: PlanTensor, narrow: number, name: string): PlanTensor {
  const branches: readonly (readonly Conv[])[] = [
    [[192, 1, 1]],
    [
      [narrow, 1, 1],
      [narrow, 1, 7],
      [192, 7, 1],
    ],
    [
      [narrow, 1, 1],
      [narrow, 7, 1],
      [narrow, 1, 7],
      [narrow, 7, 1],
      [192, 1, 7],
    ],
  ];
  return module(net, input, branches, 192, name);
}

/** The last modules, whose branches part once more. */
function wide(net: Network, input: PlanTensor, index: number): PlanTensor {
  const plain = convolve(net, input, [320, 1, 1]);
  const parted = (from: PlanTensor, name?: string): PlanTensor => {
    const parts = [convolve(net, from, [384, 1, 3]), convolve(net, from, [384, 3, 1])];
    return net.call('Concatenate', parts, name === undefined ? { axis: 3 } : { axis: 3, name });
  };
  const short = parted(convolve(net, input, [384, 1, 1]), `mixed9_${index}`);
  const long = parted(
    chain(net, input, [
      [448, 1, 1],
      [384, 3, 3],
    ]),
  );
  return net.call('Concatenate', [plain, short, long, averaged(net, input, 192)], {
    axis: 3,
    name: `mixed${9 + index}`,
  });
}

function trunk(net: Network, input: PlanTensor): PlanTensor {
  let x = chain(net, input, [
    [32, 3, 3, 'halving'],
    [32, 3, 3, 'valid'],
    [64, 3, 3],
  ]);
  x = halved(net, x);
  x = chain(net, x, [
    [80, 1, 1, 'valid'],
    [192, 3, 3, 'valid'],
  ]);
  x = halved(net, x);
  [32, 64, 64].forEach((pooled, i) => {
    const branches: readonly (readonly Conv[])[] = [
      [[64, 1, 1]],
      [
        [48, 1, 1],
        [64, 5, 5],
      ],
      [
        [64, 1, 1],
        [96, 3, 3],
        [96, 3, 3],
      ],
    ];
    x = module(net, x, branches, pooled, `mixed${i}`);
  });
  const toSeventeen: readonly (readonly Conv[])[] = [
    [[384, 3, 3, 'halving']],
    [
      [64, 1, 1],
      [96, 3, 3],
      [96, 3, 3, 'halving'],
    ],
  ];
  x = module(net, x, toSeventeen, 'halved', 'mixed3');
  [128, 160, 160, 192].forEach((narrow, i) => {
    x = sevens(net, x, narrow, `mixed${4 + i}`);
  });
  const toEight: readonly (readonly Conv[])[] = [
    [
      [192, 1, 1],
      [320, 3, 3, 'halving'],
    ],
    [
      [192, 1, 1],
      [192, 1, 7],
      [192, 7, 1],
      [192, 3, 3, 'halving'],
    ],
  ];
  x = module(net, x, toEight, 'halved', 'mixed8');
  return wide(net, wide(net, x, 0), 1);
}

export default [
  defineImageModel({
    name: 'InceptionV3',
    module: 'inception_v3',
    doc: 'InceptionV3: eleven modules of parallel convolutions (`mixed0` to `mixed10`) at three sizes; 2048 channels at the end, some 32 times smaller than the image.',
    modelName: 'inception_v3',
    sizes: { usual: 299, smallest: 75 },
    words,
    pools: 'unnamed',
    trunk: (net, input) => trunk(net, input),
  }),
] satisfies readonly Application[];
