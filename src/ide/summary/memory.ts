// How much memory the variables of a model take: their number of elements times the bytes of their dtype.

import type { Layer } from '../../model/graph.ts';
import { countedLayers, variablesOf } from '../../model/parameters.ts';
import { product } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';

export interface Memory {
  readonly count: number;
  readonly bytes: number;
}

const bytesOf: Readonly<Record<string, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  float16: 2,
  bfloat16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  int64: 8,
  uint64: 8,
  float64: 8,
  complex64: 8,
  complex128: 16,
};

/** The variables that training changes and those it does not, each once; undefined where a size is not known. */
export function memoryOf(layers: readonly Layer[]): {
  readonly trainable: Memory | undefined;
  readonly fixed: Memory | undefined;
} {
  const sums = { trainable: { count: 0, bytes: 0 }, fixed: { count: 0, bytes: 0 } };
  let known = true;
  for (const layer of new Set(layers.flatMap(countedLayers))) {
    const { trainable } = layer.state.value;
    const weights = variablesOf(layer);
    if (weights === undefined) continue;
    if (isUnknown(weights)) {
      known = false;
      continue;
    }
    for (const weight of weights) {
      const count = product(weight.shape);
      const bytes = isUnknown(weight.dtype) ? undefined : bytesOf[weight.dtype];
      if (typeof count !== 'number' || bytes === undefined) {
        known = false;
        continue;
      }
      const sum = weight.trainable && trainable ? sums.trainable : sums.fixed;
      sum.count += count;
      sum.bytes += count * bytes;
    }
  }
  return known ? sums : { trainable: undefined, fixed: undefined };
}

/** `330.50 KB`: two decimals, each unit 1024 of the one before. */
export function readableSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${size.toFixed(2)} ${units[unit]}`;
}
