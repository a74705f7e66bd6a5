// EfficientNet B0 to B7: inverted residual blocks with squeeze-and-excite, scaled in width, depth and image size at once.

import type { ConfigValue } from '../layers/config.ts';
import { anything, float as floatArg, int, optional, type ReadConfig } from '../layers/params.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, weightsWords } from './checks.ts';
import { type Application, defineApplication, type NetworkContext } from './define.ts';
import { beginImage, endImage, type ImageStart, imageParams, nameParam } from './image.ts';
import { convInitializer, denseInitializer, dropped, squeezeExcite } from './mbconv.ts';
import { float, type Network } from './network.ts';
import { roundWidth, strideTwoPadding } from './scaling.ts';

const words: CheckWords = {
  weights: { keras3: weightsWords('.'), keras2: weightsWords('.') },
  classes: {
    keras3: 'If using `weights="imagenet"` with `include_top` as true, `classes` should be 1000',
    keras2: 'If using `weights` as `"imagenet"` with `include_top` as true, `classes` should be 1000',
  },
};

/** What Keras 2 hands on to the general form of the network. */
const onlyKeras2 = { notIn: ['keras3'], keywordOnly: true } as const;
const params = {
  ...imageParams,
  drop_connect_rate: optional(floatArg(), float(0.2), 'The rate of the dropout of the last block.', onlyKeras2),
  depth_divisor: optional(int(1), 8, 'Widths are rounded to multiples of it.', onlyKeras2),
  activation: optional(anything(), 'swish', 'The activation between the layers.', onlyKeras2),
  blocks_args: optional(anything(), 'default', 'The blocks of the network.', onlyKeras2),
};

type Config = ReadConfig<typeof params>;

/** Stages before scaling. */
const stages = [
  { kernel: 3, repeats: 1, input: 32, output: 16, expansion: 1, stride: 1 },
  { kernel: 3, repeats: 2, input: 16, output: 24, expansion: 6, stride: 2 },
  { kernel: 5, repeats: 2, input: 24, output: 40, expansion: 6, stride: 2 },
  { kernel: 3, repeats: 3, input: 40, output: 80, expansion: 6, stride: 2 },
  { kernel: 5, repeats: 3, input: 80, output: 112, expansion: 6, stride: 1 },
  { kernel: 5, repeats: 4, input: 112, output: 192, expansion: 6, stride: 2 },
  { kernel: 3, repeats: 1, input: 192, output: 320, expansion: 6, stride: 1 },
] as const;

interface Variant {
  readonly width: number;
  readonly depth: number;
  readonly size: number;
  readonly dropout: number;
}

interface Form {
  readonly divisor: number;
  readonly activation: ConfigValue;
  readonly dropRate: number;
}

/** One block, with its widths after scaling. */
interface Block {
  readonly name: string;
  readonly kernel: 3 | 5;
  readonly input: number;
  readonly output: number;
  readonly expansion: 1 | 6;
  readonly stride: 1 | 2;
  readonly dropRate: number;
}

function batchNorm(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('BatchNormalization', input, { axis: 3, name });
}

function block(net: Network, input: PlanTensor, made: Block, activation: ConfigValue): PlanTensor {
  const { name, kernel, expansion, stride } = made;
  const wide = made.input * expansion;
  let x = input;
  if (expansion !== 1) {
    x = net.call('Conv2D', x, { ...pointwise, filters: wide, name: `${name}expand_conv` });
    x = batchNorm(net, x, `${name}expand_bn`);
    x = net.call('Activation', x, { activation, name: `${name}expand_activation` });
  }
  if (stride === 2)
    x = net.call('ZeroPadding2D', x, { padding: strideTwoPadding(x, kernel), name: `${name}dwconv_pad` });
  x = net.call('DepthwiseConv2D', x, {
    kernel_size: kernel,
    strides: stride,
    padding: stride === 2 ? 'valid' : 'same',
    use_bias: false,
    depthwise_initializer: convInitializer,
    name: `${name}dwconv`,
  });
  x = batchNorm(net, x, `${name}bn`);
  x = net.call('Activation', x, { activation, name: `${name}activation` });
  x = squeezeExcite(net, x, { name, narrow: Math.max(1, Math.trunc(made.input / 4)), wide, activation });
  x = net.call('Conv2D', x, { ...pointwise, filters: made.output, name: `${name}project_conv` });
  x = batchNorm(net, x, `${name}project_bn`);
  if (stride !== 1 || made.input !== made.output) return x;
  return net.call('Add', [dropped(net, x, made), input], { name: `${name}add` });
}

const pointwise = { kernel_size: 1, padding: 'same', use_bias: false, kernel_initializer: convInitializer };

