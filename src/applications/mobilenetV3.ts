// MobileNet V3, small and large: inverted residual blocks with squeeze-and-excite and hard swish, or without either in the
// minimalistic form.

import { type ConfigValue, isConfigList } from '../layers/config.ts';
import { anything, bool, float as floatArg, isKind, optional, type ReadConfig } from '../layers/params.ts';
import { type Dim, isDynamic } from '../shapes/dim.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, type RuntimeWords, refuse, refuseSmall, weightsWords } from './checks.ts';
import { type Application, defineApplication, type NetworkContext, type NetworkEnds } from './define.ts';
import {
  checkClassifier,
  checkImage,
  type ImageContext,
  type ImageStart,
  imageParams,
  nameParam,
  poolImage,
} from './image.ts';
import { isBelow } from './inputShape.ts';
import { type Block, large, names, small } from './mobilenetV3Blocks.ts';
import { checkGivenSize } from './mobileSizes.ts';
import { float, type LayerArguments, type Network, sizeOf } from './network.ts';
import { roundWidth, strideTwoPadding } from './scaling.ts';

const words: CheckWords = {
  weights: { keras3: weightsWords('.  Received weights={}'), keras2: weightsWords('.  Received weights={}') },
  classes: {
    keras3: 'If using `weights="imagenet"` with `include_top` as true, `classes` should be 1000.  Received classes={}',
    keras2:
      'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000.  Received classes={}',
  },
};
const alphaWords =
  'If imagenet weights are being loaded, alpha can be one of `0.75`, `1.0` for non minimalistic or `1.0` for minimalistic only.';
const mismatchWords: RuntimeWords = {
  keras3: 'input_shape[1] must equal input_tensor.shape[2].',
  keras2: 'input_shape[1] must equal backend.int_shape(input_tensor)[2].',
};

const { include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation } = imageParams;

const params = {
  input_shape,
  alpha: optional(floatArg(), float(1), 'By what the width of every layer is multiplied.'),
  minimalistic: optional(bool(), false, 'Whether 5x5 kernels, squeeze-and-excite and hard swish are left out.'),
  include_top,
  weights,
  input_tensor,
  classes,
  pooling,
  dropout_rate: optional(anything(), float(0.2), 'The rate of the dropout before the classifier.'),
  classifier_activation,
  include_preprocessing: optional(bool(), true, 'Whether the model itself scales pixels from 0..255 to -1..1.'),
} as const;

type Config = ReadConfig<typeof params>;

/** The pieces of the network that depend on the form and on the version of Keras. */
interface Kit {
  readonly net: Network;
  readonly names: (typeof names)['keras3' | 'keras2'];
  readonly kernel: 3 | 5;
  readonly squeezes: boolean;
  readonly swish: (input: PlanTensor) => PlanTensor;
}

function kitOf(net: Network, minimalistic: boolean): Kit {
  const keras2 = net.dialect === 'keras2';
  const swish = keras2
    ? (input: PlanTensor) => net.call('Multiply', [input, hardSigmoid(net, input)])
    : (input: PlanTensor) => net.call('Activation', input, { activation: 'hard_swish' });
  return {
    net,
    names: keras2 ? names.keras2 : names.keras3,
    kernel: minimalistic ? 3 : 5,
    squeezes: !minimalistic,
    swish: minimalistic ? input => net.call('ReLU', input) : swish,
  };
}

/** `relu6(x + 3) / 6`, with Python operators. */
function hardSigmoid(net: Network, input: PlanTensor): PlanTensor {
  const shifted = net.operate('operator.add', input, float(3));
  const clipped = net.call('ReLU', shifted, { max_value: float(6) });
  return net.operate('operator.mul', clipped, float(1 / 6));
}

function convolution({ net, names: { norm } }: Kit, input: PlanTensor, args: LayerArguments & { name: string }) {
  const x = net.call('Conv2D', input, { padding: 'same', use_bias: false, ...args });
  return batchNorm(net, x, `${args.name}${norm}`);
}

function batchNorm(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('BatchNormalization', input, { axis: -1, epsilon: float(1e-3), momentum: float(0.999), name });
}

