// EfficientNet V2: the first stages fuse the widening and the depthwise convolution into one. The name picks the blocks.

import type { ConfigValue } from '../layers/config.ts';
import { bool, optional } from '../layers/params.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, refuse, weightsWords } from './checks.ts';
import { type Application, defineApplication } from './define.ts';
import { beginImage, endImage, imageParams, nameParam } from './image.ts';
import type { ImageShape } from './inputShape.ts';
import { convInitializer, denseInitializer, dropped, squeezeExcite } from './mbconv.ts';
import { float, type Network } from './network.ts';
import { roundWidth } from './scaling.ts';

const words: CheckWords = {
  weights: { keras3: weightsWords('.Received: weights={}'), keras2: weightsWords('.Received: weights={}') },
  classes: {
    keras3: 'If using `weights="imagenet"` with `include_top` as true, `classes` should be 1000',
    keras2:
      "If using `weights` as `'imagenet'` with `include_top` as true, `classes` should be 1000Received: classes={}",
  },
};

/** A stage before scaling; all kernels are 3x3. Fused stages have no squeeze-and-excite, the others do. */
interface Stage {
  readonly repeats: number;
  readonly input: number;
  readonly output: number;
  readonly expansion: 1 | 4 | 6;
  readonly stride: 1 | 2;
  readonly form: 'fused' | 'depthwise';
}

type Row = readonly [
  repeats: number,
  input: number,
  output: number,
  expansion: Stage['expansion'],
  stride: Stage['stride'],
  form: Stage['form'],
];

function stagesOf(rows: readonly Row[]): readonly Stage[] {
  return rows.map(([repeats, input, output, expansion, stride, form]) => ({
    repeats,
    input,
    output,
    expansion,
    stride,
    form,
  }));
}

const base = stagesOf([
  [1, 32, 16, 1, 1, 'fused'],
  [2, 16, 32, 4, 2, 'fused'],
  [2, 32, 48, 4, 2, 'fused'],
  [3, 48, 96, 4, 2, 'depthwise'],
  [5, 96, 112, 6, 1, 'depthwise'],
  [8, 112, 192, 6, 2, 'depthwise'],
]);

/** The stages by the name of the model. */
const stagesByName: ReadonlyMap<string, readonly Stage[]> = new Map([
  [
    'efficientnetv2-s',
    stagesOf([
      [2, 24, 24, 1, 1, 'fused'],
      [4, 24, 48, 4, 2, 'fused'],
      [4, 48, 64, 4, 2, 'fused'],
      [6, 64, 128, 4, 2, 'depthwise'],
      [9, 128, 160, 6, 1, 'depthwise'],
      [15, 160, 256, 6, 2, 'depthwise'],
    ]),
  ],
  [
    'efficientnetv2-m',
    stagesOf([
      [3, 24, 24, 1, 1, 'fused'],
      [5, 24, 48, 4, 2, 'fused'],
      [5, 48, 80, 4, 2, 'fused'],
      [7, 80, 160, 4, 2, 'depthwise'],
      [14, 160, 176, 6, 1, 'depthwise'],
      [18, 176, 304, 6, 2, 'depthwise'],
      [5, 304, 512, 6, 1, 'depthwise'],
    ]),
  ],
  [
    'efficientnetv2-l',
    stagesOf([
      [4, 32, 32, 1, 1, 'fused'],
      [7, 32, 64, 4, 2, 'fused'],
      [7, 64, 96, 4, 2, 'fused'],
      [10, 96, 192, 4, 2, 'depthwise'],
      [19, 192, 224, 6, 1, 'depthwise'],
      [25, 224, 384, 6, 2, 'depthwise'],
      [7, 384, 640, 6, 1, 'depthwise'],
    ]),
  ],
  ...['b0', 'b1', 'b2', 'b3'].map((ending): [string, readonly Stage[]] => [`efficientnetv2-${ending}`, base]),
]);

/** One block, with its widths after scaling. */
interface Block extends Omit<Stage, 'repeats'> {
  readonly name: string;
  readonly dropRate: number;
}