function trunk(net: Network, input: PlanTensor, variant: Variant, { divisor, activation, dropRate }: Form): PlanTensor {
  const widthOf = (filters: number): number => roundWidth(filters * variant.width, divisor);
  const depthOf = (repeats: number): number => Math.ceil(variant.depth * repeats);
  let x = net.call('ZeroPadding2D', input, { padding: strideTwoPadding(input, 3), name: 'stem_conv_pad' });
  x = net.call('Conv2D', x, {
    filters: widthOf(32),
    kernel_size: 3,
    strides: 2,
    padding: 'valid',
    use_bias: false,
    kernel_initializer: convInitializer,
    name: 'stem_conv',
  });
  x = batchNorm(net, x, 'stem_bn');
  x = net.call('Activation', x, { activation, name: 'stem_activation' });
  const total = stages.reduce((sum, stage) => sum + depthOf(stage.repeats), 0);
  let made = 0;
  stages.forEach((stage, i) => {
    const output = widthOf(stage.output);
    for (let j = 0; j < depthOf(stage.repeats); j++) {
      const one: Block = {
        ...stage,
        name: `block${i + 1}${letter(j)}_`,
        input: j === 0 ? widthOf(stage.input) : output,
        output,
        stride: j === 0 ? stage.stride : 1,
        dropRate: (dropRate * made++) / total,
      };
      x = block(net, x, one, activation);
    }
  });
  x = net.call('Conv2D', x, { ...pointwise, filters: widthOf(1280), name: 'top_conv' });
  x = batchNorm(net, x, 'top_bn');
  return net.call('Activation', x, { activation, name: 'top_activation' });
}

function letter(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}

/** Scaling of pixels; the published weights come with a scale of each channel more. */
function scaled(net: Network, input: PlanTensor, weights: ImageStart['weights']): PlanTensor {
  const pixels = net.call('Rescaling', input, { scale: float(1 / 255) });
  const x = net.call('Normalization', pixels, { axis: 3 });
  if (weights !== 'imagenet') return x;
  const scales = [0.229, 0.224, 0.225].map(deviation => float(1 / Math.sqrt(deviation)));
  if (net.dialect !== 'keras2') return net.call('Rescaling', x, { scale: scales });
  const values = scales.map(scale => scale.value);
  return net.operate('tf.math.multiply', x, { kind: 'array', shape: [1, 1, 1, 3], dtype: 'float32', values });
}

function formOf({ config }: NetworkContext<Config>): Form | undefined {
  const { drop_connect_rate: dropRate, depth_divisor: divisor, activation, blocks_args: blocks } = config;
  if (blocks !== 'default' || typeof dropRate !== 'number' || typeof divisor !== 'number') return undefined;
  return { divisor, activation, dropRate };
}

function defineEfficientNet(index: number, variant: Variant): Application {
  const name = `EfficientNetB${index}`;
  return defineApplication({
    name,
    module: 'efficientnet',
    doc: `${name}: inverted residual blocks in seven stages, made for images of ${variant.size} x ${variant.size}; 32 times smaller than the image at the end. Takes pixels from 0 to 255.`,
    params: { ...params, ...nameParam(name.toLowerCase()) },
    network(context) {
      const { net } = context;
      const start = beginImage(context, { usual: variant.size, smallest: 32 }, words);
      if (start === undefined || isUnknown(start)) return start;
      if (isUnknown(start.weights)) return start.weights;
      const form = formOf(context);
      if (form === undefined) return unknown({ kind: 'todo', what: 'blocks of its own' });
      const features = trunk(net, scaled(net, start.input, start.weights), variant, form);
      const output = endImage(context, start, features, {
        pools: 'named',
        classifier: { kernel_initializer: denseInitializer },
        beforeClassifier: tensor => {
          const pooled = net.call('GlobalAveragePooling2D', tensor, { name: 'avg_pool' });
          return net.call('Dropout', pooled, { rate: float(variant.dropout), name: 'top_dropout' });
        },
      });
      return output === undefined || isUnknown(output) ? output : { input: start.input, output };
    },
  });
}

export default [
  defineEfficientNet(0, { width: 1, depth: 1, size: 224, dropout: 0.2 }),
  defineEfficientNet(1, { width: 1, depth: 1.1, size: 240, dropout: 0.2 }),
  defineEfficientNet(2, { width: 1.1, depth: 1.2, size: 260, dropout: 0.3 }),
  defineEfficientNet(3, { width: 1.2, depth: 1.4, size: 300, dropout: 0.3 }),
  defineEfficientNet(4, { width: 1.4, depth: 1.8, size: 380, dropout: 0.4 }),
  defineEfficientNet(5, { width: 1.6, depth: 2.2, size: 456, dropout: 0.4 }),
  defineEfficientNet(6, { width: 1.8, depth: 2.6, size: 528, dropout: 0.5 }),
  defineEfficientNet(7, { width: 2, depth: 3.1, size: 600, dropout: 0.5 }),
];
