// The arguments of a layer as people read them: every parameter with its value and default, and the few that say most in
// a short line.

import type { ConfigValue, Dialect } from '../layers/config.ts';
import { isConfigList, printConfig } from '../layers/config.ts';
import type { LayerObject } from '../layers/define.ts';
import { allParams, baseParams, paramName } from '../layers/make.ts';
import { isKind, type Param } from '../layers/params.ts';
import { type Dim, printDim } from '../shapes/dim.ts';

/** One parameter of a layer that was made. */
export interface ArgumentText {
  /** By the name of the layer's dialect. */
  readonly name: string;
  readonly canonical: string;
  readonly value: string;
  readonly isDefault: boolean;
  readonly doc: string;
}

/** A parameter of a layer by the name it has in the layer's dialect. */
export function findParam(
  object: LayerObject,
  name: string,
): { readonly canonical: string; readonly param: Param<unknown> } | undefined {
  for (const [canonical, param] of Object.entries(allParams(object.definition))) {
    if (!param.notIn?.includes(object.dialect) && paramName(canonical, param, object.dialect) === name) {
      return { canonical, param };
    }
  }
  return undefined;
}

/** The default of a parameter in a dialect, as a value. */
export function defaultOf(param: Param<unknown>, dialect: Dialect): ConfigValue {
  const own = param.fallbackIn?.[dialect];
  return own === undefined ? param.fallback : own;
}

/** The layer's own parameters in order, then those of every layer that were given. */
export function argumentsOf(object: LayerObject): readonly ArgumentText[] {
  const { definition, dialect, given } = object;
  const out: ArgumentText[] = [];
  const own = definition.params as Readonly<Record<string, Param<unknown>>>;
  const common = Object.entries(baseParams).filter(([canonical]) => given.has(canonical) && !(canonical in own));
  for (const [canonical, param] of [...Object.entries(own), ...common] as readonly (readonly [
    string,
    Param<unknown>,
  ])[]) {
    if (param.notIn?.includes(dialect) || canonical === 'name') continue;
    const value = given.get(canonical);
    if (value === undefined && param.required) continue;
    out.push({
      name: paramName(canonical, param, dialect),
      canonical,
      value: valueText(value ?? defaultOf(param, dialect), dialect),
      isDefault: value === undefined,
      doc: param.doc,
    });
  }
  return out;
}

/** A value as the user of that framework writes it; `?` where it is not known. */
export function valueText(value: ConfigValue, dialect: Dialect): string {
  if (value !== null && isKind(value, 'size')) return printDim(value);
  if (isConfigList(value) && value.some(item => item !== null && isKind(item, 'size'))) {
    const inner = value.map(item => valueText(item, dialect)).join(', ');
    return dialect === 'tfjs' ? `[${inner}]` : value.length === 1 ? `(${inner},)` : `(${inner})`;
  }
  return printConfig(value, dialect === 'tfjs' ? 'javascript' : 'python');
}

/** What stands out of the arguments, in a few words for the face of a drawn node: `3×3, stride 2, relu`. */
export function argumentSummary(object: LayerObject): string {
  const parts: string[] = [];
  for (const { canonical, isDefault } of argumentsOf(object)) {
    if (canonical === 'axis' && /Normalization$/.test(object.definition.name)) continue;
    const say = isDefault ? always[canonical] : (whenGiven[canonical] ?? always[canonical]);
    const text = say?.(object.config[canonical]);
    if (text !== undefined && text !== '') parts.push(text);
  }
  return parts.join(', ');
}

/** The words for the value that a parameter has read; undefined where they would say nothing. */
type Words = (value: unknown) => string | undefined;

/** Arguments that are worth a word even where they are the default. */
const always: Readonly<Record<string, Words>> = {
  kernel_size: sizes,
  pool_size: sizes,
  size: value => around('×', each(value)),
  cropping: value => around('by ', each(value)),
  rate: number,
  target_shape: tuple,
  dims: tuple,
  n: value => around('×', number(value)),
  num_heads: value => around('', number(value), ' heads'),
};

/** Arguments that are worth a word only where they are given. */
const whenGiven: Readonly<Record<string, Words>> = {
  strides: value => around('stride ', unless('1', each(value))),
  dilation_rate: value => around('dilation ', unless('1', each(value))),
  groups: value => around('groups ', unless('1', number(value))),
  padding: value => (typeof value === 'string' ? value : around('by ', each(value))),
  activation: name,
  axis: value => around('axis ', unless('-1', each(value))),
  axes: value => around('axes ', each(value)),
  input_dim: value => around('of ', number(value)),
  return_sequences: value => (value === true ? 'sequences' : undefined),
};

/** `3×3`, `2`. */
function sizes(value: unknown): string | undefined {
  if (!Array.isArray(value)) return number(value);
  const parts = value.map(number);
  return parts.includes(undefined) ? undefined : parts.join('×');
}

/** One number where all are the same, else all of them: `2`, `1×2`; nested lists likewise. */
function each(value: unknown): string | undefined {
  if (!Array.isArray(value)) return number(value);
  const parts = value.map(each);
  const [first] = parts;
  if (first === undefined || parts.includes(undefined)) return undefined;
  return parts.every(part => part === first) ? first : parts.join('×');
}

function tuple(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const parts = value.map(number);
  return parts.includes(undefined) ? undefined : `(${parts.join(', ')})`;
}

/** A number, or a size by its name. */
function number(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'size') return undefined;
  return printDim(value as Dim);
}

/** The name of an activation, unless it changes nothing. */
function name(value: unknown): string | undefined {
  const text = typeof value === 'object' && value !== null && 'name' in value ? value.name : value;
  return typeof text === 'string' && text !== 'linear' ? text : undefined;
}

function unless(obvious: string, text: string | undefined): string | undefined {
  return text === obvious ? undefined : text;
}

function around(before: string, text: string | undefined, after = ''): string | undefined {
  return text === undefined ? undefined : `${before}${text}${after}`;
}
