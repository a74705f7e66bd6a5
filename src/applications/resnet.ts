// ResNet 50, 101 and 152, in both versions: stacks of bottleneck blocks whose output is added to their input.

import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, weightsWords } from './checks.ts';
import type { Application } from './define.ts';
import { defineImageModel } from './imageModel.ts';
import { float, type Network } from './network.ts';

/** Padding before the first convolution and the first pool. */
const stemPad = [
  [3, 3],
  [3, 3],
];
const poolPad = [
  [1, 1],
  [1, 1],
];
const epsilon = float(1.001e-5);

const words: CheckWords = {
  weights: { keras3: weightsWords('.  Received: weights={}', "'imagenet'"), keras2: weightsWords('.') },
  classes: {
    keras3: "If using `weights='imagenet'` with `include_top=True`, `classes` should be 1000.  Received classes={}",
    keras2: 'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000',
  },
};

/** Filters of the four stacks. */
const widths = [64, 128, 256, 512];

interface Family {
  readonly name: string;
  readonly module: string;
  readonly modelName: string;
  readonly blocks: readonly number[];
  readonly version: 1 | 2;
}

function defineResNet({ name, module, modelName, blocks, version }: Family): Application {
  return defineImageModel({
    name,
    module,
    modelName,
    doc: `${name}: ${blocks.join(' + ')} bottleneck blocks after a stem that divides height and width by 4; four stacks, 2048 channels at the end, 32 times smaller than the image.`,
    sizes: { usual: 224, smallest: 32 },
    words,
    pools: 'named',
    trunk: (net, input) => trunk(net, input, { blocks, version }),
  });
}

function trunk(net: Network, input: PlanTensor, { blocks, version }: Pick<Family, 'blocks' | 'version'>): PlanTensor {
  let x = net.call('ZeroPadding2D', input, { padding: stemPad, name: 'conv1_pad' });
  x = net.call('Conv2D', x, { filters: 64, kernel_size: 7, strides: 2, use_bias: true, name: 'conv1_conv' });
  if (version === 1) x = normalised(net, x, 'conv1');
  x = net.call('ZeroPadding2D', x, { padding: poolPad, name: 'pool1_pad' });
  x = net.call('MaxPooling2D', x, { pool_size: 3, strides: 2, name: 'pool1_pool' });
  widths.forEach((filters, i) => {
    const stack = { filters, blocks: blocks[i] ?? 0, name: `conv${i + 2}` };
    x =
      version === 1
        ? stackV1(net, x, { ...stack, stride: i === 0 ? 1 : 2 })
        : stackV2(net, x, { ...stack, stride: i === 3 ? 1 : 2 });
  });
  return version === 1 ? x : normalised(net, x, 'post');
}

interface Stack {
  readonly filters: number;
  readonly blocks: number;
  readonly stride: number;
  readonly name: string;
}

function normalised(net: Network, x: PlanTensor, name: string): PlanTensor {
  const scaled = net.call('BatchNormalization', x, { axis: 3, epsilon, name: `${name}_bn` });
  return net.call('Activation', scaled, { activation: 'relu', name: `${name}_relu` });
}

function stackV1(net: Network, input: PlanTensor, { filters, blocks, stride, name }: Stack): PlanTensor {
  let x = input;
  for (let i = 1; i <= blocks; i++)
    x = blockV1(net, x, { filters, stride: i === 1 ? stride : 1, projected: i === 1, name: `${name}_block${i}` });
  return x;
}

interface Block {
  readonly filters: number;
  readonly stride: number;
  /** The shortcut is a convolution rather than the input itself. */
  readonly projected: boolean;
  readonly name: string;
}

function blockV1(net: Network, input: PlanTensor, { filters, stride, projected, name }: Block): PlanTensor {
  let shortcut = input;
  if (projected) {
    shortcut = net.call('Conv2D', input, {
      filters: 4 * filters,
      kernel_size: 1,
      strides: stride,
      name: `${name}_0_conv`,
    });
    shortcut = net.call('BatchNormalization', shortcut, { axis: 3, epsilon, name: `${name}_0_bn` });
  }
  let x = net.call('Conv2D', input, { filters, kernel_size: 1, strides: stride, name: `${name}_1_conv` });
  x = normalised(net, x, `${name}_1`);
  x = net.call('Conv2D', x, { filters, kernel_size: 3, padding: 'same', name: `${name}_2_conv` });
  x = normalised(net, x, `${name}_2`);
  x = net.call('Conv2D', x, { filters: 4 * filters, kernel_size: 1, name: `${name}_3_conv` });
  x = net.call('BatchNormalization', x, { axis: 3, epsilon, name: `${name}_3_bn` });
  x = net.call('Add', [shortcut, x], { name: `${name}_add` });
  return net.call('Activation', x, { activation: 'relu', name: `${name}_out` });
}

/** The second version shrinks the feature map in the last block of a stack. */
function stackV2(net: Network, input: PlanTensor, { filters, blocks, stride, name }: Stack): PlanTensor {
  let x = input;
  for (let i = 1; i <= blocks; i++)
    x = blockV2(net, x, { filters, stride: i === blocks ? stride : 1, projected: i === 1, name: `${name}_block${i}` });
  return x;
}

function blockV2(net: Network, input: PlanTensor, { filters, stride, projected, name }: Block): PlanTensor {
  const ready = normalised(net, input, `${name}_preact`);
  let shortcut = input;
  if (projected)
    shortcut = net.call('Conv2D', ready, {
      filters: 4 * filters,
      kernel_size: 1,
      strides: stride,
      name: `${name}_0_conv`,
    });
  else if (stride > 1) shortcut = net.call('MaxPooling2D', input, { pool_size: 1, strides: stride });
  let x = net.call('Conv2D', ready, { filters, kernel_size: 1, strides: 1, use_bias: false, name: `${name}_1_conv` });
  x = normalised(net, x, `${name}_1`);
  x = net.call('ZeroPadding2D', x, { padding: poolPad, name: `${name}_2_pad` });
  x = net.call('Conv2D', x, { filters, kernel_size: 3, strides: stride, use_bias: false, name: `${name}_2_conv` });
  x = normalised(net, x, `${name}_2`);
  x = net.call('Conv2D', x, { filters: 4 * filters, kernel_size: 1, name: `${name}_3_conv` });
  return net.call('Add', [shortcut, x], { name: `${name}_out` });
}

export default [
  defineResNet({ name: 'ResNet50', module: 'resnet', modelName: 'resnet50', blocks: [3, 4, 6, 3], version: 1 }),
  defineResNet({ name: 'ResNet101', module: 'resnet', modelName: 'resnet101', blocks: [3, 4, 23, 3], version: 1 }),
  defineResNet({ name: 'ResNet152', module: 'resnet', modelName: 'resnet152', blocks: [3, 8, 36, 3], version: 1 }),
  defineResNet({ name: 'ResNet50V2', module: 'resnet_v2', modelName: 'resnet50v2', blocks: [3, 4, 6, 3], version: 2 }),
  defineResNet({
    name: 'ResNet101V2',
    module: 'resnet_v2',
    modelName: 'resnet101v2',
    blocks: [3, 4, 23, 3],
    version: 2,
  }),
  defineResNet({
    name: 'ResNet152V2',
    module: 'resnet_v2',
    modelName: 'resnet152v2',
    blocks: [3, 8, 36, 3],
    version: 2,
  }),
] satisfies readonly Application[];
