// The shape of the images a ready-made model takes, by the rules of Keras's `obtain_input_shape`.

import { type ConfigValue, isConfigList, printConfig } from '../layers/config.ts';
import { isKind } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { type RuntimeWords, refuse, refuseSmall, type Weights } from './checks.ts';

/** Sizes in pixels. */
export interface ImageSizes {
  readonly usual: number;
  readonly smallest: number;
}

/** Height, width and channels. */
export type ImageShape = readonly [ConfigValue, ConfigValue, ConfigValue];

/**
 * The shape that Keras gives the input, or undefined where it refuses what is asked for; the refusal is then reported.
 * Sizes that are not known are never refused.
 */
export function imageShape(
  options: {
    readonly given: ConfigValue;
    readonly top: boolean;
    readonly weights: Weights;
    /** A list is not equal to any tuple. */
    readonly listShape: boolean;
    readonly problem: (problem: Problem) => void;
  },
  { usual, smallest }: ImageSizes,
): ImageShape | undefined {
  const { given, top, weights, listShape, problem } = options;
  const pretrained = weights === 'imagenet';
  const usualShape: ImageShape = [usual, usual, 3];
  const same = (sentence: string, says: string): undefined =>
    refuse(problem, 'input_shape', says, words(sentence), given);
  if (pretrained && top) {
    const wanted = printConfig(usualShape);
    if (isConfigList(given) && listShape && mayBe(given, usualShape))
      return refuse(
        problem,
        'input_shape',
        `with the classifier and its ImageNet weights, \`input_shape\` must be the tuple ${wanted}, and a list is not equal to it`,
        words(`${usualWords(wanted)}  Received: input_shape=[${usual}, ${usual}, 3]`),
      );
    if (given !== null && !isUnknown(given) && !mayBe(given, usualShape)) {
      return same(
        `${usualWords(wanted)}  Received: input_shape={}`,
        `with the classifier and its ImageNet weights, images must be ${wanted}; \`include_top=False\` takes other sizes`,
      );
    }
    return usualShape;
  }
  if (isUnknown(given)) return [given, given, pretrained ? 3 : given];
  if (isEmpty(given)) return top ? usualShape : [null, null, 3];
  if (!isConfigList(given) || given.length !== 3) {
    return refuse(
      problem,
      'input_shape',
      'the shape of one image has three axes: height, width and channels, without the batch',
      isConfigList(given) ? words('`input_shape` must be a tuple of three integers.') : {},
    );
  }
  const [height = null, width = null, channels = null] = given;
  if (pretrained && channels !== 3 && !isOpen(channels))
    return same(
      'The input must have 3 channels; Received `input_shape={}`',
      `the ImageNet weights are for 3 channels, not ${printConfig(channels)}`,
    );
  if (isBelow(height, smallest) || isBelow(width, smallest)) {
    const sentence = `Input size must be at least ${smallest}x${smallest}; Received: input_shape={}`;
    return refuseSmall(problem, given, smallest, words(sentence));
  }
  if (top && given.includes(null))
    return same(
      'If `include_top` is True, you should specify a static `input_shape`. Received: input_shape={}',
      'with the classifier every size must be given',
    );
  return [height, width, pretrained ? 3 : channels];
}

/** Both versions of Keras say the same of shapes. */
function words(sentence: string): RuntimeWords {
  return { keras3: sentence, keras2: sentence };
}

function usualWords(wanted: string): string {
  return `When setting \`include_top=True\` and loading \`imagenet\` weights, \`input_shape\` should be ${wanted}.`;
}

/** What Python takes for false. */
function isEmpty(value: ConfigValue): boolean {
  return value === null || value === false || value === 0 || (isConfigList(value) && value.length === 0);
}

/** True for a value that is known by name only, or not at all. */
function isOpen(value: ConfigValue): boolean {
  return isUnknown(value) || isKind(value, 'size');
}

/** False where the two differ for sure. */
function mayBe(given: ConfigValue, wanted: ImageShape): boolean {
  if (!isConfigList(given)) return isOpen(given);
  return given.length === 3 && given.every((item, i) => item === wanted[i] || isOpen(item));
}

/** True for a number below the least one. */
export function isBelow(value: ConfigValue, least: number): boolean {
  return typeof value === 'number' ? value < least : isKind(value, 'float') && value.value < least;
}
