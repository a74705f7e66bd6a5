// What the arguments of a layer can be, as plain data: the values of a configuration before a parameter has read them.

import type { Dim, Size } from '../shapes/dim.ts';
import type { DType, Extremes, Shape } from '../shapes/shape.ts';
import { isUnknown, type PlainKind, type Unknown, unknown } from '../shapes/unknown.ts';
import type { LayerObject } from './define.ts';

export type Dialect = 'keras3' | 'keras2' | 'tfjs';

export type ConfigValue =
  | null
  | boolean
  /** A whole number, or any number in tfjs. */
  | number
  | string
  /** A Python float; whole floats (`2.0`) are kept apart from integers. */
  | { readonly kind: 'float'; readonly value: number }
  /** An integer that is only known by name. */
  | Size
  | readonly ConfigValue[]
  | ConfigRecord
  /** A layer as an argument of another: the cell of an RNN, the layer of a wrapper. */
  | { readonly kind: 'layer'; readonly layer: LayerObject }
  /** An initializer, regularizer, activation, loss ... given as an object or function of the framework. */
  | {
      readonly kind: 'object';
      readonly family: string;
      readonly name: string;
      readonly config: Readonly<Record<string, ConfigValue>>;
    }
  /** A function or class of the user's own. */
  | { readonly kind: 'custom'; readonly name: string }
  /**
   * A NumPy array or an eager tensor; `values` is flat and row-major where it is small and known, `sizes` stands instead
   * where some elements are known by name only.
   */
  | {
      readonly kind: 'array';
      readonly shape: Shape;
      readonly dtype: DType;
      readonly flavour?: 'numpy' | 'eager';
      readonly values?: readonly (number | string)[];
      readonly sizes?: readonly Dim[];
      readonly extremes?: Extremes;
    }
  /** A symbolic tensor where a plain value is asked for. */
  | { readonly kind: 'tensor'; readonly shape: Shape; readonly dtype: DType; readonly sizes?: readonly Dim[] }
  | Unknown
  | UnknownRows
  | UnknownPlain;

/** A number or text of which only the kind is known. */
export interface UnknownPlain extends Unknown {
  readonly plain: PlainKind;
}

/** A list of which is not known how many items it has, but what each of them is. */
export interface UnknownRows extends Unknown {
  readonly rows: ConfigValue;
  /** How many there are, where that is known all the same; else true where there is at least one. */
  readonly count?: Dim;
  readonly some?: boolean;
}

export interface ConfigRecord {
  readonly kind: 'record';
  readonly entries: ReadonlyMap<string, ConfigValue>;
}

/** The value as the user would write it, for messages: `'same'`, `(3, 3)`, `2.0`, `None`. */
export function printConfig(value: ConfigValue, style: 'python' | 'javascript' = 'python'): string {
  if (value === null) return style === 'python' ? 'None' : 'null';
  if (typeof value === 'boolean') return style === 'python' ? (value ? 'True' : 'False') : String(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value}'`;
  if (isConfigList(value)) {
    const inner = value.map(item => printConfig(item, style)).join(', ');
    if (style === 'javascript') return `[${inner}]`;
    return value.length === 1 ? `(${inner},)` : `(${inner})`;
  }
  switch (value.kind) {
    case 'float':
      return Number.isInteger(value.value) && style === 'python' ? `${value.value}.0` : String(value.value);
    case 'size':
      return '<size>';
    case 'record':
      return `{${[...value.entries].map(([key, item]) => `'${key}': ${printConfig(item, style)}`).join(', ')}}`;
    case 'layer':
      return value.layer.definition.name;
    case 'object':
    case 'custom':
      return value.name;
    case 'array':
      return 'an array';
    case 'tensor':
      return 'a tensor';
    case 'unknown':
      return '?';
  }
}

/** True for a list or tuple value. */
export function isConfigList(value: ConfigValue): value is readonly ConfigValue[] {
  return Array.isArray(value);
}

/** An array with one axis as the list of its elements, unknown where they are not known; other values as they are. */
export function arrayAsList(value: ConfigValue): ConfigValue {
  if (value === null || typeof value !== 'object' || isConfigList(value) || value.kind !== 'array') return value;
  if (isUnknown(value.shape)) return value.shape;
  if (value.shape.length !== 1) return value;
  if (value.values !== undefined) return value.values;
  return unknown({ kind: 'data', what: 'the values of an array' });
}
