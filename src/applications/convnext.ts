// ConvNeXt, tiny to extra large: blocks of a 7x7 convolution of each channel by itself, two dense layers, and a shortcut
// added with a Python operator. Stem and downsampling are Sequentials of their own.

import LayerScale from '../layers/definitions/LayerScale.ts';
import { bool, nullable, optional, string } from '../layers/params.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, refuse, weightsWords } from './checks.ts';
import { type Application, defineApplication, type NetworkEnds } from './define.ts';
import {
  beginImage,
  checkClassifier,
  type ImageContext,
  type ImageStart,
  imageParams,
  nameParam,
  poolImage,
} from './image.ts';
import { float, type Network } from './network.ts';

const words: CheckWords = {
  weights: { keras3: weightsWords('.'), keras2: weightsWords('.') },
  classes: {
    keras3: 'If using `weights="imagenet"` with `include_top=True`, `classes` should be 1000. Received classes={}',
    keras2: "If using `weights` as `'imagenet'` with `include_top` as true, `classes` should be 1000",
  },
};

const { include_top, ...others } = imageParams;
const epsilon = float(1e-6);

interface Variant {
  readonly form: 'Tiny' | 'Small' | 'Base' | 'Large' | 'XLarge';
  readonly depths: readonly number[];
  readonly widths: readonly number[];
}

function block(net: Network, input: PlanTensor, width: number, name: string): PlanTensor {
  let x = net.call('Conv2D', input, {
    filters: width,
    kernel_size: 7,
    padding: 'same',
    groups: width,
    name: `${name}_depthwise_conv`,
  });
  x = net.call('LayerNormalization', x, { epsilon, name: `${name}_layernorm` });
  x = net.call('Dense', x, { units: 4 * width, name: `${name}_pointwise_conv_1` });
  x = net.call('Activation', x, { activation: 'gelu', name: `${name}_gelu` });
  x = net.call('Dense', x, { units: width, name: `${name}_pointwise_conv_2` });
  x = net.call(LayerScale, x, { init_values: epsilon, projection_dim: width, name: `${name}_layer_scale` });
  x = net.call('Activation', x, { activation: 'linear', name: `${name}_identity` });
  return net.operate('operator.add', input, x);
}

/** The Sequential before each stage: the stem at first, then a convolution that halves the map. */
function before(net: Network, input: PlanTensor, stage: number, width: number, name: string): PlanTensor {
  if (stage === 0)
    return net.stack(`${name}_stem`, input, [
      ['Conv2D', { filters: width, kernel_size: 4, strides: 4, name: `${name}_stem_conv` }],
      ['LayerNormalization', { epsilon, name: `${name}_stem_layernorm` }],
    ]);
  const at = stage - 1;
  return net.stack(`${name}_downsampling_block_${at}`, input, [
    ['LayerNormalization', { epsilon, name: `${name}_downsampling_layernorm_${at}` }],
    ['Conv2D', { filters: width, kernel_size: 2, strides: 2, name: `${name}_downsampling_conv_${at}` }],
  ]);
}

function trunk(net: Network, input: PlanTensor, { depths, widths }: Variant, name: string): PlanTensor {
  let x = input;
  widths.forEach((width, stage) => {
    x = before(net, x, stage, width, name);
    for (let i = 0; i < (depths[stage] ?? 0); i++) x = block(net, x, width, `${name}_stage_${stage}_block_${i}`);
  });
  return x;
}

/** Brings each of three channels to its own mean and deviation. */
function normalised(net: Network, input: PlanTensor, name: string): PlanTensor {
  return net.call('Normalization', input, {
    mean: [0.485, 0.456, 0.406].map(mean => float(mean * 255)),
    variance: [0.229, 0.224, 0.225].map(deviation => float((deviation * 255) ** 2)),
    name: `${name}_prestem_normalization`,
  });
}

function head(context: ImageContext, { top, weights }: ImageStart, x: PlanTensor, name: string) {
  const { config, net } = context;
  if (!top) {
    const pooled = poolImage(context, x, 'unnamed');
    return isUnknown(pooled) ? pooled : net.call('LayerNormalization', pooled, { epsilon });
  }
  if (!checkClassifier(context, weights)) return undefined;
  let y = net.call('GlobalAveragePooling2D', x, { name: `${name}_head_gap` });
  y = net.call('LayerNormalization', y, { epsilon, name: `${name}_head_layernorm` });
  const activation = config.classifier_activation;
  return net.call('Dense', y, { units: config.classes, activation, name: `${name}_head_dense` });
}

function defineConvNeXt(variant: Variant): Application {
  const { form, depths, widths } = variant;
  const name = `ConvNeXt${form}`;
  const modelName = `convnext_${form.toLowerCase()}`;
  const params = {
    // Keras 2 has the name first, under another name.
    model_name: optional(nullable(string()), modelName, 'The name of the model.', { notIn: ['keras3'] }),
    include_top,
    include_preprocessing: optional(bool(), true, 'Whether the model itself normalises pixels from 0..255.'),
    ...others,
    ...nameParam(modelName),
  };
  return defineApplication({
    name,
    module: 'convnext',
    doc: `${name}: four stages of ${depths.join(' + ')} blocks with ${widths.join(', ')} channels; 32 times smaller than the image at the end. Takes pixels from 0 to 255.`,
    params,
    inputs: 'first source',
    beginsAtSource: ['keras2'],
    network(context): NetworkEnds | Unknown | undefined {
      const { config, dialect, net, problem } = context;
      const given = dialect === 'keras2' ? config.model_name : config.name;
      const start = beginImage(context, { usual: 224, smallest: 32 }, words);
      if (start === undefined || isUnknown(start)) return start;
      const { include_preprocessing: normalises } = config;
      if (given !== null && isUnknown(given)) return given;
      if (given === null)
        return refuse(problem, 'name', 'the names of the layers begin with `name`, which must be a string', {});
      const [, , channels] = start.shape;
      if (isUnknown(normalises)) return normalises;
      if (normalises && channels !== null && isUnknown(channels)) return channels;
      const x = normalises && channels === 3 ? normalised(net, start.input, given) : start.input;
      const output = head(context, start, trunk(net, x, variant, given), given);
      if (output === undefined || isUnknown(output)) return output;
      if (start.weights === 'imagenet' && dialect === 'keras3' && !given.includes(modelName))
        return refuse(
          problem,
          'name',
          `the ImageNet weights are found by the name, which must contain '${modelName}'`,
          { keras3: `Model name "${given}" does not match weights variant "${modelName}".` },
        );
      return { input: start.input, output, name: given };
    },
  });
}

export default [
  defineConvNeXt({ form: 'Tiny', depths: [3, 3, 9, 3], widths: [96, 192, 384, 768] }),
  defineConvNeXt({ form: 'Small', depths: [3, 3, 27, 3], widths: [96, 192, 384, 768] }),
  defineConvNeXt({ form: 'Base', depths: [3, 3, 27, 3], widths: [128, 256, 512, 1024] }),
  defineConvNeXt({ form: 'Large', depths: [3, 3, 27, 3], widths: [192, 384, 768, 1536] }),
  defineConvNeXt({ form: 'XLarge', depths: [3, 3, 27, 3], widths: [256, 512, 1024, 2048] }),
];
