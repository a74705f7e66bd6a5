// RegNet X and Y, which only Keras 2 has: stages of bottleneck blocks with grouped convolutions, with squeeze-and-excite in
// the Y form. Shortcuts and weighings are plain functions of TensorFlow.

import { bool, nullable, optional, string } from '../layers/params.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, refuse, weightsWords } from './checks.ts';
import { type Application, defineApplication } from './define.ts';
import { beginImage, checkClassifier, imageParams, poolImage } from './image.ts';
import { float, type LayerArguments, type Network } from './network.ts';

const words: CheckWords = {
  weights: { keras2: weightsWords('.') },
  classes: { keras2: "If using `weights` as `'imagenet'` with `include_top` as true, `classes` should be 1000" },
};

const { include_top, ...others } = imageParams;

interface Variant {
  readonly form: 'X' | 'Y';
  /** Hundreds of millions of multiplications, as three digits. */
  readonly flops: string;
  readonly depths: readonly number[];
  readonly widths: readonly number[];
  readonly groupWidth: number;
}

interface Block {
  readonly name: string;
  readonly input: number;
  readonly output: number;
  readonly stride: 1 | 2;
}

function convolution(net: Network, input: PlanTensor, name: string, args: LayerArguments): PlanTensor {
  return net.call('Conv2D', input, { use_bias: false, kernel_initializer: 'he_normal', ...args, name });
}

function batchNorm(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('BatchNormalization', input, { momentum: float(0.9), epsilon: float(1e-5), name });
}

function normalised(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('ReLU', batchNorm(net, input, `${name}_bn`), { name: `${name}_relu` });
}

/** Weighs the channels by what their means say. */
function squeezeExcite(net: Network, input: PlanTensor, { name, input: from, output }: Block): PlanTensor {
  const conv = { use_bias: true, kernel_size: [1, 1] };
  let x = net.call('GlobalAveragePooling2D', input, { name: `${name}_squeeze_and_excite_gap`, keepdims: true });
  x = convolution(net, x, `${name}_squeeze_and_excite_squeeze`, {
    ...conv,
    filters: Math.trunc(from / 4),
    activation: 'relu',
  });
  x = convolution(net, x, `${name}_squeeze_and_excite_excite`, { ...conv, filters: output, activation: 'sigmoid' });
  return net.operate('tf.math.multiply', x, input);
}

function block(net: Network, input: PlanTensor, made: Block, { form, groupWidth }: Variant): PlanTensor {
  const { name, output: filters, stride } = made;
  let skip = input;
  if (stride !== 1) {
    skip = convolution(net, input, `${name}_skip_1x1`, { filters, kernel_size: [1, 1], strides: stride });
    skip = batchNorm(net, skip, `${name}_skip_bn`);
  }
  let x = convolution(net, input, `${name}_conv_1x1_1`, { filters, kernel_size: [1, 1] });
  x = normalised(net, x, `${name}_conv_1x1_1`);
  x = convolution(net, x, `${name}_conv_3x3`, {
    filters,
    kernel_size: [3, 3],
    strides: stride,
    // Fewer channels than a group has make one group.
    groups: Math.max(1, Math.floor(filters / groupWidth)),
    padding: 'same',
  });
  x = normalised(net, x, `${name}_conv_3x3`);
  if (form === 'Y') x = squeezeExcite(net, x, made);
  x = convolution(net, x, `${name}_conv_1x1_2`, { filters, kernel_size: [1, 1] });
  x = batchNorm(net, x, `${name}_conv_1x1_2_bn`);
  return net.call('ReLU', net.operate('operator.add', x, skip), { name: `${name}_exit_relu` });
}

function trunk(net: Network, input: PlanTensor, variant: Variant, name: string): PlanTensor {
  let x = convolution(net, input, `${name}_stem_conv`, {
    filters: 32,
    kernel_size: [3, 3],
    strides: 2,
    padding: 'same',
  });
  x = normalised(net, x, `${name}_stem`);
  let from = 32;
  variant.depths.forEach((depth, stage) => {
    const output = variant.widths[stage] ?? 0;
    for (let i = 0; i < depth; i++) {
      const at = `${name}_Stage_${stage}_${variant.form}Block_${i}`;
      x = block(net, x, { name: at, input: from, output, stride: i === 0 ? 2 : 1 }, variant);
      from = output;
    }
  });
  return x;
}

