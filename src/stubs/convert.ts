// Between the values of a program and the plain values that layers and operations read.

import { frameType, isFrame } from '../interp/frames.ts';
import { bool, dimValue, float, list, none, number, plain, record, string, tuple } from '../interp/make.ts';
import { contentOf, newMemory } from '../interp/memory.ts';
import { anyItem, itemCount } from '../interp/openList.ts';
import type { ArrayValue, ListValue, OpenEnd, TensorValue, Value } from '../interp/value.ts';
import { type ConfigValue, isConfigList } from '../layers/config.ts';
import type { SymbolicTensor } from '../model/graph.ts';
import { modelAsLayer } from '../model/modelAsLayer.ts';
import type { TensorAnswer } from '../ops/define.ts';
import { extremesOf } from '../ops/extremes.ts';
import { ellipsisKey, sliceKey } from '../ops/indexing.ts';
import type { Nested } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';

/** How numbers are read: Python keeps whole floats apart from integers, JavaScript does not. */
export type NumberStyle = 'python' | 'javascript';

/** The plain form of a value. */
export function toConfig(value: Value, numbers: NumberStyle = 'python'): ConfigValue {
  switch (value.kind) {
    case 'none':
      return null;
    case 'bool':
    case 'int':
    case 'string':
      return value.value;
    case 'float':
      return numbers === 'javascript' ? value.value : { kind: 'float', value: value.value };
    case 'size':
      return value.size;
    case 'list':
      if (value.open.value !== undefined) return openRows(value, value.open.value, numbers);
      return value.items.value.map(item => toConfig(item, numbers));
    case 'record': {
      if (value.open.value !== undefined) return value.open.value;
      const entries = new Map<string, ConfigValue>();
      for (const entry of value.entries.value.values()) {
        const key =
          entry.key.kind === 'string'
            ? entry.key.value
            : entry.key.kind === 'int'
              ? String(entry.key.value)
              : undefined;
        if (key !== undefined) entries.set(key, toConfig(entry.value, numbers));
      }
      return { kind: 'record', entries };
    }
    case 'layer': {
      const object = value.layer.object ?? modelAsLayer(value.layer);
      return object === undefined ? { kind: 'custom', name: value.layer.name } : { kind: 'layer', layer: object };
    }
    case 'object':
      if (isFrame(value)) return { kind: 'array', ...frameType(value), flavour: 'numpy' };
      return {
        kind: 'object',
        family: value.family,
        name: value.name,
        config: Object.fromEntries([...value.config].map(([key, item]) => [key, toConfig(item, numbers)])),
      };
    case 'builtin': {
      const parts = value.path.split('.');
      const family = parts[parts.length - 2] ?? '';
      return { kind: 'object', family, name: parts[parts.length - 1] ?? value.path, config: {} };
    }
    case 'layerClass':
      return { kind: 'custom', name: value.definition.name };
    case 'function':
    case 'class':
      return { kind: 'custom', name: value.name };
    case 'bound':
      return { kind: 'custom', name: value.function.kind === 'function' ? value.function.name : value.function.path };
    case 'tensor':
      return { kind: 'tensor', ...value.tensor.type };
    case 'array': {
      const { type, flavour, values } = contentOf(value);
      return { kind: 'array', ...type, flavour, ...(values === undefined ? {} : { values }) };
    }
    case 'instance':
      return value.layer.value === undefined
        ? unknown({ kind: 'todo', what: `an object of \`${value.class.name}\` as an argument` })
        : { kind: 'custom', name: value.class.name };
    case 'slice':
      return sliceKey(toConfig(value.lower), toConfig(value.upper), toConfig(value.step));
    case 'ellipsis':
      return ellipsisKey;
    case 'module':
    case 'dataset':
      return unknown({ kind: 'todo', what: `a ${value.kind} as an argument` });
    case 'plain':
      // Numbers of JavaScript are of one kind.
      return {
        ...unknown(value.why.why, value.why.at),
        plain: numbers === 'javascript' && value.type === 'int' ? 'number' : value.type,
      };
    case 'unknown':
      return unknown(value.why, value.at);
  }
}

/** A list of an unknown number of items is not known, but where all are alike its rows are. */
function openRows(list: ListValue, end: OpenEnd, numbers: NumberStyle): ConfigValue {
  const items = list.items.value;
  const why = unknown(end.why, end.at);
  const each = anyItem(items, end);
  const count = itemCount(items, end);
  if (each === undefined || each.kind === 'unknown') return isUnknown(count) ? why : { ...why, rows: why, count };
  const rows = toConfig(each, numbers);
  if (isUnknown(count)) return { ...why, rows, some: items.length > 0 };
  return { ...why, rows, count, some: typeof count === 'number' && count > 0 };
}

