// Keras's own checks of the arguments of its model functions, in the words in which each function says them.

import type { ConfigValue, Dialect } from '../layers/config.ts';
import { isConfigList, printConfig } from '../layers/config.ts';
import { isKind } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import { closest } from '../layers/suggest.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';

/** A sentence of the runtime; `{}` stands for the value it got. Only dialects that have the function have words for it. */
export interface RuntimeWords {
  readonly keras3?: string;
  readonly keras2?: string;
}

/** What a model function says of weights that it does not know and of classes that its weights do not have. */
export interface CheckWords {
  readonly weights: RuntimeWords;
  readonly classes: RuntimeWords;
}

type Report = (problem: Problem) => void;

/** The weights that are asked for: none, those for ImageNet, or a file's. */
export type Weights = 'none' | 'imagenet' | 'file' | Unknown;

/** `The weights argument should be either …`, as the model functions put it. */
export function weightsWords(ending: string, imagenet: "'imagenet'" | '`imagenet`' = '`imagenet`'): string {
  return `The \`weights\` argument should be either \`None\` (random initialization), ${imagenet} (pre-training on ImageNet), or the path to the weights file to be loaded${ending}`;
}

/** Reports that a model function refuses a value. */
export function refuse(
  problem: Report,
  argument: string,
  says: string,
  words: RuntimeWords,
  got: ConfigValue = null,
): undefined {
  problem({ kind: 'application-argument', argument, says, runtime: filledWords(words, got) });
  return undefined;
}

/** Reports that images are smaller than a model function takes them, `least` pixels along each side. */
export function refuseSmall(problem: Report, given: ConfigValue, least: number, words: RuntimeWords): undefined {
  problem({
    kind: 'input-too-small',
    argument: 'input_shape',
    least,
    got: printConfig(given),
    runtime: filledWords(words, given),
  });
  return undefined;
}

function filledWords(words: RuntimeWords, got: ConfigValue): RuntimeWords {
  const text = typeof got === 'string' ? got : printConfig(got);
  return Object.fromEntries(
    Object.entries(words).map(([dialect, sentence]) => [dialect, sentence.replace('{}', text)]),
  );
}

/** Endings of the files of other frameworks, which Keras 3 does not load. What has none may be a folder that it loads. */
const foreignFile = /\.(pth|pt|npz|npy|pkl|onnx|safetensors)$/i;

/**
 * Reads `weights`. A text may be the path of a file or a folder, which is doubted where it is one word, unless it is all but
 * one of the two names, is empty, or ends as a file of another framework; `variants` are further names of ImageNet weights. Undefined where the value is refused.
 */
export function readWeights(
  value: ConfigValue,
  { words, problem, dialect, variants = [] }: WeightsChecks,
): Weights | undefined {
  if (value === null) return 'none';
  if (isUnknown(value)) return value;
  if (value === 'imagenet' || (typeof value === 'string' && variants.includes(value))) return 'imagenet';
  const printed = printConfig(value);
  if (typeof value === 'string') {
    const meant = /^[a-z_ -]+$/i.test(value) ? closest(value.toLowerCase(), ['imagenet', 'none']) : undefined;
    if (meant !== undefined) {
      const says =
        meant === 'none' ? 'it is None that asks for random ones' : "the ImageNet ones are called 'imagenet'";
      const suggestion = meant === 'none' ? 'None' : "'imagenet'";
      const runtime = filledWords(words, value);
      const because = `there are no weights called ${printed}: ${says}`;
      problem({ kind: 'application-argument', argument: 'weights', says: because, runtime, suggestion });
      return undefined;
    }
    if (value === '') return refuse(problem, 'weights', notWeights(printed), words, value);
    if (/^[\w -]+$/.test(value)) {
      const says = `there are no weights called ${printed}, but 'imagenet' and None, unless it is the path of a file or folder`;
      const runtime = filledWords(words, value);
      problem({ kind: 'application-argument', argument: 'weights', says, runtime, effect: 'doubted' });
    }
    if (dialect !== 'keras3' || !foreignFile.test(value)) return 'file';
    const says = `Keras loads weights from \`.weights.h5\`, \`.keras\` and \`.h5\` files, and not from ${printed}`;
    return refuse(problem, 'weights', says, {});
  }
  if (typeof value !== 'boolean' && typeof value !== 'number' && !isConfigList(value))
    return { kind: 'unknown', why: { kind: 'data', what: 'where the weights come from' } };
  return refuse(problem, 'weights', notWeights(printed), words, value);
}

interface WeightsChecks {
  readonly words: RuntimeWords;
  readonly problem: Report;
  readonly dialect: Dialect;
  readonly variants?: readonly string[];
}

function notWeights(printed: string): string {
  return `\`weights\` is None, 'imagenet' or the path of a file, not ${printed}`;
}

/** True where the classifier has the 1000 classes of its weights, or is not known not to. */
export function checkClasses(classes: ConfigValue, words: RuntimeWords, problem: Report): boolean {
  const got = isKind(classes, 'float') ? classes.value : classes;
  if (got === 1000 || (got !== null && typeof got === 'object' && !isConfigList(got))) return true;
  refuse(
    problem,
    'classes',
    `the ImageNet weights are those of a classifier with 1000 classes, not ${printConfig(classes)}; with \`include_top=False\` the classifier is yours to add`,
    words,
    classes,
  );
  return false;
}

/** True where the activation of the classifier is one that weights allow, or is not known not to be. */
export function checkActivation(activation: ConfigValue, weights: Weights, dialect: Dialect, problem: Report): boolean {
  if (weights === 'none' || isUnknown(weights) || activation === null) return true;
  const name =
    typeof activation === 'string'
      ? activation
      : isKind(activation, 'object') && activation.family === 'activations'
        ? activation.name
        : undefined;
  if (name === undefined || name === 'softmax' || name === 'linear') return true;
  const words =
    'Only `None` and `softmax` activations are allowed for the `classifier_activation` argument when using pretrained weights, with `include_top=True`';
  refuse(
    problem,
    'classifier_activation',
    `a classifier with loaded weights ends in softmax or in nothing, not in '${name}'`,
    { [dialect]: words },
  );
  return false;
}

/**
 * Says which arguments have no effect where the classifier is left out, or where it is there. One that is given its default
 * or None loses nothing.
 */
export function reportIgnored(
  {
    changed,
    config,
    problem,
  }: {
    readonly changed: ReadonlySet<string>;
    readonly config: Readonly<Record<string, unknown>>;
    readonly problem: Report;
  },
  top: boolean,
  ofClassifier: readonly string[],
): void {
  const ignored = (argument: string, because: string): void =>
    problem({ kind: 'ignored-argument', argument, because, effect: 'silent' });
  if (!top) {
    for (const argument of ofClassifier) {
      const value = config[argument];
      if (changed.has(argument) && value !== null && !isUnknown(value))
        ignored(argument, 'with `include_top=False`: it belongs to the classifier, which is left out');
    }
  }
  const { pooling } = config;
  if (!changed.has('pooling') || isUnknown(pooling)) return;
  if (top) ignored('pooling', 'with `include_top=True`: the classifier brings its own pooling');
  else if (pooling !== 'avg' && pooling !== 'max')
    ignored('pooling', "with this value: only 'avg' and 'max' are looked at, and the feature map stays as it is");
}