function defineRegNet(
  form: 'X' | 'Y',
  flops: string,
  depths: readonly number[],
  widths: readonly number[],
  groupWidth: number,
): Application {
  const name = `RegNet${form}${flops}`;
  const variant: Variant = { form, flops, depths, widths, groupWidth };
  return defineApplication({
    name,
    module: 'regnet',
    dialects: ['keras2'],
    doc: `${name}: four stages of ${depths.join(' + ')} blocks with ${widths.join(', ')} channels in groups of ${groupWidth}; 32 times smaller than the image at the end. Takes pixels from 0 to 255.`,
    params: {
      model_name: optional(nullable(string()), name.toLowerCase(), 'The name of the model.'),
      include_top,
      include_preprocessing: optional(bool(), true, 'Whether the model itself scales pixels from 0..255.'),
      ...others,
    },
    inputs: 'first source',
    beginsAtSource: ['keras2'],
    network(context) {
      const { config, net, changed, problem } = context;
      const { model_name: given, include_preprocessing: scales } = config;
      const start = beginImage(context, { usual: 224, smallest: 32 }, words);
      if (start === undefined || isUnknown(start)) return start;
      if (isUnknown(scales)) return scales;
      if (given !== null && isUnknown(given)) return given;
      if (given === null) {
        const says = 'the names of the layers begin with `model_name`, which must be a string';
        return refuse(problem, 'model_name', says, {});
      }
      const { input, top } = start;
      const x = scales
        ? net.call('Rescaling', input, { scale: float(1 / 255), name: `${given}_prestem_rescaling` })
        : input;
      const features = trunk(net, x, variant, given);
      if (!top) {
        const output = poolImage(context, features, 'unnamed');
        return isUnknown(output) ? output : { input, output, name: given };
      }
      const { classifier_activation: activation } = config;
      if (changed.has('classifier_activation') && activation !== null && !isUnknown(activation))
        problem({
          kind: 'ignored-argument',
          argument: 'classifier_activation',
          because: 'in this model: its classifier always gives logits',
          effect: 'silent',
        });
      if (!checkClassifier(context, start.weights)) return undefined;
      const pooled = net.call('GlobalAveragePooling2D', features, { name: '#_head_gap' });
      const output = net.call('Dense', pooled, { units: config.classes, name: '#head_dense' });
      return { input, output, name: given, counter: 'head' };
    },
  });
}

export default [
  defineRegNet('X', '002', [1, 1, 4, 7], [24, 56, 152, 368], 8),
  defineRegNet('X', '004', [1, 2, 7, 12], [32, 64, 160, 384], 16),
  defineRegNet('X', '006', [1, 3, 5, 7], [48, 96, 240, 528], 24),
  defineRegNet('X', '008', [1, 3, 7, 5], [64, 128, 288, 672], 16),
  defineRegNet('X', '016', [2, 4, 10, 2], [72, 168, 408, 912], 24),
  defineRegNet('X', '032', [2, 6, 15, 2], [96, 192, 432, 1008], 48),
  defineRegNet('X', '040', [2, 5, 14, 2], [80, 240, 560, 1360], 40),
  defineRegNet('X', '064', [2, 4, 10, 1], [168, 392, 784, 1624], 56),
  defineRegNet('X', '080', [2, 5, 15, 1], [80, 240, 720, 1920], 120),
  defineRegNet('X', '120', [2, 5, 11, 1], [224, 448, 896, 2240], 112),
  defineRegNet('X', '160', [2, 6, 13, 1], [256, 512, 896, 2048], 128),
  defineRegNet('X', '320', [2, 7, 13, 1], [336, 672, 1344, 2520], 168),
  defineRegNet('Y', '002', [1, 1, 4, 7], [24, 56, 152, 368], 8),
  defineRegNet('Y', '004', [1, 3, 6, 6], [48, 104, 208, 440], 8),
  defineRegNet('Y', '006', [1, 3, 7, 4], [48, 112, 256, 608], 16),
  defineRegNet('Y', '008', [1, 3, 8, 2], [64, 128, 320, 768], 16),
  defineRegNet('Y', '016', [2, 6, 17, 2], [48, 120, 336, 888], 24),
  defineRegNet('Y', '032', [2, 5, 13, 1], [72, 216, 576, 1512], 24),
  defineRegNet('Y', '040', [2, 6, 12, 2], [128, 192, 512, 1088], 64),
  defineRegNet('Y', '064', [2, 7, 14, 2], [144, 288, 576, 1296], 72),
  defineRegNet('Y', '080', [2, 4, 10, 1], [168, 448, 896, 2016], 56),
  defineRegNet('Y', '120', [2, 5, 11, 1], [224, 448, 896, 2240], 112),
  defineRegNet('Y', '160', [2, 4, 11, 1], [224, 448, 1232, 3024], 112),
  defineRegNet('Y', '320', [2, 5, 12, 1], [232, 696, 1392, 3712], 232),
];