const activation = 'swish';
const constantZero: ConfigValue = {
  kind: 'object',
  family: 'initializers',
  name: 'Constant',
  config: { value: float(0) },
};
const conv = { padding: 'same', use_bias: false, kernel_initializer: convInitializer } as const;

function batchNorm(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('BatchNormalization', input, { axis: 3, momentum: float(0.9), name });
}

function activated(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('Activation', input, { activation, name });
}

function depthwiseBlock(net: Network, input: PlanTensor, made: Block): PlanTensor {
  const { name, expansion, stride } = made;
  const wide = made.input * expansion;
  let x = input;
  if (expansion !== 1) {
    x = net.call('Conv2D', x, { ...conv, filters: wide, kernel_size: 1, strides: 1, name: `${name}expand_conv` });
    x = activated(net, batchNorm(net, x, `${name}expand_bn`), `${name}expand_activation`);
  }
  x = net.call('DepthwiseConv2D', x, {
    kernel_size: 3,
    strides: stride,
    depthwise_initializer: convInitializer,
    padding: 'same',
    use_bias: false,
    name: `${name}dwconv2`,
  });
  x = activated(net, batchNorm(net, x, `${name}bn`), `${name}activation`);
  x = squeezeExcite(net, x, { name, narrow: Math.max(1, Math.trunc(made.input / 4)), wide, activation });
  x = net.call('Conv2D', x, { ...conv, filters: made.output, kernel_size: 1, strides: 1, name: `${name}project_conv` });
  return joined(net, input, batchNorm(net, x, `${name}project_bn`), made);
}

function fusedBlock(net: Network, input: PlanTensor, made: Block): PlanTensor {
  const { name, expansion, stride, output } = made;
  let x = input;
  if (expansion !== 1) {
    const filters = made.input * expansion;
    x = net.call('Conv2D', x, { ...conv, filters, kernel_size: 3, strides: stride, name: `${name}expand_conv` });
    x = activated(net, batchNorm(net, x, `${name}expand_bn`), `${name}expand_activation`);
  }
  const last = expansion === 1 ? { kernel_size: 3, strides: stride } : { kernel_size: 1, strides: 1 };
  x = net.call('Conv2D', x, { ...conv, ...last, filters: output, name: `${name}project_conv` });
  x = batchNorm(net, x, `${name}project_bn`);
  if (expansion === 1) x = activated(net, x, `${name}project_activation`);
  return joined(net, input, x, made);
}

/** The residual added to the input, where both have the same shape. */
function joined(net: Network, input: PlanTensor, residual: PlanTensor, made: Block): PlanTensor {
  if (made.stride !== 1 || made.input !== made.output) return residual;
  return net.call('Add', [dropped(net, residual, made), input], { name: `${made.name}add` });
}

interface Variant {
  readonly ending: string;
  readonly width: number;
  readonly depth: number;
  readonly size: number;
}

function trunk(net: Network, input: PlanTensor, stages: readonly Stage[], { width, depth }: Variant): PlanTensor {
  const widthOf = (filters: number): number => roundWidth(filters * width, 8, 'any');
  let x = net.call('Conv2D', input, {
    ...conv,
    filters: widthOf(stages[0]?.input ?? 0),
    kernel_size: 3,
    strides: 2,
    name: 'stem_conv',
  });
  x = activated(net, batchNorm(net, x, 'stem_bn'), 'stem_activation');
  const total = stages.reduce((sum, stage) => sum + stage.repeats, 0);
  let made = 0;
  stages.forEach((stage, i) => {
    const output = widthOf(stage.output);
    for (let j = 0; j < Math.ceil(depth * stage.repeats); j++) {
      const block: Block = {
        ...stage,
        name: `block${i + 1}${String.fromCharCode('a'.charCodeAt(0) + j)}_`,
        input: j === 0 ? widthOf(stage.input) : output,
        output,
        stride: j === 0 ? stage.stride : 1,
        dropRate: (0.2 * made++) / total,
      };
      x = stage.form === 'fused' ? fusedBlock(net, x, block) : depthwiseBlock(net, x, block);
    }
  });
  x = net.call('Conv2D', x, { ...conv, filters: widthOf(1280), kernel_size: 1, strides: 1, name: 'top_conv' });
  return activated(net, batchNorm(net, x, 'top_bn'), 'top_activation');
}

