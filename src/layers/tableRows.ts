// Layers that look up rows of a table by number: whether numbers that are known lie within it.

import type { Extremes, TensorType } from '../shapes/shape.ts';
import type { LayerObject } from './define.ts';
import type { Problem } from './problems.ts';

/**
 * The number in the data that names no row of the layer's table; undefined where all may be in it. Keras 3 counts negative
 * numbers from the end, and all of them cut off what is behind the point.
 */
export function beyondTable(
  { definition, config, dialect }: LayerObject,
  input: TensorType | undefined,
): Problem | undefined {
  const rows = definition.tableRows?.(config);
  const { extremes } = input ?? {};
  if (typeof rows !== 'number' || extremes === undefined) return undefined;
  const got = outside(extremes, { least: dialect === 'keras3' ? -rows : 0, most: rows - 1 });
  if (got === undefined) return undefined;
  const seen = dialect === 'keras3' && got < 0 ? got + rows : got;
  const words = `= ${seen} is not in [0, ${rows})`;
  return {
    kind: 'input-values',
    argument: 'x',
    rows,
    got,
    runtime: { keras3: words, keras2: words, tfjs: `the index value ${got} is not in [0, ${rows - 1}]` },
  };
}

/** The end of the data that lies outside of the bounds, cut to a whole number. */
export function outside(
  { lowest, highest }: Extremes,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  return [highest, lowest].map(Math.trunc).find(end => end < least || end > most);
}
