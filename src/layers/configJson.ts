// Configurations and layer objects as the plain data of a run plan, and back. What JSON cannot hold, such as a symbolic
// size or the values of a large array, becomes `{ unknown }` with its reason.

import { assertNever } from '../base/assertNever.ts';
import type { ConfigJson, LayerJson } from '../protocol/runPlan.ts';
import { printDim } from '../shapes/dim.ts';
import { isUnknown, printWhy, unknown } from '../shapes/unknown.ts';
import { type ConfigValue, isConfigList } from './config.ts';
import type { LayerObject } from './define.ts';
import { allParams, makeLayer, paramName } from './make.ts';
import { allLayers } from './registry.ts';

export interface ToJsonOptions {
  /** The position among the call's inputs of the next symbolic tensor; asked once per tensor, depth first. */
  readonly nextInput?: () => number;
}

/** A configuration value as JSON. */
export function toJson(value: ConfigValue, options: ToJsonOptions = {}): ConfigJson {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : floatJson(value);
  if (isConfigList(value)) return value.map(item => toJson(item, options));
  switch (value.kind) {
    case 'float':
      return floatJson(value.value);
    case 'size':
      return { unknown: `it is known by name only, as ${printDim(value)}` };
    case 'record':
      return { record: Object.fromEntries([...value.entries].map(([key, item]) => [key, toJson(item, options)])) };
    case 'layer':
      return { layer: layerToJson(value.layer) };
    case 'object': {
      const config = Object.entries(value.config).map(([key, item]) => [key, toJson(item, options)] as const);
      return { object: { family: value.family, name: value.name, config: Object.fromEntries(config) } };
    }
    case 'custom':
      return { custom: value.name };
    case 'array': {
      const { shape, dtype, values } = value;
      const whole = isUnknown(shape) ? undefined : shape.filter(axis => typeof axis === 'number');
      if (values === undefined || isUnknown(shape) || whole?.length !== shape.length || typeof dtype !== 'string')
        return { unknown: 'the values of an array are not known' };
      return { array: { shape: whole, dtype, values: values.map(item => numberJson(item)) } };
    }
    case 'tensor':
      return options.nextInput === undefined ? { unknown: 'it is a tensor' } : { input: options.nextInput() };
    case 'unknown':
      return { unknown: printWhy(value.why) };
    default:
      return assertNever(value);
  }
}

/** The configuration value that a JSON form stands for. A tensor of the call comes back as one of unknown type. */
export function fromJson(json: ConfigJson): ConfigValue {
  if (json === null || typeof json !== 'object') return json;
  if (isJsonList(json)) return json.map(fromJson);
  if ('float' in json) return { kind: 'float', value: Number(json.float) };
  if ('record' in json)
    return {
      kind: 'record',
      entries: new Map(Object.entries(json.record).map(([key, item]) => [key, fromJson(item)])),
    };
  if ('layer' in json) {
    const layer = layerFromJson(json.layer);
    return layer === undefined ? notKnown(`the layer ${json.layer.className}`) : { kind: 'layer', layer };
  }
  if ('object' in json) {
    const { family, name, config } = json.object;
    const read = Object.entries(config).map(([key, item]) => [key, fromJson(item)] as const);
    return { kind: 'object', family, name, config: Object.fromEntries(read) };
  }
  if ('custom' in json) return { kind: 'custom', name: json.custom };
  if ('array' in json) {
    const { shape, dtype, values } = json.array;
    return { kind: 'array', shape, dtype, values: dtype === 'string' ? values : values.map(Number) };
  }
  if ('input' in json) {
    const type = notKnown('a tensor of the call');
    return { kind: 'tensor', shape: type, dtype: type };
  }
  return notKnown(json.unknown);
}

/** A layer object as JSON: its class, name and the arguments that were given. */
export function layerToJson(layer: LayerObject): LayerJson {
  return {
    className: layer.definition.name,
    name: layer.name,
    dialect: layer.dialect,
    given: Object.fromEntries([...layer.given].map(([name, value]) => [name, toJson(value)])),
  };
}

/** The layer object made anew from its JSON form; undefined where no layer of that class exists. */
export function layerFromJson(json: LayerJson): LayerObject | undefined {
  const definition = allLayers.find(layer => layer.name === json.className);
  if (definition === undefined) return undefined;
  const params = allParams(definition);
  const keywords = Object.entries(json.given).map(([canonical, value]) => {
    const param = params[canonical];
    const name = param === undefined ? canonical : paramName(canonical, param, json.dialect);
    return [name, fromJson(value)] as const;
  });
  const { layer } = makeLayer({
    definition,
    given: { positional: [], keywords, open: false },
    dialect: json.dialect,
    autoName: () => json.name,
  });
  return layer.name === json.name ? layer : { ...layer, name: json.name };
}

/** True for a list among JSON forms. */
export function isJsonList(json: ConfigJson): json is readonly ConfigJson[] {
  return Array.isArray(json);
}

function floatJson(value: number): ConfigJson {
  if (Number.isNaN(value)) return { float: 'NaN' };
  if (Number.isFinite(value)) return { float: value };
  return { float: value > 0 ? 'Infinity' : '-Infinity' };
}

function numberJson(value: number | string): number | string {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function notKnown(what: string) {
  return unknown({ kind: 'data', what });
}
