// Stored values as the arguments of layers and operations: plain values, layers, and the objects that Keras stores by their
// class. Functions of a program are named and never run.

import type { ConfigValue } from '../layers/config.ts';
import { modelAsLayer } from '../model/modelAsLayer.ts';
import { ellipsisKey, sliceKey } from '../ops/indexing.ts';
import { unknown } from '../shapes/unknown.ts';
import { definitionOf, layerObject } from './layerObjects.ts';
import type { Reading, StoredObject } from './reading.ts';
import { isStoredList, isStoredRecord, recordAt, type Stored, type StoredRecord, textAt } from './stored.ts';

/** The stored form of an object; undefined for a plain record. */
export function storedObject(record: StoredRecord): StoredObject | undefined {
  const className = textAt(record, 'class_name');
  if (className === undefined) return undefined;
  return {
    className,
    module: textAt(record, 'module'),
    registered: textAt(record, 'registered_name'),
    config: configOf(record),
  };
}

/** The first versions stored a Sequential as the bare list of its layers. */
function configOf(record: StoredRecord): StoredRecord {
  const config = record.get('config');
  return isStoredList(config) ? new Map([['layers', config]]) : (recordAt(record, 'config') ?? new Map());
}

/** The value of the argument `key`. */
export function configValue(reading: Reading, value: Stored, key: string): ConfigValue {
  if (value === null || typeof value !== 'object') return value;
  if (isStoredList(value) && isStoredCode(value, key)) return storedCode;
  if (isStoredList(value)) return value.map(item => configValue(reading, item, key));
  if (!isStoredRecord(value)) return reading.context.dialect === 'tfjs' ? value.value : value;
  if (key === 'dtype' || key === 'dtype_policy') return policyValue(value);
  const object = storedObject(value);
  if (object !== undefined) return objectValue(reading, value, object, key);
  const entries = [...value].map(([name, item]) => [name, configValue(reading, item, name)] as const);
  return { kind: 'record', entries: new Map(entries) };
}

const storedCode = unknown({ kind: 'data', what: 'the function of a Lambda, which is stored as code and is not run' });

/** True for a function as Keras 2 stores it: its code, its defaults and what it closes over. */
function isStoredCode(value: readonly Stored[], key: string): boolean {
  return key === 'function' && value.length === 3 && typeof value[0] === 'string';
}

/** A dtype policy by its name. */
function policyValue(record: StoredRecord): ConfigValue {
  const config = recordAt(record, 'config') ?? new Map<string, Stored>();
  const name = textAt(config, 'name');
  const [mode, source] = [textAt(config, 'mode'), textAt(config, 'source_name')];
  if (mode !== undefined && source !== undefined) return `${mode}_from_${source}`;
  return name ?? unknown({ kind: 'todo', what: 'this dtype policy' });
}

/** The families of objects by the endings of the arguments that take them. */
const families = [
  [/initializer$/, 'initializers'],
  [/regularizer$/, 'regularizers'],
  [/constraint$/, 'constraints'],
] as const;

function objectValue(reading: Reading, record: StoredRecord, object: StoredObject, key: string): ConfigValue {
  const { className, module, config } = object;
  switch (className) {
    case '__slice__':
      return sliceKey(part(reading, config, 'start'), part(reading, config, 'stop'), part(reading, config, 'step'));
    case '__ellipsis__':
      return ellipsisKey;
    case '__tuple__':
      return configValue(reading, record.get('items') ?? [], key);
    case '__numpy__':
    case '__tensor__':
      return arrayValue(config);
    case '__lambda__':
      return storedCode;
    case 'function':
    case 'builtin_function_or_method': {
      const name = textAt(record, 'config') ?? className;
      return isKeras(module) ? name : { kind: 'custom', name };
    }
    default:
  }
  const family = families.find(([ending]) => ending.test(key))?.[1] ?? familyOf(module);
  if (family !== undefined) {
    if (!isKeras(module)) return { kind: 'custom', name: className };
    const entries = [...config].map(([name, item]) => [name, configValue(reading, item, name)] as const);
    return { kind: 'object', family, name: className, config: Object.fromEntries(entries) };
  }
  const isModel = config.has('layers') || className === 'Sequential';
  if (isModel) {
    const layer = modelAsLayer(reading.makeModel(reading, object).layer);
    return layer === undefined ? { kind: 'custom', name: className } : { kind: 'layer', layer };
  }
  const definition = definitionOf(object, reading.context.dialect);
  if (definition === undefined) return { kind: 'custom', name: className };
  return { kind: 'layer', layer: layerObject(reading, definition, object) };
}

function part(reading: Reading, config: StoredRecord, name: string): ConfigValue {
  return configValue(reading, config.get(name) ?? null, name);
}

/** Files before Keras 3 name no modules. */
export function isKeras(module: string | undefined): boolean {
  return module === undefined || /^keras(\.|$)/.test(module);
}

function familyOf(module: string | undefined): string | undefined {
  return /^keras\.(?:src\.)?(initializers|regularizers|constraints|activations|losses|metrics|optimizers)\b/.exec(
    module ?? '',
  )?.[1];
}

/** More elements than this are not kept as values. */
const mostValues = 4096;

function arrayValue(config: StoredRecord): ConfigValue {
  const shape: number[] = [];
  let level: Stored = config.get('value') ?? null;
  while (isStoredList(level)) {
    shape.push(level.length);
    level = level[0] ?? null;
  }
  const values: (number | string)[] = [];
  const isWhole = collect(config.get('value') ?? null, shape, 0, values);
  const why = unknown({ kind: 'data', what: 'the values of an array' });
  const dtype = textAt(config, 'dtype') ?? 'float32';
  return isWhole ? { kind: 'array', shape, dtype, values } : { kind: 'array', shape: why, dtype };
}

/** Lists all elements; false where they are no array, or too many. */
function collect(value: Stored, shape: readonly number[], axis: number, out: (number | string)[]): boolean {
  if (isStoredList(value)) {
    return value.length === shape[axis] && value.every(item => collect(item, shape, axis + 1, out));
  }
  if (axis !== shape.length || out.length >= mostValues || value === null || isStoredRecord(value)) return false;
  out.push(typeof value === 'object' ? value.value : typeof value === 'boolean' ? Number(value) : value);
  return true;
}
