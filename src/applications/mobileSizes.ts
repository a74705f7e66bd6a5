// What the MobileNets make of image sizes: those that weights exist for, and the sizes in the names of the models.

import { type ConfigValue, isConfigList, printConfig } from '../layers/config.ts';
import type { Problem } from '../layers/problems.ts';
import { isDynamic } from '../shapes/dim.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { PlanTensor } from './blueprint.ts';
import { type RuntimeWords, refuse } from './checks.ts';
import type { ImageShape } from './inputShape.ts';
import { sizeOf } from './network.ts';

/** The side of square images for which there are weights; 224 for all others. */
export function squareSize(shape: ConfigValue, trained: readonly number[]): number {
  if (!isConfigList(shape)) return 224;
  const [rows, columns] = shape;
  return typeof rows === 'number' && rows === columns && trained.includes(rows) ? rows : 224;
}

/** `0.75` and `1.00`, as Python's format `0.2f` writes them: ties go to the even digit. */
export function twoDecimals(value: number): string {
  const hundredths = value * 100;
  const down = Math.floor(hundredths);
  const isTie = Number.isInteger(value * 8) && hundredths - down === 0.5;
  return isTie ? ((down % 2 === 0 ? down : down + 1) / 100).toFixed(2) : value.toFixed(2);
}

/** The model's name: the one given, or one that ends in the height of the images, or of those the weights were made for. */
export function modelName(
  given: string | null | Unknown,
  stem: string,
  [rows, columns]: ImageShape,
  weights: { readonly trainedSizes: readonly number[]; readonly pretrained: boolean },
): string | null {
  if (typeof given === 'string') return given;
  const trained = typeof rows === 'number' && rows === columns && weights.trainedSizes.includes(rows);
  if (weights.pretrained && !trained && !(rows !== null && isUnknown(rows))) return `${stem}224`;
  return `${stem}${rows === null ? 'None' : typeof rows === 'number' ? rows : '?'}`;
}

/**
 * True where the width in `input_shape` is that of the tensor given as well, or is not known not to be. Other sizes are not
 * compared.
 */
export function checkGivenSize(
  given: ConfigValue,
  tensor: PlanTensor,
  words: RuntimeWords,
  problem: (problem: Problem) => void,
): boolean {
  if (!isConfigList(given)) return true;
  const wanted = given[1];
  const size = sizeOf(tensor, 2);
  const known = (value: unknown): boolean => value === null || typeof value === 'number';
  const got = isDynamic(size) ? null : size;
  if (wanted === undefined || !known(wanted) || !known(got) || wanted === got) return true;
  refuse(
    problem,
    'input_shape',
    `the images of \`input_tensor\` are ${got === null ? 'of open width' : `${String(got)} pixels wide`}, those of \`input_shape\` ${printConfig(wanted)}`,
    words,
  );
  return false;
}