/** The value of a plain answer. Lists become tuples, as shapes are. */
export function fromConfig(config: ConfigValue): Value {
  if (config === null) return none;
  if (typeof config === 'boolean') return bool(config);
  if (typeof config === 'number') return number(config);
  if (typeof config === 'string') return string(config);
  if (isConfigList(config)) return tuple(config.map(fromConfig));
  switch (config.kind) {
    case 'float':
      return float(config.value);
    case 'size':
      return dimValue(config);
    case 'unknown':
      return 'plain' in config ? plain(config.plain, unknown(config.why, config.at)) : config;
    case 'array': {
      const { kind: _kind, flavour = 'eager', ...type } = config;
      return arrayOf(type, flavour);
    }
    case 'object':
      return {
        kind: 'object',
        family: config.family,
        name: config.name,
        config: new Map(Object.entries(config.config).map(([key, item]) => [key, fromConfig(item)])),
      };
    case 'record':
    case 'layer':
    case 'custom':
    case 'tensor':
      return unknown({ kind: 'todo', what: `a ${config.kind} as an answer` });
  }
}

/** An eager or NumPy tensor of a type, in memory of its own. */
export function arrayOf(type: TensorAnswer, flavour: 'numpy' | 'eager'): ArrayValue {
  const { values, ...rest } = type;
  const isWritable = flavour === 'numpy' && (values ?? rest.sizes ?? rest.extremes) !== undefined;
  return {
    kind: 'array',
    flavour,
    type: rest,
    ...(values === undefined ? {} : { values }),
    ...(isWritable ? { memory: newMemory() } : {}),
  };
}

/** The array as NumPy has it, in memory of its own. */
export function numpyArray(array: ArrayValue): ArrayValue {
  const { type, values } = contentOf(array);
  return arrayOf({ ...type, ...(values === undefined ? {} : { values }) }, 'numpy');
}

/** The structure of tensors an argument holds: symbolic ones, arrays, or both; undefined where it holds none. */
export type TensorArgument = Nested<TensorValue | ArrayValue | null>;

/** Reads tensors in lists and records out of a value; undefined where something else stands among them. */
export function tensorsIn(value: Value): TensorArgument | undefined {
  switch (value.kind) {
    case 'tensor':
    case 'array':
      return { kind: 'one', value };
    case 'object':
      return isFrame(value) ? { kind: 'one', value: arrayOf(frameType(value), 'numpy') } : undefined;
    case 'none':
      return { kind: 'one', value: null };
    case 'list': {
      if (value.open.value !== undefined || value.items.value.length === 0) return undefined;
      const items: TensorArgument[] = [];
      for (const item of value.items.value) {
        const inner = tensorsIn(item);
        if (inner === undefined) return undefined;
        items.push(inner);
      }
      return { kind: 'list', type: value.type === 'tuple' ? 'tuple' : 'list', items };
    }
    case 'record': {
      if (value.open.value !== undefined) return undefined;
      const entries: (readonly [string, TensorArgument])[] = [];
      for (const entry of value.entries.value.values()) {
        const inner = tensorsIn(entry.value);
        if (inner === undefined || entry.key.kind !== 'string') return undefined;
        entries.push([entry.key.value, inner]);
      }
      return { kind: 'record', entries };
    }
    default:
      return undefined;
  }
}

/** True where a structure holds a tensor at all, and not only None. */
export function holdsTensors(argument: TensorArgument): boolean {
  switch (argument.kind) {
    case 'one':
      return argument.value !== null;
    case 'list':
      return argument.items.some(holdsTensors);
    case 'record':
      return argument.entries.some(([, item]) => holdsTensors(item));
  }
}

/** The type of a tensor or array, with what is known of the numbers in it. */
export function typeOf(value: TensorValue | ArrayValue): TensorType {
  if (value.kind === 'tensor') return value.tensor.type;
  const { type, values } = contentOf(value);
  const extremes = type.extremes ?? extremesOf(values);
  return extremes === undefined ? type : { ...type, extremes };
}

/** The value of an answer: one tensor, or lists and records of them. */
export function nestedValue<T>(nested: Nested<T>, wrap: (item: T) => Value): Value {
  switch (nested.kind) {
    case 'one':
      return wrap(nested.value);
    case 'list': {
      const items = nested.items.map(item => nestedValue(item, wrap));
      return nested.type === 'tuple' ? tuple(items) : list(items);
    }
    case 'record':
      return record(nested.entries.map(([key, item]) => [key, nestedValue(item, wrap)] as const));
  }
}

/** Arguments of symbolic calls, where every tensor is symbolic. */
export function symbolicArgument(argument: TensorArgument): Nested<SymbolicTensor | null> | undefined {
  switch (argument.kind) {
    case 'one':
      if (argument.value === null) return { kind: 'one', value: null };
      return argument.value.kind === 'tensor' ? { kind: 'one', value: argument.value.tensor } : undefined;
    case 'list': {
      const items = argument.items.map(symbolicArgument);
      return items.some(item => item === undefined)
        ? undefined
        : { kind: 'list', type: argument.type, items: items.filter(item => item !== undefined) };
    }
    case 'record': {
      const entries: (readonly [string, Nested<SymbolicTensor | null>])[] = [];
      for (const [key, item] of argument.entries) {
        const inner = symbolicArgument(item);
        if (inner === undefined) return undefined;
        entries.push([key, inner]);
      }
      return { kind: 'record', entries };
    }
  }
}
