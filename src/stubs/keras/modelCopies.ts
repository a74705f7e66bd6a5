// Models made of what a program keeps of others: `clone_model`, the configuration that `get_config` and `to_json` give, and
// files that the program itself saved a model to.

import { type Box, box } from '../../base/box.ts';
import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { recordModel } from '../../interp/entries.ts';
import { none } from '../../interp/make.ts';
import type { Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import { applyLayer } from '../../layers/apply.ts';
import { type CloneOptions, cloneModel } from '../../model/clone.ts';
import { type Layer, type Model, type ModelGraph, notBuilt, type SymbolicTensor } from '../../model/graph.ts';
import { compiledWith } from '../../model/training.ts';
import { flatten } from '../../shapes/nested.ts';
import { sameShape } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument, positionalArgs } from '../arguments.ts';
import { symbolicArgument, tensorsIn } from '../convert.ts';
import { pathText } from '../data/tableFiles.ts';
import { mayBeCompiled } from './compile.ts';
import { isExposed } from './compileState.ts';
import { layerOf } from './models.ts';
import { takeInnerName } from './sequential.ts';

const ownClass: Unknown = unknown({ kind: 'todo', what: 'a copy of a model of a class of the program' });

/** A new model that follows another; the subclasses of the program have no configuration to follow. */
function copied(context: Context, model: Model, options: CloneOptions & { readonly names: 'once' | 'each' }): Value {
  const graph = options.graph ?? model.graph.value;
  if (model.kind === 'subclass') return ownClass;
  if (isUnknown(graph) && graph !== notBuilt) return graph;
  const made = cloneModel(context, model, options);
  if (made.kind === 'sequential') {
    const turns = options.names === 'once' ? 1 : made.stack.value.length;
    for (let i = 0; i < turns; i++) takeInnerName(context, made);
  }
  // Some versions of Keras compile a copy as its original was, others leave that to the program.
  if (model.compiled.value !== undefined || isExposed(model)) context.store.write(made.compiled, mayBeCompiled);
  recordModel(context, { model: made, place: options.place });
  return { kind: 'layer', layer: made.layer };
}

// ---------------------------------------------------------------------------------------------------------------------

/** `clone_model(model, input_tensors, clone_function)`. */
const clone: Builtin = (context, args, { place }) => {
  const given = argument(args, 0, 'model');
  const model = given === undefined ? undefined : layerOf(given)?.model;
  if (model === undefined) return given !== undefined && isUnknown(given) ? given : notAModel;
  const inputs = argument(args, 1, 'input_tensors');
  const make = argument(args, 2, 'clone_function');
  const tensors = inputs === undefined || inputs.kind === 'none' ? undefined : symbolic(inputs);
  if (tensors !== undefined && isUnknown(tensors)) return tensors;
  if (['call_function', 'recursive'].some(name => argument(args, -1, name) !== undefined))
    return unknown({ kind: 'todo', what: 'such a copy of a model' });
  return copied(context, model, {
    place,
    names: 'once',
    ...(tensors === undefined ? {} : { inputs: tensors }),
    ...(make === undefined || make.kind === 'none' ? {} : { layerFor: layer => madeBy(context, make, layer, place) }),
  });
};

const notAModel: Unknown = unknown({ kind: 'data', what: 'which model is meant' });

function symbolic(value: Value): readonly SymbolicTensor[] | Unknown {
  const structure = tensorsIn(value);
  const all = structure === undefined ? undefined : symbolicArgument(structure);
  if (all !== undefined) return flatten(all).filter(tensor => tensor !== null);
  return isUnknown(value) ? value : unknown({ kind: 'data', what: 'tensors that are not known' });
}

const otherLayer: Unknown = unknown({ kind: 'todo', what: 'a copy of a layer that may give another shape' });

/** What a function of the program gives for a layer. It must be the layer itself, or one that gives the same shapes. */
function madeBy(context: Context, make: Value, layer: Layer, place: Place): Layer | Unknown {
  const answer = context.call(make, positionalArgs([{ kind: 'layer', layer }], place), place);
  const made = layerOf(answer);
  if (made === undefined) return isUnknown(answer) ? answer : otherLayer;
  if (made === layer) return layer;
  const [node] = layer.state.value.nodes;
  if (node === undefined || made.object === undefined) return otherLayer;
  const { outputs, built } = applyLayer({ layer: made.object, call: node.call });
  const after = isUnknown(outputs) ? [] : flatten(outputs);
  const isAlike =
    after.length === node.outputs.length &&
    node.outputs.every(({ type }, i) => sameShape(type.shape, after[i]?.shape ?? otherLayer) === 'yes');
  if (!isAlike) return otherLayer;
  context.store.write(made.state, { ...made.state.value, built });
  return made;
}

// ---------------------------------------------------------------------------------------------------------------------

