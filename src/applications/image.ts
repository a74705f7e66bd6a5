// What image models share: their arguments, how they begin (checks, input), and how they end (pooling, classifier).

import { anything, bool, nullable, optional, type Param, type ReadConfig, string } from '../layers/params.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type CheckWords, checkActivation, checkClasses, readWeights, reportIgnored, type Weights } from './checks.ts';
import type { NetworkContext } from './define.ts';
import { type ImageShape, type ImageSizes, imageShape } from './inputShape.ts';
import type { LayerArguments } from './network.ts';

/** The arguments that image models have in common, in their usual order. */
export const imageParams = {
  include_top: optional(bool(), true, 'Whether the classifier at the end is part of the model.'),
  weights: optional(
    anything(),
    'imagenet',
    'Which weights are loaded: `imagenet`, the path of a file, or None for random ones.',
  ),
  input_tensor: optional(anything(), null, 'A tensor to begin with instead of a new input.'),
  input_shape: optional(anything(), null, 'The shape of one image, channels last.'),
  pooling: optional(
    anything(),
    null,
    'Without the classifier: pool height and width away (`avg`, `max`) or keep the feature map.',
  ),
  classes: optional(anything(), 1000, 'How many classes the classifier tells apart.'),
  classifier_activation: optional(anything(), 'softmax', 'The activation of the classifier.'),
} as const;

/** The `name` argument, which Keras 2 does not have, with what a model is called without it. */
export function nameParam(fallback: string | null, inKeras2 = fallback): { readonly name: Param<ModelName> } {
  return {
    name: optional(nullable(string()), fallback, 'The name of the model.', {
      notIn: ['keras2'],
      fallbackIn: { keras2: inKeras2 },
    }),
  };
}

type ModelName = string | null | Unknown;

type ImageConfig = ReadConfig<typeof imageParams>;

export type ImageContext = NetworkContext<ImageConfig>;

export interface ImageStart {
  readonly input: PlanTensor;
  /** The shape by Keras's rules, also where a tensor is given that has another one. */
  readonly shape: ImageShape;
  readonly top: boolean;
  readonly weights: Weights;
}

/** The checks of weights and classes, in Keras's order. Undefined where something is refused. */
export function checkImage(
  { config, changed, problem, dialect }: ImageContext,
  words: CheckWords,
  ofClassifier: readonly string[] = [],
): Pick<ImageStart, 'top' | 'weights'> | Unknown | undefined {
  const { include_top: top } = config;
  const weights = readWeights(config.weights, { words: words.weights, problem, dialect });
  if (weights === undefined) return undefined;
  if (isUnknown(top)) return top;
  if (weights === 'imagenet' && top && !checkClasses(config.classes, words.classes, problem)) return undefined;
  reportIgnored({ config, changed, problem }, top, ['classes', 'classifier_activation', ...ofClassifier]);
  return { top, weights };
}

/**
 * The beginning of an image model: its checks, and its input, which is the tensor given or a new one. Undefined where
 * something is refused, unknown where it is open whether there is a classifier.
 */
export function beginImage(
  context: ImageContext,
  sizes: ImageSizes,
  words: CheckWords,
  ofClassifier: readonly string[] = [],
): ImageStart | Unknown | undefined {
  const checked = checkImage(context, words, ofClassifier);
  if (checked === undefined || isUnknown(checked)) return checked;
  const { config, listShape, problem } = context;
  const shape = imageShape({ ...checked, given: config.input_shape, listShape, problem }, sizes);
  if (shape === undefined) return undefined;
  return { ...checked, shape, input: context.inputTensor ?? context.net.input(shape) };
}

/** The end of an image model. Unknown where it is open whether it pools. */
export function endImage(
  context: ImageContext,
  start: Pick<ImageStart, 'top' | 'weights'>,
  features: PlanTensor,
  options: {
    /** Whether the pooling layers without a classifier are called `avg_pool` and `max_pool`. */
    readonly pools: 'named' | 'unnamed';
    /** What comes before the classifier; global average pooling unless said otherwise. */
    readonly beforeClassifier?: (features: PlanTensor) => PlanTensor;
    /** Further arguments of the classifier. */
    readonly classifier?: LayerArguments;
  },
): PlanTensor | Unknown | undefined {
  const { config, net } = context;
  if (!start.top) return poolImage(context, features, options.pools);
  const ready =
    options.beforeClassifier === undefined
      ? net.call('GlobalAveragePooling2D', features, { name: 'avg_pool' })
      : options.beforeClassifier(features);
  if (!checkClassifier(context, start.weights)) return undefined;
  return net.call('Dense', ready, {
    units: config.classes,
    activation: config.classifier_activation,
    ...options.classifier,
    name: 'predictions',
  });
}

/** What `pooling` makes of a feature map. */
export function poolImage(
  { config, net }: ImageContext,
  features: PlanTensor,
  pools: 'named' | 'unnamed',
): PlanTensor | Unknown {
  const { pooling } = config;
  if (isUnknown(pooling)) return pooling;
  const named = (name: string): LayerArguments => (pools === 'named' ? { name } : {});
  if (pooling === 'avg') return net.call('GlobalAveragePooling2D', features, named('avg_pool'));
  if (pooling === 'max') return net.call('GlobalMaxPooling2D', features, named('max_pool'));
  return features;
}

/** True where the classifier's activation goes with the weights. */
export function checkClassifier({ config, dialect, problem }: ImageContext, weights: Weights): boolean {
  return checkActivation(config.classifier_activation, weights, dialect, problem);
}
