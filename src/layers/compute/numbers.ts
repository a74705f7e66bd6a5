// Plain values of a configuration as tensors.

import { isUnknown } from '../../shapes/unknown.ts';
import { type ConfigValue, isConfigList } from '../config.ts';
import { isKind } from '../params.ts';
import type { Tensor, Tf } from '../run.ts';

/** A number, a nested list of numbers or an array as a float32 tensor; undefined for anything else. */
export function numbersTensor(tf: Tf, value: ConfigValue | undefined): Tensor | undefined {
  if (value === undefined || value === null) return undefined;
  const shape: number[] = [];
  if (isKind(value, 'array')) {
    const { shape: axes, values } = value;
    if (isUnknown(axes) || values === undefined || !values.every(item => typeof item === 'number')) return undefined;
    const known = axes.filter(axis => typeof axis === 'number');
    return known.length === axes.length ? tf.tensor([...values], known, 'float32') : undefined;
  }
  const flat = flatNumbers(value, shape, 0);
  return flat === undefined ? undefined : tf.tensor(flat, shape, 'float32');
}

/** The numbers of a nested list, row-major, with its shape; undefined where it is ragged or holds something else. */
function flatNumbers(value: ConfigValue, shape: number[], depth: number): number[] | undefined {
  if (typeof value === 'number') return depth === shape.length ? [value] : undefined;
  if (typeof value === 'boolean') return depth === shape.length ? [Number(value)] : undefined;
  if (value !== null && isKind(value, 'float')) return depth === shape.length ? [value.value] : undefined;
  if (!isConfigList(value)) return undefined;
  if (shape.length === depth) shape.push(value.length);
  if (shape[depth] !== value.length) return undefined;
  const out: number[] = [];
  for (const item of value) {
    const inner = flatNumbers(item, shape, depth + 1);
    if (inner === undefined) return undefined;
    out.push(...inner);
  }
  return out;
}