/** The configuration of a model, as a dict or as JSON. */
export function configOf(model: Model): ObjectValue {
  return {
    kind: 'object',
    family: 'modelConfig',
    name: 'config',
    config: new Map<string, Value>([['model', { kind: 'layer', layer: model.layer }]]),
  };
}

/** `Model.from_config(config)`, `model_from_json(text)`: a model like the one the configuration is of. */
export const fromModelConfig: Builtin = (context, args, { place }) => {
  const config = argument(args, 0, 'config', 'json_string', 'yaml_string');
  const held = config?.kind === 'object' && config.family === 'modelConfig' ? config.config.get('model') : undefined;
  const model = held?.kind === 'layer' ? held.layer.model : undefined;
  if (model !== undefined) return copied(context, model, { place, names: 'each' });
  return config !== undefined && isUnknown(config) ? config : unknown({ kind: 'todo', what: '`from_config`' });
};

// ---------------------------------------------------------------------------------------------------------------------

/** A model as it was when it was saved. */
interface Saved {
  readonly model: Model;
  readonly graph: ModelGraph | Unknown;
}

type SavedFiles = ReadonlyMap<string, Saved | Unknown>;

const files = new WeakMap<Context, Box<SavedFiles>>();

function filesOf(context: Context): Box<SavedFiles> {
  let known = files.get(context);
  if (known === undefined) {
    known = box<SavedFiles>(new Map(), joinFiles, 0);
    files.set(context, known);
  }
  return known;
}

/** A file that two paths leave with different models may hold either. */
function joinFiles(first: SavedFiles, second: SavedFiles): SavedFiles {
  const out = new Map<string, Saved | Unknown>();
  for (const [path, saved] of [...first, ...second]) {
    const other = first.get(path);
    const same = other !== undefined && !isUnknown(other) && !isUnknown(saved) && sameModel(other, saved);
    out.set(path, same || !first.has(path) || !second.has(path) ? saved : unknown({ kind: 'branch' }));
  }
  return out;
}

function sameModel(a: Saved, b: Saved): boolean {
  return a.model === b.model && a.graph === b.graph;
}

/** Notes that a model was saved to a file. */
export function noteSaved(context: Context, model: Model, path: Value | undefined): void {
  const text = pathText(path);
  if (text === undefined) return;
  const known = filesOf(context);
  const saved: Saved = { model, graph: model.graph.value };
  context.store.write(known, new Map([...known.value, [text, saved]]));
}

/** Notes the files that callbacks of a training call keep the model in. */
export function noteCheckpoints(context: Context, model: Model, args: CallArgs): void {
  const callbacks = argument(args, -1, 'callbacks');
  const all = callbacks?.kind === 'list' ? callbacks.items.value : callbacks === undefined ? [] : [callbacks];
  for (const callback of all) {
    if (callback.kind !== 'object' || callback.name !== 'ModelCheckpoint') continue;
    const weightsOnly = callback.config.get('save_weights_only');
    if (weightsOnly === undefined || (weightsOnly.kind === 'bool' && !weightsOnly.value))
      noteSaved(context, model, callback.config.get('filepath') ?? callback.config.get('0'));
  }
}

/** `save_model(model, path)`. */
const save: Builtin = (context, args) => {
  const given = argument(args, 0, 'model');
  const model = given === undefined ? undefined : layerOf(given)?.model;
  if (model !== undefined) noteSaved(context, model, argument(args, 1, 'filepath'));
  return none;
};

/** `load_model(path)`: the model that the program saved there; any other file is not known. */
const load: Builtin = (context, args, { place }) => {
  const file = argument(args, 0, 'filepath');
  const path = pathText(file);
  const saved = path === undefined ? undefined : filesOf(context).value.get(path);
  if (saved !== undefined && isUnknown(saved)) return saved;
  if (saved !== undefined && saved.model.kind !== 'subclass') {
    const { model, graph } = saved;
    const value = copied(context, model, { place, graph, names: 'each' });
    const made = value.kind === 'layer' ? value.layer.model : undefined;
    const compiles = argument(args, -1, 'compile');
    const isLeftOut = compiles?.kind === 'bool' && !compiles.value && args.open === undefined;
    if (made !== undefined)
      context.store.write(made.compiled, isLeftOut ? undefined : (compiledWith(model) ?? mayBeCompiled));
    return value;
  }
  return unknown({
    kind: 'input',
    name: file?.kind === 'string' ? `the model file \`${file.value}\`` : 'the model file',
  });
};

/** The functions of `keras.models` that make models of others, by their paths. */
export const copyingFunctions: Readonly<Record<string, Builtin>> = {
  'keras.models.clone_model': clone,
  'keras.models.model_from_json': fromModelConfig,
  'keras.models.model_from_config': fromModelConfig,
  'keras.models.model_from_yaml': fromModelConfig,
  'keras.models.save_model': save,
  'keras.saving.save_model': save,
  'keras.models.load_model': load,
  'keras.saving.load_model': load,
};