function squeezed({ net, names: { squeeze } }: Kit, input: PlanTensor, width: number, prefix: string): PlanTensor {
  const narrow = { kernel_size: 1, padding: 'same' };
  let x = net.call('GlobalAveragePooling2D', input, { keepdims: true, name: `${prefix}${squeeze.pool}` });
  x = net.call('Conv2D', x, { ...narrow, filters: roundWidth(width / 4, 8), name: `${prefix}${squeeze.narrow}` });
  x = net.call('ReLU', x, { name: `${prefix}${squeeze.relu}` });
  x = net.call('Conv2D', x, { ...narrow, filters: width, name: `${prefix}${squeeze.widen}` });
  return net.call('Multiply', [input, hardSigmoid(net, x)], { name: `${prefix}${squeeze.multiply}` });
}

function invertedResidual(kit: Kit, input: PlanTensor, made: Block, id: number): PlanTensor {
  const { net } = kit;
  const prefix = kit.names.prefix(id);
  const channels = channelsOf(input);
  const wide = roundWidth(channels * made.expansion, 8);
  const kernel = made.kernel === 'large' ? kit.kernel : 3;
  const activate = made.activation === 'swish' ? kit.swish : (tensor: PlanTensor) => net.call('ReLU', tensor);
  let x = input;
  if (id > 0) x = activate(convolution(kit, x, { filters: wide, kernel_size: 1, name: `${prefix}expand` }));
  if (made.stride === 2)
    x = net.call('ZeroPadding2D', x, { padding: strideTwoPadding(x, kernel), name: `${prefix}${kit.names.pad}` });
  x = net.call('DepthwiseConv2D', x, {
    kernel_size: kernel,
    strides: made.stride,
    padding: made.stride === 1 ? 'same' : 'valid',
    use_bias: false,
    name: `${prefix}depthwise`,
  });
  x = activate(batchNorm(net, x, `${prefix}depthwise${kit.names.norm}`));
  if (made.squeezes && kit.squeezes) x = squeezed(kit, x, wide, prefix);
  x = convolution(kit, x, { filters: made.width, kernel_size: 1, name: `${prefix}project` });
  return made.stride === 1 && channels === made.width
    ? net.call('Add', [input, x], { name: `${prefix}${kit.names.add}` })
    : x;
}

/** The channels that a convolution of the network has given. */
function channelsOf(tensor: PlanTensor): number {
  const channels = sizeOf(tensor, -1);
  return typeof channels === 'number' ? channels : 0;
}

function trunk(kit: Kit, input: PlanTensor, blocks: readonly Block[], alpha: number): PlanTensor {
  let x = kit.swish(convolution(kit, input, { filters: 16, kernel_size: 3, strides: [2, 2], name: kit.names.stem }));
  blocks.forEach((made, id) => {
    x = invertedResidual(kit, x, { ...made, width: roundWidth(made.width * alpha, 8) }, id);
  });
  return kit.swish(
    convolution(kit, x, { filters: roundWidth(channelsOf(x) * 6, 8), kernel_size: 1, name: kit.names.last }),
  );
}

/** Pooling, a wide convolution, and the classifier as a convolution as well. */
function classifier(kit: Kit, features: PlanTensor, config: Config, width: number): PlanTensor {
  const { net } = kit;
  let x = net.call('GlobalAveragePooling2D', features, { keepdims: true });
  x = net.call('Conv2D', x, { filters: width, kernel_size: 1, padding: 'same', name: kit.names.beforeClassifier });
  x = kit.swish(x);
  if (isAboveZero(config.dropout_rate)) x = net.call('Dropout', x, { rate: config.dropout_rate });
  x = net.call('Conv2D', x, { filters: config.classes, kernel_size: 1, padding: 'same', name: kit.names.logits });
  return net.call('Flatten', x);
}

function isAboveZero(rate: ConfigValue): boolean {
  return typeof rate === 'number' ? rate > 0 : !isKind(rate, 'float') || rate.value > 0;
}

