// The arguments of a layer as people read them: every parameter with its value and default, and the few that say most in
// a short line.

import type { ConfigValue, Dialect } from '../layers/config.ts';
import { isConfigList, printConfig } from '../layers/config.ts';
import type { LayerObject } from '../layers/define.ts';
import { allParams, baseParams, paramName } from '../layers/make.ts';
import { isKind, type Param } from '../layers/params.ts';
import { printDim } from '../shapes/dim.ts';
import { isUnknown } from '../shapes/unknown.ts';

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
    const words = highlights[canonical];
    if (words === undefined) continue;
    const value = object.given.get(canonical) ?? defaultOf(findCanonical(object, canonical), object.dialect);
    if (isUnknown(value) || (isDefault && words.onlyGiven)) continue;
    const text = words.say(value, object.dialect);
    if (text !== undefined) parts.push(text);
  }
  return parts.join(', ');
}

function findCanonical(object: LayerObject, canonical: string): Param<unknown> {
  return (allParams(object.definition) as Readonly<Record<string, Param<unknown>>>)[canonical] as Param<unknown>;
}

interface Highlight {
  readonly onlyGiven: boolean;
  say(value: ConfigValue, dialect: Dialect): string | undefined;
}

const highlights: Readonly<Record<string, Highlight>> = {
  kernel_size: { onlyGiven: false, say: times },
  pool_size: { onlyGiven: false, say: times },
  size: { onlyGiven: false, say: value => prefixed('×', times(value)) },
  strides: { onlyGiven: true, say: value => prefixed('stride ', times(value), '1') },
  dilation_rate: { onlyGiven: true, say: value => prefixed('dilation ', times(value), '1') },
  groups: { onlyGiven: true, say: value => (value === 1 ? undefined : prefixed('groups ', times(value))) },
  padding: { onlyGiven: true, say: value => (typeof value === 'string' ? value : prefixed('by ', times(value))) },
  cropping: { onlyGiven: false, say: value => prefixed('by ', times(value)) },
  activation: { onlyGiven: true, say: nameOf },
  rate: { onlyGiven: false, say: numberText },
  axis: { onlyGiven: true, say: value => prefixed('axis ', times(value)) },
  axes: { onlyGiven: true, say: value => prefixed('axes ', times(value)) },
  target_shape: { onlyGiven: false, say: (value, dialect) => valueText(value, dialect) },
  dims: { onlyGiven: false, say: (value, dialect) => valueText(value, dialect) },
  n: { onlyGiven: false, say: value => prefixed('×', times(value)) },
  num_heads: { onlyGiven: false, say: value => prefixed('', times(value), undefined, ' heads') },
  input_dim: { onlyGiven: true, say: value => prefixed('of ', times(value)) },
  return_sequences: { onlyGiven: true, say: value => (value === true ? 'sequences' : undefined) },
};

/** `3×3` for a window, `3` for a single number; equal strides are written once. */
function times(value: ConfigValue): string | undefined {
  if (isConfigList(value)) {
    const parts = value.map(item => (isConfigList(item) ? times(item) : numberText(item)));
    return parts.includes(undefined) ? undefined : parts.join('×');
  }
  return numberText(value);
}

function numberText(value: ConfigValue): string | undefined {
  if (typeof value === 'number') return String(value);
  if (value === null || !(isKind(value, 'float') || isKind(value, 'size'))) return undefined;
  return value.kind === 'float' ? String(value.value) : printDim(value);
}

function nameOf(value: ConfigValue): string | undefined {
  if (typeof value === 'string') return value === 'linear' ? undefined : value;
  if (value === null || !(isKind(value, 'object') || isKind(value, 'custom'))) return undefined;
  return value.name;
}

function prefixed(before: string, text: string | undefined, without?: string, after = ''): string | undefined {
  if (text === undefined || text === without || (/^1(×1)*$/.test(text) && without === '1')) return undefined;
  return `${before}${text}${after}`;
}