/** Scaling of pixels. The base models bring each of three channels to its own mean and deviation. */
function scaled(net: Network, input: PlanTensor, [, , channels]: ImageShape, name: string): PlanTensor | Unknown {
  if (isBase(name)) {
    if (channels !== null && isUnknown(channels)) return channels;
    if (channels === 3) {
      const x = net.call('Rescaling', input, { scale: float(1 / 255) });
      return net.call('Normalization', x, {
        mean: [0.485, 0.456, 0.406].map(float),
        variance: [0.229, 0.224, 0.225].map(deviation => float(deviation ** 2)),
        axis: 3,
      });
    }
  }
  return net.call('Rescaling', input, { scale: float(1 / 128), offset: -1 });
}

function isBase(name: string): boolean {
  return (name.split('-').pop() ?? '').startsWith('b');
}

function defineEfficientNetV2(variant: Variant): Application {
  const name = `EfficientNetV2${variant.ending}`;
  const modelName = `efficientnetv2-${variant.ending.toLowerCase()}`;
  return defineApplication({
    name,
    module: 'efficientnet_v2',
    doc: `${name}: fused, then depthwise inverted residual blocks, made for images of ${variant.size} x ${variant.size}; 32 times smaller than the image at the end. Takes pixels from 0 to 255.`,
    params: {
      ...imageParams,
      include_preprocessing: optional(bool(), true, 'Whether the model itself scales pixels from 0..255.'),
      ...nameParam(modelName),
    },
    network(context) {
      const { config, net, problem } = context;
      const { include_preprocessing: scales, name: given } = config;
      if (given !== null && isUnknown(given)) return given;
      const stages = given === null ? undefined : stagesByName.get(given);
      if (given === null || stages === undefined) {
        const known = [...stagesByName.keys()].map(key => `'${key}'`).join(', ');
        const runtime = { keras3: given === null ? 'None' : `'${given}'` };
        return refuse(problem, 'name', `\`name\` picks the blocks of this model and must be one of ${known}`, runtime);
      }
      const start = beginImage(context, { usual: variant.size, smallest: 32 }, words);
      if (start === undefined || isUnknown(start)) return start;
      if (isUnknown(scales)) return scales;
      const x = scales ? scaled(net, start.input, start.shape, given) : start.input;
      if (isUnknown(x)) return x;
      const output = endImage(context, start, trunk(net, x, stages, variant), {
        pools: 'named',
        classifier: { kernel_initializer: denseInitializer, bias_initializer: constantZero },
        beforeClassifier: tensor => {
          const pooled = net.call('GlobalAveragePooling2D', tensor, { name: 'avg_pool' });
          return net.call('Dropout', pooled, { rate: float(0.2), name: 'top_dropout' });
        },
      });
      return output === undefined || isUnknown(output) ? output : { input: start.input, output };
    },
  });
}

export default [
  defineEfficientNetV2({ ending: 'B0', width: 1, depth: 1, size: 224 }),
  defineEfficientNetV2({ ending: 'B1', width: 1, depth: 1.1, size: 240 }),
  defineEfficientNetV2({ ending: 'B2', width: 1.1, depth: 1.2, size: 260 }),
  defineEfficientNetV2({ ending: 'B3', width: 1.2, depth: 1.4, size: 300 }),
  defineEfficientNetV2({ ending: 'S', width: 1, depth: 1, size: 384 }),
  defineEfficientNetV2({ ending: 'M', width: 1, depth: 1, size: 480 }),
  defineEfficientNetV2({ ending: 'L', width: 1, depth: 1, size: 480 }),
];
