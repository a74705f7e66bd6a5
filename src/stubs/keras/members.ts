// Attributes and methods of layers and models.

import type { Place } from '../../base/span.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import { bool, builtin, int, list, none, number, recordOf, string, tuple } from '../../interp/make.ts';
import type { Builtin, InstanceValue, LayerValue, Value } from '../../interp/value.ts';
import { paramName } from '../../layers/make.ts';
import type { ParamSpecs } from '../../layers/params.ts';
import type { LayerAccess } from '../../model/access.ts';
import { type Layer, type Model, notBuilt } from '../../model/graph.ts';
import { innerLayers, layerParameters } from '../../model/parameters.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { fromConfig } from '../convert.ts';
import { callModel } from './callModel.ts';
import { compile, mayBeCompiled } from './compile.ts';
import { getLayer } from './getLayer.ts';
import { layerEnd } from './layerEnds.ts';
import { callLayerValue } from './layers.ts';
import { variableMember, weightArrays } from './layerVariables.ts';
import { configOf, noteSaved } from './modelCopies.ts';
import { addItem } from './models.ts';
import { refuseSummary } from './neverCalled.ts';
import { buildByShape } from './ownBuild.ts';
import { instanceOf } from './ownClasses.ts';
import { popFromSequential, takeInnerName } from './sequential.ts';
import { checkWeights } from './setWeights.ts';
import { trainingMethod } from './trainingCalls.ts';
import { refuseMember } from './unknownMembers.ts';
import { vocabularyMember } from './vocabularies.ts';

/** The attribute of a layer or model; undefined where it is not modelled. */
export function layerMember(context: Context, value: LayerValue, name: string, place: Place): Value | undefined {
  const { layer } = value;
  const instance = instanceOf(layer);
  if (instance !== undefined && isOwnMember(instance, name)) return context.attribute(instance, name, place);
  // TensorFlow.js has no names in the style of Python.
  if (context.dialect === 'tfjs' && /[a-z]_[a-z]/.test(name)) return undefined;
  const refused = refuseMember(context, value, name, place);
  if (refused !== undefined) return refused;
  const end = layerEnd(context, value, name, place);
  if (end !== undefined) return end;
  const model = layer.model === undefined ? undefined : modelMember(context, layer.model, name, place);
  if (model !== undefined) return model;
  switch (name) {
    case 'name':
      return string(layer.name);
    case 'trainable':
      return bool(layer.state.value.trainable);
    case 'count_params':
    case 'countParams':
      return builtin(name, () => numberOf(layerParameters(layer).total));
    case '__class__':
      return {
        kind: 'object',
        family: 'class',
        name: layer.className,
        config: new Map([['__name__', string(layer.className)]]),
      };
    case 'get_config':
    case 'getConfig':
      return builtin(name, () => recordOf(new Map(), { open: unknown({ kind: 'todo', what: '`get_config()`' }) }));
    case 'apply':
      return builtin(name, (inside, args, call) => callLayerValue(inside, value, args, call.place));
    case '__call__':
      return builtin(name, (inside, args, call) => callLayerValue(inside, value, args, call.place));
    case 'build':
      return builtin(name, (inside, args, call) => {
        buildByShape(inside, layer, args, call.place);
        return none;
      });
    case 'get_weights':
    case 'getWeights':
      return context.dialect === 'tfjs' ? undefined : builtin(name, () => weightArrays(layer));
    case 'set_weights':
    case 'setWeights':
      return builtin(name, (inside, args, call) => {
        checkWeights(inside, layer, args, call.place);
        return none;
      });
    case 'dtype':
    case 'compute_dtype':
    case 'variable_dtype':
      return layer.object === undefined
        ? string('float32')
        : typeof layer.object.dtype === 'string'
          ? string(layer.object.dtype)
          : layer.object.dtype;
    case 'layer':
    case 'cell':
    case 'forward_layer':
    case 'backward_layer':
      return undefined;
    default:
      return (
        configMember(layer, name) ?? vocabularyMember(layer, name) ?? variableMember(layer, name) ?? quietMember(name)
      );
  }
}

/** True for what the program itself put into an object or its class. */
function isOwnMember(instance: InstanceValue, name: string): boolean {
  return instance.fields.get(name)?.value !== undefined || findMember(instance.class, name) !== undefined;
}

/** Methods whose answers say nothing about shapes. */
function quietMember(name: string): Value | undefined {
  if (quiet.has(name)) return builtin(name, () => none);
  return valued.has(name) ? unknown({ kind: 'data', what: 'the values of the weights' }) : undefined;
}

