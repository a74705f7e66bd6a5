// ResNet-RS, which only Keras 2 has: bottleneck blocks with squeeze-and-excite, and a shortcut that is pooled before it is
// projected.

import { bool, optional } from '../layers/params.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { checkClasses, readWeights, reportIgnored } from './checks.ts';
import { type Application, defineApplication } from './define.ts';
import { endImage, imageParams } from './image.ts';
import { imageShape } from './inputShape.ts';
import { convInitializer, dropped, squeezeExcite } from './mbconv.ts';
import { float, type Network } from './network.ts';

/** Filters inside the blocks of the four groups. */
const widths = [64, 128, 256, 512];

interface Variant {
  readonly depth: number;
  readonly blocks: readonly number[];
  /** Image sizes that there are weights for. */
  readonly sizes: readonly number[];
  /** The dropout before the classifier, and that of the residuals in the last group. */
  readonly dropout: number;
  readonly dropRate: number;
}

interface Block {
  readonly name: string;
  readonly filters: number;
  readonly stride: 1 | 2;
  readonly projects: boolean;
  readonly dropRate: number;
}

/** A convolution that pads by its kernel alone where it strides. */
function convolution(
  net: Network,
  input: PlanTensor,
  filters: number,
  kernel: 1 | 3,
  strides: 1 | 2,
  name: string,
): PlanTensor {
  const pad = Math.floor((kernel - 1) / 2);
  const padding = [
    [pad, kernel - 1 - pad],
    [pad, kernel - 1 - pad],
  ];
  const x = strides > 1 ? net.call('ZeroPadding2D', input, { padding }) : input;
  return net.call('Conv2D', x, {
    filters,
    kernel_size: kernel,
    strides,
    padding: strides === 1 ? 'same' : 'valid',
    use_bias: false,
    kernel_initializer: convInitializer,
    name,
  });
}

function batchNorm(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('BatchNormalization', input, { axis: 3, momentum: float(0), epsilon: float(1e-5), name });
}

function activated(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('Activation', input, { activation: 'relu', name });
}

function stem(net: Network, input: PlanTensor): PlanTensor {
  const layers: readonly (readonly [filters: number, strides: 1 | 2])[] = [
    [32, 2],
    [32, 1],
    [64, 1],
    [64, 2],
  ];
  return layers.reduce((x, [filters, strides], i) => {
    const conv = convolution(net, x, filters, 3, strides, `stem_#_stem_conv_${i + 1}`);
    return activated(net, batchNorm(net, conv, `stem_#_stem_batch_norm_${i + 1}`), `stem_#_stem_act_${i + 1}`);
  }, input);
}

function block(net: Network, input: PlanTensor, made: Block): PlanTensor {
  const { name, filters, stride, projects } = made;
  let shortcut = input;
  if (projects) {
    if (stride === 2)
      shortcut = net.call('AveragePooling2D', shortcut, {
        pool_size: [2, 2],
        strides: [2, 2],
        padding: 'same',
        name: `${name}_projection_pooling`,
      });
    shortcut = convolution(net, shortcut, 4 * filters, 1, 1, `${name}_projection_conv`);
    shortcut = batchNorm(net, shortcut, `${name}_projection_batch_norm`);
  }
  let x = convolution(net, input, filters, 1, 1, `${name}_conv_1`);
  x = activated(net, batchNorm(net, x, `${name}batch_norm_1`), `${name}_act_1`);
  x = convolution(net, x, filters, 3, stride, `${name}_conv_2`);
  x = activated(net, batchNorm(net, x, `${name}_batch_norm_2`), `${name}_act_2`);
  x = convolution(net, x, 4 * filters, 1, 1, `${name}_conv_3`);
  x = batchNorm(net, x, `${name}_batch_norm_3`);
  x = squeezeExcite(net, x, { name: `${name}_se_`, narrow: filters, wide: 4 * filters, activation: 'relu' });
  x = dropped(net, x, { ...made, name: `${name}_` });
  return activated(net, net.call('Add', [x, shortcut]), `${name}_output_act`);
}

function trunk(net: Network, input: PlanTensor, { blocks, dropRate }: Variant): PlanTensor {
  let x = stem(net, input);
  widths.forEach((filters, group) => {
    for (let i = 0; i < (blocks[group] ?? 0); i++)
      x = block(net, x, {
        name: `BlockGroup${group + 2}__block_${i}_`,
        filters,
        stride: i === 0 && group > 0 ? 2 : 1,
        projects: i === 0,
        dropRate: (dropRate * (group + 2)) / (widths.length + 1),
      });
  });
  return x;
}

