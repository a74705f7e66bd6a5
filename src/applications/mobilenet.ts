// MobileNet: depthwise convolutions followed by pointwise ones, with all widths scaled by `alpha`.

import { anything, float as floatArg, optional } from '../layers/params.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, refuse, weightsWords } from './checks.ts';
import { type Application, defineApplication } from './define.ts';
import { checkClassifier, checkImage, imageParams, nameParam, poolImage } from './image.ts';
import { imageShape } from './inputShape.ts';
import { modelName, squareSize, twoDecimals } from './mobileSizes.ts';
import { float, type Network } from './network.ts';

const words: CheckWords = {
  weights: {
    keras3: weightsWords('. Received weights={}', "'imagenet'"),
    keras2: weightsWords('.  Received weights={}'),
  },
  classes: {
    keras3: "If using `weights='imagenet'` with `include_top=True`, `classes` should be 1000.  Received classes={}",
    keras2:
      'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000.  Received classes={}',
  },
};
const alphaWords =
  'If imagenet weights are being loaded, alpha can be one of`0.25`, `0.50`, `0.75` or `1.0` only.  Received alpha={}';
const depthWords = 'If imagenet weights are being loaded, depth multiplier must be 1.  Received depth_multiplier={}';

/** Image sizes for which there are weights of their own. */
const trainedSizes = [128, 160, 192, 224];
const trainedAlphas = [0.25, 0.5, 0.75, 1];

const { include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation } = imageParams;

const params = {
  input_shape,
  alpha: optional(floatArg(), float(1), 'By what the width of every layer is multiplied.'),
  depth_multiplier: optional(anything(), 1, 'How many depthwise filters there are for each channel.'),
  dropout: optional(anything(), float(0.001), 'The rate of the dropout before the classifier.'),
  include_top,
  weights,
  input_tensor,
  pooling,
  classes,
  classifier_activation,
  ...nameParam(null),
} as const;

/** Width before scaling and stride of the 13 blocks. */
const blocks: readonly (readonly [width: number, stride: 1 | 2])[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
];

function normalised(net: Network, input: PlanTensor, name: string): PlanTensor {
  const x = net.call('BatchNormalization', input, { axis: -1, name: `${name}_bn` });
  return net.call('ReLU', x, { max_value: float(6), name: `${name}_relu` });
}

function trunk(
  net: Network,
  input: PlanTensor,
  alpha: number,
  depthMultiplier: Parameters<typeof refuse>[4],
): PlanTensor {
  let x = net.call('Conv2D', input, {
    filters: Math.trunc(32 * alpha),
    kernel_size: [3, 3],
    padding: 'same',
    use_bias: false,
    strides: [2, 2],
    name: 'conv1',
  });
  x = net.call('BatchNormalization', x, { axis: -1, name: 'conv1_bn' });
  x = net.call('ReLU', x, { max_value: float(6), name: 'conv1_relu' });
  blocks.forEach(([width, stride], i) => {
    const id = i + 1;
    if (stride === 2) {
      const padding = [
        [0, 1],
        [0, 1],
      ];
      x = net.call('ZeroPadding2D', x, { padding, name: `conv_pad_${id}` });
    }
    x = net.call('DepthwiseConv2D', x, {
      kernel_size: [3, 3],
      padding: stride === 1 ? 'same' : 'valid',
      depth_multiplier: depthMultiplier ?? null,
      strides: [stride, stride],
      use_bias: false,
      name: `conv_dw_${id}`,
    });
    x = normalised(net, x, `conv_dw_${id}`);
    x = net.call('Conv2D', x, {
      filters: Math.trunc(width * alpha),
      kernel_size: [1, 1],
      padding: 'same',
      use_bias: false,
      strides: [1, 1],
      name: `conv_pw_${id}`,
    });
    x = normalised(net, x, `conv_pw_${id}`);
  });
  return x;
}

export default [
  defineApplication({
    name: 'MobileNet',
    module: 'mobilenet',
    doc: 'MobileNet: 13 blocks of a depthwise and a pointwise convolution, their widths multiplied by `alpha`; 1024 channels times `alpha` at the end, 32 times smaller than the image.',
    params,
    network(context) {
      const { config, net, listShape, problem } = context;
      const start = checkImage(context, words, ['dropout']);
      if (start === undefined || isUnknown(start)) return start;
      const { alpha, depth_multiplier: depthMultiplier } = config;
      const usual = squareSize(config.input_shape, trainedSizes);
      const shape = imageShape({ ...start, given: config.input_shape, listShape, problem }, { usual, smallest: 32 });
      if (shape === undefined) return undefined;
      if (start.weights === 'imagenet') {
        if (typeof depthMultiplier === 'number' && depthMultiplier !== 1)
          return refuse(
            problem,
            'depth_multiplier',
            `there are ImageNet weights for a depth multiplier of 1 only, not ${depthMultiplier}`,
            { keras3: depthWords, keras2: depthWords },
            depthMultiplier,
          );
        if (typeof alpha === 'number' && !trainedAlphas.includes(alpha))
          return refuse(
            problem,
            'alpha',
            `there are ImageNet weights for the alphas 0.25, 0.5, 0.75 and 1.0, not for ${alpha}`,
            { keras3: alphaWords, keras2: alphaWords },
            float(alpha),
          );
      }
      if (isUnknown(alpha)) return alpha;
      const input = context.inputTensor ?? net.input(shape);
      const features = trunk(net, input, alpha, depthMultiplier);
      const name = modelName(config.name, `mobilenet_${twoDecimals(alpha)}_`, shape, {
        trainedSizes,
        pretrained: start.weights === 'imagenet',
      });
      if (!start.top) {
        const output = poolImage(context, features, 'unnamed');
        return isUnknown(output) ? output : { input, output, name };
      }
      let x = net.call('GlobalAveragePooling2D', features, { keepdims: true });
      x = net.call('Dropout', x, { rate: config.dropout, name: 'dropout' });
      x = net.call('Conv2D', x, {
        filters: config.classes,
        kernel_size: [1, 1],
        padding: 'same',
        name: 'conv_preds',
      });
      x = net.call('Reshape', x, { target_shape: [config.classes], name: 'reshape_2' });
      if (!checkClassifier(context, start.weights)) return undefined;
      const activation = config.classifier_activation;
      return { input, output: net.call('Activation', x, { activation, name: 'predictions' }), name };
    },
  }),
] satisfies readonly Application[];
