// VGG 16 and 19: blocks of 3x3 convolutions, each ended by a pool that halves height and width, then three dense layers.

import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, weightsWords } from './checks.ts';
import type { Application } from './define.ts';
import { defineImageModel } from './imageModel.ts';
import type { Network } from './network.ts';

interface Variant {
  readonly name: string;
  readonly module: string;
  /** Convolutions of each block. */
  readonly depths: readonly number[];
  readonly words: CheckWords;
}

/** Filters of the five blocks. */
const widths = [64, 128, 256, 512, 512];

function trunk(net: Network, input: PlanTensor, depths: readonly number[]): PlanTensor {
  let x = input;
  depths.forEach((depth, i) => {
    for (let j = 1; j <= depth; j++)
      x = net.call('Conv2D', x, {
        filters: widths[i] ?? 512,
        kernel_size: [3, 3],
        activation: 'relu',
        padding: 'same',
        name: `block${i + 1}_conv${j}`,
      });
    x = net.call('MaxPooling2D', x, { pool_size: [2, 2], strides: [2, 2], name: `block${i + 1}_pool` });
  });
  return x;
}

function denseLayers(net: Network, features: PlanTensor): PlanTensor {
  let x = net.call('Flatten', features, { name: 'flatten' });
  for (const name of ['fc1', 'fc2']) x = net.call('Dense', x, { units: 4096, activation: 'relu', name });
  return x;
}

function defineVgg({ name, module, depths, words }: Variant): Application {
  return defineImageModel({
    name,
    module,
    modelName: module,
    doc: `${name}: five blocks of ${depths.join(' + ')} convolutions, each halving height and width, and three dense layers.`,
    sizes: { usual: 224, smallest: 32 },
    words,
    pools: 'unnamed',
    trunk: (net, input) => trunk(net, input, depths),
    beforeClassifier: denseLayers,
  });
}

const weights = weightsWords('.  Received: weights={}', "'imagenet'");
const classes = "If using `weights='imagenet'` with `include_top=True`, `classes` should be 1000.  Received classes={}";
const classes2 = 'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000.  Received';

export default [
  defineVgg({
    name: 'VGG16',
    module: 'vgg16',
    depths: [2, 2, 3, 3, 3],
    words: {
      weights: { keras3: weights, keras2: weightsWords('.  Received: weights={}') },
      classes: { keras3: classes, keras2: `${classes2} \`classes={}\`` },
    },
  }),
  defineVgg({
    name: 'VGG19',
    module: 'vgg19',
    depths: [2, 2, 4, 4, 4],
    words: {
      weights: { keras3: weights, keras2: weightsWords('.  Received: `weights={}.`') },
      classes: { keras3: classes, keras2: `${classes2}: \`classes={}.\`` },
    },
  }),
];
