// Figures about the elements of a tensor, gathered in one pass.

import type { TensorStatistics } from '../../src/protocol/runPlan.ts';

/** The content of a tensor outside tfjs, flat and row-major. */
export interface Values {
  readonly shape: readonly number[];
  /** As tfjs names it. */
  readonly dtype: string;
  readonly data: NumericData | readonly string[];
}

export type NumericData = Float32Array | Int32Array | Uint8Array;

/** True where the values are real numbers (or booleans as 0 and 1) rather than text or complex ones. */
export function isNumeric(values: Values): values is Values & { readonly data: NumericData } {
  return ArrayBuffer.isView(values.data) && values.dtype !== 'complex64';
}

/** The statistics of a tensor. Sums are taken around the first finite element, so that a large mean costs no digits. */
export function statisticsOf(values: Values): TensorStatistics {
  const { shape, dtype } = values;
  const none = { shape, dtype, min: null, mean: null, max: null, std: null, zeros: null, nan: 0, inf: 0 };
  if (!isNumeric(values) || values.data.length === 0) return none;
  const { data } = values;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let nan = 0;
  let inf = 0;
  let zeros = 0;
  let finite = 0;
  let origin = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (!Number.isFinite(value)) {
      if (Number.isNaN(value)) nan++;
      else inf++;
      continue;
    }
    if (value === 0) zeros++;
    if (value < min) min = value;
    if (value > max) max = value;
    if (finite === 0) origin = value;
    finite++;
    const distance = value - origin;
    sum += distance;
    squares += distance * distance;
  }
  const share = zeros / data.length;
  if (finite === 0) return { ...none, zeros: share, nan, inf };
  const shift = sum / finite;
  const variance = Math.max(0, squares / finite - shift * shift);
  return { shape, dtype, min, mean: origin + shift, max, std: Math.sqrt(variance), zeros: share, nan, inf };
}
