// Arguments as JSON, for plans that leave the analysis.

import { type ConfigValue, isConfigList } from '../layers/config.ts';
import type { LayerObject } from '../layers/define.ts';
import type { ConfigJson, LayerJson } from '../protocol/runPlan.ts';
import { printDim } from '../shapes/dim.ts';
import { isUnknown, printWhy } from '../shapes/unknown.ts';

/** Numbers the tensors among the arguments of a call in the order they are met. */
export interface InputCounter {
  next: number;
}

/** A value as JSON. Symbolic tensors become the next inputs of the call that `inputs` counts for. */
export function configJson(value: ConfigValue, inputs?: InputCounter): ConfigJson {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { float: infinite(value) };
  if (isConfigList(value)) return value.map(item => configJson(item, inputs));
  switch (value.kind) {
    case 'float':
      return { float: Number.isFinite(value.value) ? value.value : infinite(value.value) };
    case 'size':
      return { unknown: `the size \`${printDim(value)}\` is known only by name` };
    case 'record':
      return { record: Object.fromEntries([...value.entries].map(([key, item]) => [key, configJson(item, inputs)])) };
    case 'layer':
      return { layer: layerJson(value.layer) };
    case 'object':
      return {
        object: {
          family: value.family,
          name: value.name,
          config: Object.fromEntries(
            Object.entries(value.config).map(([key, item]) => [key, configJson(item, inputs)] as const),
          ),
        },
      };
    case 'custom':
      return { custom: value.name };
    case 'array':
      return arrayJson(value);
    case 'tensor':
      return inputs === undefined
        ? { unknown: 'a tensor stands where a plain value is needed' }
        : { input: inputs.next++ };
    case 'unknown':
      return { unknown: printWhy(value.why) };
  }
}

/** A layer as it was made. */
export function layerJson(object: LayerObject): LayerJson {
  return {
    className: object.definition.name,
    name: object.name,
    dialect: object.dialect,
    given: Object.fromEntries([...object.given].map(([name, value]) => [name, configJson(value)])),
  };
}

function arrayJson(array: Extract<ConfigValue, { readonly kind: 'array' }>): ConfigJson {
  const { shape, dtype, values } = array;
  if (values === undefined || isUnknown(shape) || isUnknown(dtype)) {
    return { unknown: 'the values of an array are not known' };
  }
  const sizes = shape.filter(dim => typeof dim === 'number');
  if (sizes.length !== shape.length) return { unknown: 'the shape of an array is not known' };
  const written = values.map(item => (typeof item === 'number' && !Number.isFinite(item) ? String(item) : item));
  return { array: { shape: sizes, dtype, values: written } };
}

function infinite(value: number): 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}