const { include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation } = imageParams;

const params = {
  include_top,
  weights,
  classes,
  input_shape,
  input_tensor,
  pooling,
  classifier_activation,
  include_preprocessing: optional(bool(), true, 'Whether the model itself scales pixels from 0..255.'),
};

function defineResNetRs(variant: Variant): Application {
  const { depth, blocks, sizes } = variant;
  const names = sizes.map(size => `imagenet-i${size}`);
  const list = `[${names.map(name => `'${name}'`).join(', ')}]`;
  const words = {
    keras2: `The \`weights\` argument should be either \`None\` (random initialization), \`'imagenet'\` (pre-training on ImageNet, with highest available input shape), or the path to the weights file to be loaded. For ResNetRS${depth} the following weight variants are available ${list} (default=highest). Received weights={}`,
  };
  const classesWords = {
    keras2: `If using \`weights\` as \`'imagenet'\` or any of ${list} with \`include_top\` as true, \`classes\` should be 1000. Received classes={}`,
  };
  return defineApplication({
    name: `ResNetRS${depth}`,
    module: 'resnet_rs',
    dialects: ['keras2'],
    doc: `ResNetRS${depth}: ${blocks.join(' + ')} bottleneck blocks with squeeze-and-excite; 2048 channels at the end, 32 times smaller than the image. Takes pixels from 0 to 255.`,
    params,
    network(context) {
      const { config, changed, net, listShape, problem, inputTensor } = context;
      const { include_top: top, include_preprocessing: scales } = config;
      const read = readWeights(config.weights, { words, problem, dialect: 'keras2', variants: names });
      if (read === undefined) return undefined;
      if (isUnknown(top)) return top;
      if (read === 'imagenet' && top && !checkClasses(config.classes, classesWords, problem)) return undefined;
      reportIgnored({ config, changed, problem }, top, ['classes', 'classifier_activation']);
      // The shape is not held against the weights, whose names are those of their image sizes.
      const shape = imageShape(
        { given: config.input_shape, top, weights: 'file', listShape, problem },
        { usual: 224, smallest: 32 },
      );
      if (shape === undefined) return undefined;
      if (isUnknown(scales)) return scales;
      const input = inputTensor ?? net.input(shape);
      let x = input;
      if (scales) {
        const [, , channels] = shape;
        if (channels !== null && isUnknown(channels)) return channels;
        x = net.call('Rescaling', x, { scale: float(1 / 255) });
        if (channels === 3)
          x = net.call('Normalization', x, {
            mean: [0.485, 0.456, 0.406].map(float),
            variance: [0.229, 0.224, 0.225].map(deviation => float(deviation ** 2)),
            axis: 3,
          });
      }
      const output = endImage(context, { top, weights: read }, trunk(net, x, variant), {
        pools: 'named',
        beforeClassifier: features => {
          const pooled = net.call('GlobalAveragePooling2D', features, { name: 'avg_pool' });
          return net.call('Dropout', pooled, { rate: float(variant.dropout), name: 'top_dropout' });
        },
      });
      if (output === undefined || isUnknown(output)) return output;
      return { input, output, name: `resnet-rs-${depth}`, counter: 'stem_' };
    },
  });
}

export default [
  defineResNetRs({ depth: 50, blocks: [3, 4, 6, 3], sizes: [160], dropout: 0.25, dropRate: 0 }),
  defineResNetRs({ depth: 101, blocks: [3, 4, 23, 3], sizes: [160, 192], dropout: 0.25, dropRate: 0 }),
  defineResNetRs({ depth: 152, blocks: [3, 8, 36, 3], sizes: [192, 224, 256], dropout: 0.25, dropRate: 0 }),
  defineResNetRs({ depth: 200, blocks: [3, 24, 36, 3], sizes: [256], dropout: 0.25, dropRate: 0.1 }),
  defineResNetRs({ depth: 270, blocks: [4, 29, 53, 4], sizes: [256], dropout: 0.25, dropRate: 0.1 }),
  defineResNetRs({ depth: 350, blocks: [4, 36, 72, 4], sizes: [256, 320], dropout: 0.4, dropRate: 0.1 }),
  defineResNetRs({ depth: 420, blocks: [4, 44, 87, 4], sizes: [320], dropout: 0.4, dropRate: 0.1 }),
];