const quiet: ReadonlySet<string> = new Set([
  'summary',
  'save',
  'save_weights',
  'load_weights',
  'export',
  'reset_states',
  'dispose',
  'plot',
]);
const valued: ReadonlySet<string> = new Set(['kernel', 'bias', 'losses', 'metrics', 'optimizer', 'history']);

/** An argument of the constructor, read off the layer: `layer.filters`. */
function configMember(layer: Layer, name: string): Value | undefined {
  const { object } = layer;
  if (object === undefined) return undefined;
  for (const [canonical, param] of Object.entries(object.definition.params as ParamSpecs)) {
    if (paramName(canonical, param, layer.dialect) !== name) continue;
    const given = object.given.get(canonical) ?? param.fallbackIn?.[layer.dialect] ?? param.fallback;
    const read = object.config[canonical];
    if (Array.isArray(read) && read.every(item => typeof item === 'number')) return tuple(read.map(int));
    return fromConfig(given);
  }
  return undefined;
}

function numberOf(value: number | ReturnType<typeof unknown>): Value {
  return isUnknown(value) ? value : number(value);
}

// ---------------------------------------------------------------------------------------------------------------------

function modelMember(context: Context, model: Model, name: string, place: Place): Value | undefined {
  switch (name) {
    case 'layers':
      return layersValue(model, place);
    case 'get_layer':
    case 'getLayer':
      return builtin(`${model.layer.name}.${name}`, (inside, args) => getLayer(inside, model, args));
    case 'add':
      return model.kind === 'sequential' ? builtin(name, adder(model)) : undefined;
    case 'pop':
      return model.kind === 'sequential'
        ? builtin(name, (inside, _args, call) => {
            popFromSequential(inside, model, call.place);
            return none;
          })
        : undefined;
    case 'compile':
      // Whoever gets hold of the method may call it at any time; a call on the spot says at once what it was told.
      if (model.compiled.value === undefined) context.store.write(model.compiled, mayBeCompiled);
      return builtin(`${model.layer.name}.compile`, compile(model));
    case 'get_config':
    case 'to_json':
    case 'to_yaml':
      return model.kind === 'subclass' || model.layer.dialect === 'tfjs'
        ? undefined
        : builtin(name, () => configOf(model));
    case 'save':
      return model.layer.dialect === 'tfjs'
        ? undefined
        : builtin(name, (inside, args) => {
            noteSaved(inside, model, argument(args, 0, 'filepath'));
            return none;
          });
    case 'summary':
      return builtin(name, (inside, _args, call) => {
        refuseSummary(inside, model, call.place);
        return none;
      });
    case 'call':
      return builtin(name, (inside, args, call) => callModel(inside, model.layer, args, call.place));
    default: {
      const training = trainingMethod(model, name);
      return training === undefined ? undefined : builtin(`${model.layer.name}.${name}`, training);
    }
  }
}

/** `model.layers`: a new list every time. */
function layersValue(model: Model, place: Place): Value {
  const graph = model.graph.value;
  const layers = isUnknown(graph) ? model.stack.value : graph.layers;
  if (isUnknown(graph) && graph !== notBuilt && model.kind === 'functional') return graph;
  const items = layers.map((layer, index): Value => {
    const access: LayerAccess = { model, index, how: 'loop', place };
    return { kind: 'layer', layer, access };
  });
  const { open } = model.stack.value;
  if (isUnknown(graph) && open !== undefined) return list(items, open);
  return { ...list(items), layersOf: { model, from: 0, to: layers.length, read: place } };
}

function adder(model: Model): Builtin {
  return (context, args, { place }) => {
    const item = args.positional[0]?.value ?? args.keywords[0]?.value;
    if (item === undefined) return none;
    addItem(context, model, item, place);
    takeInnerName(context, model);
    return none;
  };
}

/** Sets an attribute that has an effect: `layer.trainable = False` holds for all layers inside. */
export function setLayerMember(context: Context, value: LayerValue, name: string, to: Value): boolean {
  if (name === 'name' || name === '_name')
    context.store.write(value.layer.state, { ...value.layer.state.value, renamed: true });
  context.ownNames.add(`layer.${name}`);
  if (name !== 'trainable' || to.kind !== 'bool') return false;
  const visit = (layer: Layer): void => {
    context.store.write(layer.state, { ...layer.state.value, trainable: to.value });
    for (const inner of [...innerLayers(layer), ...(layer.state.value.inner ?? [])]) visit(inner);
  };
  visit(value.layer);
  return true;
}
