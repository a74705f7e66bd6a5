// What is shown of one computed tensor: its picture, the spread of its values and, for a vector, its largest elements.

import { type Histogram, histogramOf } from './histogram.ts';
import { type Picture, type PictureRequest, pictureOf } from './pictures.ts';
import { isNumeric, type NumericData, type Values } from './statistics.ts';

export interface Look {
  readonly picture: Picture;
  readonly histogram?: Histogram;
  readonly largest: readonly { readonly index: number; readonly value: number }[];
}

/** The largest elements that are named of a vector. */
const named = 5;

/** Looks at a tensor in the way that is asked for. */
export function lookAt(values: Values, request: PictureRequest): Look {
  if (!isNumeric(values))
    return { picture: { kind: 'none', reason: 'Its elements are no real numbers.' }, largest: [] };
  const { shape, data } = values;
  const picture = pictureOf(shape, data, request);
  const histogram = histogramOf(data);
  const length = shape.length === 2 ? (shape[1] ?? 0) : 0;
  const sample = data.subarray(request.sample * length, (request.sample + 1) * length);
  return { picture, largest: largestOf(sample), ...(histogram === undefined ? {} : { histogram }) };
}

function largestOf(values: NumericData): Look['largest'] {
  return Array.from(values, (value, index) => ({ index, value }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => b.value - a.value)
    .slice(0, named);
}