/** The shape of the input, which this family takes as it is given; undefined where it is refused. */
function shapeOf(context: NetworkContext<Config>): readonly ConfigValue[] | undefined {
  const { config, inputTensor, problem } = context;
  const given = config.input_shape;
  const least = 32;
  const refusal = (shape: ConfigValue): undefined => {
    const runtime = 'Input size must be at least 32x32; Received `input_shape={}`';
    return refuseSmall(problem, shape, least, { keras3: runtime, keras2: runtime });
  };
  if (given === null && inputTensor === undefined) return [null, null, 3];
  if (given === null && inputTensor !== undefined) {
    const [rows, columns] = [sizeOf(inputTensor, 1), sizeOf(inputTensor, 2)];
    const isSmall = [rows, columns].some(size => typeof size === 'number' && size < least);
    if (isSmall && !isDynamic(rows) && !isDynamic(columns)) return refusal([sizeValue(columns), sizeValue(rows), 3]);
    return [sizeValue(columns), sizeValue(rows), 3];
  }
  if (isUnknown(given)) return [given, given, given];
  if (!isConfigList(given) || given.length < 2)
    return refuse(
      problem,
      'input_shape',
      'the shape of one image has three axes: height, width and channels, without the batch',
      {},
    );
  const [rows = null, columns = null] = given;
  if (rows !== null && columns !== null && (isBelow(rows, least) || isBelow(columns, least))) return refusal(given);
  return given;
}

function sizeValue(size: Dim): ConfigValue {
  return isDynamic(size) ? null : size;
}

function defineMobileNetV3(form: 'Small' | 'Large', blocks: readonly Block[], widthAtEnd: number): Application {
  return defineApplication({
    name: `MobileNetV3${form}`,
    module: 'mobilenet_v3',
    doc: `MobileNetV3${form}: ${blocks.length} inverted residual blocks, their widths multiplied by \`alpha\`; 32 times smaller than the image at the end.`,
    params: { ...params, ...nameParam(`MobileNetV3${form}`, `MobilenetV3${form.toLowerCase()}`) },
    network(context) {
      const { config, net, problem, inputTensor } = context;
      const start = checkImage(context, words, ['dropout_rate']);
      if (start === undefined || isUnknown(start)) return start;
      const { alpha, minimalistic, include_preprocessing: scales } = config;
      if (inputTensor !== undefined && !checkGivenSize(config.input_shape, inputTensor, mismatchWords, problem))
        return undefined;
      const shape = shapeOf(context);
      if (shape === undefined) return undefined;
      if (start.weights === 'imagenet' && typeof alpha === 'number' && !isUnknown(minimalistic)) {
        if (alpha !== 1 && (minimalistic || alpha !== 0.75))
          return refuse(
            problem,
            'alpha',
            minimalistic
              ? `there are ImageNet weights of the minimalistic form for an alpha of 1.0 only, not for ${alpha}`
              : `there are ImageNet weights for the alphas 0.75 and 1.0, not for ${alpha}`,
            { keras3: alphaWords, keras2: alphaWords },
          );
      }
      const open = [alpha, minimalistic, scales].find(isUnknown);
      if (open !== undefined) return open;
      if (start.top && isUnknown(config.dropout_rate)) return config.dropout_rate;
      return wholeNetwork(context, start, {
        input: inputTensor ?? net.input(shape),
        kit: kitOf(net, minimalistic === true),
        blocks,
        alpha: Number(alpha),
        widthAtEnd,
      });
    },
  });
}

function wholeNetwork(
  context: ImageContext & NetworkContext<Config>,
  start: Pick<ImageStart, 'top' | 'weights'>,
  parts: {
    readonly input: PlanTensor;
    readonly kit: Kit;
    readonly blocks: readonly Block[];
    readonly alpha: number;
    readonly widthAtEnd: number;
  },
): NetworkEnds | Unknown | undefined {
  const { config, net } = context;
  const { input, kit, blocks, alpha, widthAtEnd } = parts;
  const scaled =
    config.include_preprocessing === true
      ? net.call('Rescaling', input, { scale: float(1 / 127.5), offset: float(-1) })
      : input;
  const features = trunk(kit, scaled, blocks, alpha);
  if (!start.top) {
    const output = poolImage(context, features, 'named');
    return isUnknown(output) ? output : { input, output };
  }
  const logits = classifier(kit, features, config, alpha > 1 ? roundWidth(widthAtEnd * alpha, 8) : widthAtEnd);
  if (!checkClassifier(context, start.weights)) return undefined;
  const activation = config.classifier_activation;
  return { input, output: net.call('Activation', logits, { activation, name: kit.names.predictions }) };
}

export default [defineMobileNetV3('Small', small, 1024), defineMobileNetV3('Large', large, 1280)];
