// MobileNet V2: inverted residual blocks, which widen the channels, filter each by itself, and narrow them again.

import { float as floatArg, optional } from '../layers/params.ts';
import { sameDim } from '../shapes/dim.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, type RuntimeWords, refuse, weightsWords } from './checks.ts';
import { type Application, defineApplication } from './define.ts';
import { checkImage, endImage, imageParams, nameParam } from './image.ts';
import { imageShape } from './inputShape.ts';
import { checkGivenSize, modelName, squareSize, twoDecimals } from './mobileSizes.ts';
import { float, type Network, sizeOf } from './network.ts';
import { roundWidth, strideTwoPadding } from './scaling.ts';

const words: CheckWords = {
  weights: {
    keras3: weightsWords('.  Received `weights={}`'),
    keras2: weightsWords('.  Received `weights={}`'),
  },
  classes: {
    keras3: 'If using `weights="imagenet"` with `include_top` as true, `classes` should be 1000. Received `classes={}`',
    keras2:
      'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000. Received `classes={}`',
  },
};
const alphaWords =
  'If imagenet weights are being loaded, alpha must be one of `0.35`, `0.50`, `0.75`, `1.0`, `1.3` or `1.4` only; Received `alpha={}`';
const mismatch = 'input_tensor.shape[2] must equal input_shape[1]';
const mismatchWords: RuntimeWords = { keras3: mismatch, keras2: mismatch };

/** Image sizes for which there are weights of their own. */
const trainedSizes = [96, 128, 160, 192, 224];
const trainedAlphas = [0.35, 0.5, 0.75, 1, 1.3, 1.4];

const { include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation } = imageParams;

const params = {
  input_shape,
  alpha: optional(floatArg(), float(1), 'By what the width of every layer is multiplied.'),
  include_top,
  weights,
  input_tensor,
  pooling,
  classes,
  classifier_activation,
  ...nameParam(null),
} as const;

/** Width before scaling, number of blocks, stride of the first; all but the very first block widen by 6. */
const stages: readonly (readonly [width: number, count: number, stride: 1 | 2])[] = [
  [16, 1, 1],
  [24, 2, 2],
  [32, 3, 2],
  [64, 4, 2],
  [96, 3, 1],
  [160, 3, 2],
  [320, 1, 1],
];

function batchNorm(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('BatchNormalization', input, { axis: -1, epsilon: float(1e-3), momentum: float(0.999), name });
}

function relu6(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('ReLU', input, { max_value: float(6), name });
}

interface Block {
  readonly id: number;
  /** Channels that come out. */
  readonly width: number;
  readonly stride: 1 | 2;
}

function invertedResidual(net: Network, input: PlanTensor, { id, width, stride }: Block): PlanTensor {
  const prefix = id === 0 ? 'expanded_conv_' : `block_${id}_`;
  const channels = sizeOf(input, -1);
  let x = input;
  if (id > 0) {
    x = net.call('Conv2D', x, {
      filters: typeof channels === 'number' ? 6 * channels : null,
      kernel_size: 1,
      padding: 'same',
      use_bias: false,
      name: `${prefix}expand`,
    });
    x = relu6(net, batchNorm(net, x, `${prefix}expand_BN`), `${prefix}expand_relu`);
  }
  if (stride === 2) x = net.call('ZeroPadding2D', x, { padding: strideTwoPadding(x, 3), name: `${prefix}pad` });
  x = net.call('DepthwiseConv2D', x, {
    kernel_size: 3,
    strides: stride,
    use_bias: false,
    padding: stride === 1 ? 'same' : 'valid',
    name: `${prefix}depthwise`,
  });
  x = relu6(net, batchNorm(net, x, `${prefix}depthwise_BN`), `${prefix}depthwise_relu`);
  x = net.call('Conv2D', x, {
    filters: width,
    kernel_size: 1,
    padding: 'same',
    use_bias: false,
    name: `${prefix}project`,
  });
  x = batchNorm(net, x, `${prefix}project_BN`);
  return channels === width && stride === 1 ? net.call('Add', [input, x], { name: `${prefix}add` }) : x;
}

function trunk(net: Network, input: PlanTensor, alpha: number): PlanTensor {
  let x = net.call('Conv2D', input, {
    filters: roundWidth(32 * alpha, 8),
    kernel_size: 3,
    strides: [2, 2],
    padding: 'same',
    use_bias: false,
    name: 'Conv1',
  });
  x = relu6(net, batchNorm(net, x, 'bn_Conv1'), 'Conv1_relu');
  let id = 0;
  for (const [nominal, count, first] of stages) {
    const width = roundWidth(Math.trunc(nominal * alpha), 8);
    for (let i = 0; i < count; i++) x = invertedResidual(net, x, { id: id++, width, stride: i === 0 ? first : 1 });
  }
  x = net.call('Conv2D', x, {
    filters: alpha > 1 ? roundWidth(1280 * alpha, 8) : 1280,
    kernel_size: 1,
    use_bias: false,
    name: 'Conv_1',
  });
  return relu6(net, batchNorm(net, x, 'Conv_1_bn'), 'out_relu');
}

export default [
  defineApplication({
    name: 'MobileNetV2',
    module: 'mobilenet_v2',
    doc: 'MobileNetV2: 17 inverted residual blocks, their widths multiplied by `alpha`; 1280 channels at the end (more where `alpha` is above 1), 32 times smaller than the image.',
    params,
    network(context) {
      const { config, net, listShape, problem, inputTensor } = context;
      const start = checkImage(context, words);
      if (start === undefined || isUnknown(start)) return start;
      const { alpha, input_shape: given } = config;
      if (inputTensor !== undefined && !checkGivenSize(given, inputTensor, mismatchWords, problem)) return undefined;
      const rows = inputTensor === undefined ? undefined : sizeOf(inputTensor, 1);
      const isSquare =
        inputTensor !== undefined && rows !== undefined && sameDim(rows, sizeOf(inputTensor, 2)) === 'yes';
      const usual =
        given === null && isSquare && typeof rows === 'number'
          ? squareSize([rows, rows], trainedSizes)
          : squareSize(given, trainedSizes);
      const shape = imageShape({ ...start, given, listShape, problem }, { usual, smallest: 32 });
      if (shape === undefined) return undefined;
      if (start.weights === 'imagenet' && typeof alpha === 'number' && !trainedAlphas.includes(alpha))
        return refuse(
          problem,
          'alpha',
          `there are ImageNet weights for the alphas 0.35, 0.5, 0.75, 1.0, 1.3 and 1.4, not for ${alpha}`,
          { keras3: alphaWords, keras2: alphaWords },
          float(alpha),
        );
      if (isUnknown(alpha)) return alpha;
      const input = inputTensor ?? net.input(shape);
      const output = endImage(context, start, trunk(net, input, alpha), {
        pools: 'unnamed',
        beforeClassifier: features => net.call('GlobalAveragePooling2D', features),
      });
      if (output === undefined || isUnknown(output)) return output;
      const name = modelName(config.name, `mobilenetv2_${twoDecimals(alpha)}_`, shape, {
        trainedSizes,
        pretrained: start.weights === 'imagenet',
      });
      return { input, output, name };
    },
  }),
] satisfies readonly Application[];
