// What image models share: their arguments, the rules for input shapes and heads, and how the head is built.

import { named } from '../layers/arguments.ts';
import type { ConfigValue } from '../layers/config.ts';
import { isConfigList } from '../layers/config.ts';
import { anything, bool, int, nullable, oneOf, optional, type ReadConfig, string } from '../layers/params.ts';
import type { SymbolicTensor } from '../model/graph.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { NetworkContext } from './define.ts';

/** The arguments that image models have in common, in their usual order. */
export const imageParams = {
  include_top: optional(bool(), true, 'Whether the classifier at the end is part of the model.'),
  weights: optional(
    nullable(string()),
    'imagenet',
    'Which weights are loaded: `imagenet`, the path of a file, or None for random ones.',
  ),
  input_tensor: optional(anything(), null, 'A tensor to begin with instead of a new input.'),
  input_shape: optional(anything(), null, 'The shape of one image, channels last.'),
  pooling: optional(
    nullable(oneOf(['avg', 'max'] as const)),
    null,
    'Without the classifier: pool height and width away (`avg`, `max`) or keep the feature map.',
  ),
  classes: optional(int(), 1000, 'How many classes the classifier tells apart.'),
  classifier_activation: optional(
    nullable(named('activation', 'an activation')),
    'softmax',
    'The activation of the classifier.',
  ),
  name: optional(nullable(string()), null, 'The name of the model.'),
} as const;

type ImageConfig = ReadConfig<Omit<typeof imageParams, 'name'>>;

/** Sizes in pixels. */
export interface ImageSizes {
  readonly usual: number;
  readonly smallest: number;
}

/** Says which arguments have no effect on the model that is asked for. */
export function reportIgnored({
  config,
  given,
  problem,
}: Pick<NetworkContext<ImageConfig>, 'config' | 'given' | 'problem'>): void {
  if (config.include_top === false) {
    for (const argument of ['classes', 'classifier_activation'] as const) {
      if (given.has(argument))
        problem({
          kind: 'ignored-argument',
          argument,
          because: 'with `include_top=False`: it belongs to the classifier, which is left out',
          effect: 'silent',
        });
    }
  }
  if (config.include_top === true && given.has('pooling') && config.pooling !== null) {
    problem({
      kind: 'ignored-argument',
      argument: 'pooling',
      because: 'with `include_top=True`: the classifier brings its own pooling',
      effect: 'silent',
    });
  }
}

/**
 * The input of an image model: the tensor given, or a new input of the shape that Keras's rules give
 * (`obtain_input_shape`). Undefined where they refuse; the refusal is then reported.
 */
export function imageInput(context: NetworkContext<ImageConfig>, sizes: ImageSizes): SymbolicTensor | undefined {
  const shape = imageShape(context, sizes);
  if (shape === undefined) return undefined;
  return context.inputTensor ?? context.net.input(shape);
}

function imageShape(
  { config, problem }: NetworkContext<ImageConfig>,
  { usual, smallest }: ImageSizes,
): readonly ConfigValue[] | undefined {
  const { weights, include_top: top, input_shape: given } = config;
  const pretrained = weights === 'imagenet';
  if (pretrained && top === true && typeof config.classes === 'number' && config.classes !== 1000) {
    problem({
      kind: 'application-argument',
      argument: 'classes',
      says: `the ImageNet weights are those of a classifier with 1000 classes, not ${config.classes}`,
      runtime: { keras3: "If using `weights='imagenet'` with `include_top=True`, `classes` should be 1000." },
    });
    return undefined;
  }
  if (given !== null && isUnknown(given)) return [given, given, given];
  if (given === null) return top === true ? [usual, usual, 3] : [null, null, 3];
  if (!isConfigList(given) || given.length !== 3) {
    problem({
      kind: 'application-argument',
      argument: 'input_shape',
      says: 'the shape of one image has three axes: height, width and channels, without the batch',
      runtime: { keras3: '`input_shape` must be a tuple of three integers.' },
    });
    return undefined;
  }
  const [height, width, channels] = given;
  if (
    pretrained &&
    top === true &&
    (height !== usual || width !== usual || channels !== 3) &&
    !given.some(item => isUnknown(item))
  ) {
    problem({
      kind: 'application-argument',
      argument: 'input_shape',
      says: `with the classifier and ImageNet weights the input must be (${usual}, ${usual}, 3)`,
      runtime: {
        keras3: `When setting \`include_top=True\` and loading \`imagenet\` weights, \`input_shape\` should be (${usual}, ${usual}, 3).`,
      },
    });
    return undefined;
  }
  if (pretrained && typeof channels === 'number' && channels !== 3) {
    problem({
      kind: 'application-argument',
      argument: 'input_shape',
      says: `the ImageNet weights are for 3 channels, not ${channels}`,
      runtime: { keras3: 'The input must have 3 channels' },
    });
    return undefined;
  }
  if ([height, width].some(size => typeof size === 'number' && size < smallest)) {
    problem({
      kind: 'application-argument',
      argument: 'input_shape',
      says: `images must be at least ${smallest} by ${smallest}`,
      runtime: { keras3: `Input size must be at least ${smallest}x${smallest}` },
    });
    return undefined;
  }
  if (top === true && given.includes(null)) {
    problem({
      kind: 'application-argument',
      argument: 'input_shape',
      says: 'with the classifier every size must be given',
      runtime: { keras3: 'If `include_top` is True, you should specify a static `input_shape`.' },
    });
    return undefined;
  }
  return given;
}

/** The end of the network: pooling and classifier, or what `pooling` asks for. */
export function imageHead({ config, net }: NetworkContext<ImageConfig>, features: SymbolicTensor): SymbolicTensor {
  if (config.include_top === true) {
    const pooled = net.call('GlobalAveragePooling2D', features, { name: 'avg_pool' });
    return net.call('Dense', pooled, {
      units: config.classes,
      activation: activationValue(config.classifier_activation),
      name: 'predictions',
    });
  }
  if (config.pooling === 'avg') return net.call('GlobalAveragePooling2D', features, { name: 'avg_pool' });
  if (config.pooling === 'max') return net.call('GlobalMaxPooling2D', features, { name: 'max_pool' });
  return features;
}

/** An activation as the argument of a layer again. */
export function activationValue(activation: ImageConfig['classifier_activation']): ConfigValue {
  if (activation === null || isUnknown(activation)) return activation;
  return activation.custom ? { kind: 'custom', name: activation.name } : activation.name;
}
