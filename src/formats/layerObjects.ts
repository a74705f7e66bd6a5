// Layers of the library from their stored form: the class by its name, and the stored configuration as the arguments of its
// constructor, so that names, defaults and checks are those of the vocabulary.

import { type ConfigValue, type Dialect, isConfigList } from '../layers/config.ts';
import type { LayerDefinition, LayerObject } from '../layers/define.ts';
import { allParams, type GivenArguments, makeLayer, paramName } from '../layers/make.ts';
import { camelCase } from '../layers/naming.ts';
import { isRefused, type Param, type ParamSpecs } from '../layers/params.ts';
import { allLayers } from '../layers/registry.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { quotedName } from './budgets.ts';
import type { Reading, StoredObject } from './reading.ts';
import { isStoredRecord, type Stored, type StoredRecord, textAt } from './stored.ts';
import { configValue, isKeras } from './values.ts';

let byClass: ReadonlyMap<string, LayerDefinition> | undefined;

/** The definition of a stored layer; undefined for a class that is not the library's, or that the dialect does not have. */
export function definitionOf(object: StoredObject, dialect: Dialect): LayerDefinition | undefined {
  const { className, module, registered } = object;
  if (!isKeras(module) || registered?.includes('>') === true || isOperation(object, dialect)) return undefined;
  byClass ??= new Map(
    allLayers.flatMap(definition => [definition.name, ...(definition.alias ?? [])].map(name => [name, definition])),
  );
  // TensorFlow 1 numbered the classes that it changed.
  const found = byClass.get(className) ?? byClass.get(className.replace(/V[12]$/, ''));
  return found !== undefined && isIn(found, dialect) && hasRequired(found, object) ? found : undefined;
}

/** Layers of ready-made models are in no dialect: no program can name them, and files hold them all the same. */
function isIn({ dialects = ['keras3'] }: LayerDefinition, dialect: Dialect): boolean {
  return dialects.length === 0 || dialects.includes(dialect);
}

/** A class of a program may have the name of the library's; what that cannot be made without is then missing. */
function hasRequired(definition: LayerDefinition, { config }: StoredObject): boolean {
  const keys = new Set([...config.keys()].map(folded));
  return Object.entries(definition.params as ParamSpecs).every(
    ([canonical, { required, alias = {} }]) =>
      !required || [canonical, ...Object.values(alias)].some(name => keys.has(folded(name))),
  );
}

/** Operations share names with layers, and have neither a dtype nor anything to train. */
function isOperation({ module, config }: StoredObject, dialect: Dialect): boolean {
  if (module !== undefined) return module.includes('.ops.');
  return dialect === 'keras3' && !config.has('trainable') && !config.has('dtype');
}

/** The layer object that a stored layer stands for, inside another or by itself. */
export function layerObject(reading: Reading, definition: LayerDefinition, object: StoredObject): LayerObject {
  const { layer, problems } = makeLayer({
    definition,
    given: storedArguments(reading, definition, object.config),
    dialect: reading.context.dialect,
    autoName: reading.context.autoName,
    defaults: { registered: true },
  });
  noteProblems(reading, object, problems.length);
  return layer;
}

/** Notes that the vocabulary does not take a stored configuration as it stands. */
export function noteProblems(reading: Reading, object: StoredObject, count: number): void {
  if (count === 0) return;
  const name = textAt(object.config, 'name') ?? object.className;
  reading.notes.add(`Some arguments of ${quotedName(name)} (${quotedName(object.className)}) are not understood.`);
}

/** What a stored configuration gives to the constructor. */
export function storedArguments(reading: Reading, definition: LayerDefinition, config: StoredRecord): GivenArguments {
  const { dialect } = reading.context;
  const names = argumentNames(definition, dialect);
  const keywords: (readonly [string, ConfigValue])[] = [];
  const seen = new Set<string>();
  for (const [key, stored] of config) {
    const found = names.get(folded(key));
    if (found === undefined) {
      noteUnknownKey(reading, definition, key, stored);
      continue;
    }
    const { name, param } = found;
    if (seen.has(name)) continue;
    seen.add(name);
    keywords.push([name, spelled(configValue(reading, stored, key), param, dialect)]);
  }
  return { positional: [], keywords, open: false };
}

interface Argument {
  readonly name: string;
  readonly param: Param<unknown>;
}

const known = new Map<Dialect, WeakMap<LayerDefinition, ReadonlyMap<string, Argument>>>();

/** The arguments of a dialect by their names without case and underscores: tfjs stores them in Python's spelling. */
function argumentNames(definition: LayerDefinition, dialect: Dialect): ReadonlyMap<string, Argument> {
  const ofDialect = known.get(dialect) ?? new WeakMap<LayerDefinition, ReadonlyMap<string, Argument>>();
  known.set(dialect, ofDialect);
  const before = ofDialect.get(definition);
  if (before !== undefined) return before;
  const names = new Map<string, Argument>();
  for (const [canonical, param] of Object.entries(allParams(definition))) {
    if (param.notIn?.includes(dialect) === true) continue;
    for (const name of [paramName(canonical, param, dialect), ...(param.formerly?.[dialect] ?? [])])
      names.set(folded(name), { name, param });
  }
  ofDialect.set(definition, names);
  return names;
}

function folded(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/**
 * The value as the constructor takes it. tfjs stores `channels_last` for its own `channelsLast`, and so with other words;
 * Keras 2 stores an axis as a list of one.
 */
function spelled(value: ConfigValue, param: Param<unknown>, dialect: Dialect): ConfigValue {
  const reads = (one: ConfigValue): boolean => isUnknown(one) || !isRefused(param.type.read(one, dialect));
  if (reads(value)) return value;
  if (dialect === 'tfjs' && typeof value === 'string' && reads(camelCase(value))) return camelCase(value);
  const [only] = isConfigList(value) && value.length === 1 ? value : [];
  return only !== undefined && reads(only) ? only : value;
}

/** Parts of a configuration that say nothing about the layer's arguments. */
const silent: ReadonlySet<string> = new Set([
  'build_config',
  'batch_input_shape',
  'implementation',
  'quantization_config',
  'zero_output_for_mask',
  'ragged',
  'sparse',
  'synchronized',
  'is_gru',
  'num_constants',
  'vocabulary_size',
  // Of attention: what it was built on.
  'query_shape',
  'key_shape',
  'value_shape',
  // Of a Lambda: how its function is stored.
  'function_type',
  'module',
  'output_shape_type',
  // Depthwise and separable convolutions store what they inherit and do not use.
  'groups',
  'kernel_initializer',
  'kernel_regularizer',
  'kernel_constraint',
]);

function noteUnknownKey(reading: Reading, definition: LayerDefinition, key: string, stored: Stored): void {
  const isEmpty = stored === null || stored === false || (isStoredRecord(stored) && stored.size === 0);
  if (isEmpty || silent.has(key) || definition.baseArguments === 'anything') return;
  reading.notes.add(`The argument ${quotedName(key)} of ${definition.name} is not known and was left out.`);
}
