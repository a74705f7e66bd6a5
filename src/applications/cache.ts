// Blueprints by what they were made of, so that a program that is analysed at every keystroke does not build its ready-made
// models again each time. Blueprints never change, so that all programs can share them.

import { type ConfigValue, isConfigList } from '../layers/config.ts';
import type { Dim } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { Call } from './plan.ts';

/** As many steps are kept altogether; the largest networks have some 2,000. */
const keptSteps = 20_000;

export interface Cache<T> {
  /** What is kept under the key, or what `make` gives, which is then kept. */
  get(key: string, make: () => T): T;
}

/** Keeps what was asked for last, up to a number of steps. `size` counts the steps of one entry. */
export function createCache<T>(size: (entry: T) => number, most = keptSteps): Cache<T> {
  const entries = new Map<string, T>();
  let steps = 0;
  return {
    get(key, make) {
      const known = entries.get(key);
      if (known !== undefined) {
        entries.delete(key);
        entries.set(key, known);
        return known;
      }
      const made = make();
      entries.set(key, made);
      steps += size(made);
      for (const [oldest, entry] of entries) {
        if (steps <= most || oldest === key) break;
        entries.delete(oldest);
        steps -= size(entry);
      }
      return made;
    },
  };
}

/**
 * The key of a call of a model function; undefined where an argument is not plain data, since a size that is known by name
 * only, or not at all, belongs to one program.
 */
export function cacheKey(application: string, call: Call): string | undefined {
  const { dialect, values, listShape, inputTensor } = call;
  const out = [application, dialect, listShape ? 'list' : 'tuple'];
  for (const name of [...values.keys()].sort()) {
    if (name === 'input_tensor') continue;
    const text = plainText(values.get(name) ?? null);
    if (text === undefined) return undefined;
    out.push(`${name}=${text}`);
  }
  if (inputTensor !== undefined) {
    const text = typeText(inputTensor);
    if (text === undefined) return undefined;
    out.push(`on ${text}`);
  }
  return out.join('\n');
}

function plainText(value: ConfigValue): string | undefined {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isConfigList(value)) {
    const items = value.map(plainText);
    return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
  }
  switch (value.kind) {
    case 'float':
      return `float ${value.value}`;
    case 'custom':
      return `custom ${value.name}`;
    case 'object':
      return Object.keys(value.config).length === 0 ? `object ${value.family}.${value.name}` : undefined;
    default:
      return undefined;
  }
}

function typeText({ shape, dtype }: TensorType): string | undefined {
  if (isUnknown(shape) || isUnknown(dtype)) return undefined;
  const dims = shape.map(dimText);
  return dims.includes(undefined) ? undefined : `${dtype}(${dims.join(',')})`;
}

function dimText(dim: Dim): string | undefined {
  if (typeof dim === 'number') return String(dim);
  return dim.kind === 'dynamic' ? 'None' : undefined;
}
