// Attributes and methods of layers and models.

import type { Place } from '../../base/span.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import {
  bool,
  builtin,
  dimValue,
  int,
  list,
  missing,
  none,
  number,
  numeric,
  recordOf,
  string,
  tuple,
} from '../../interp/make.ts';
import type { Builtin, InstanceValue, LayerValue, Value } from '../../interp/value.ts';
import { paramName } from '../../layers/make.ts';
import type { ParamSpecs } from '../../layers/params.ts';
import type { Problem } from '../../layers/problems.ts';
import { closest } from '../../layers/suggest.ts';
import type { LayerAccess } from '../../model/access.ts';
import { type Layer, type Model, notBuilt, type SymbolicTensor } from '../../model/graph.ts';
import { innerLayers, layerParameters } from '../../model/parameters.ts';
import { flatten, type Nested } from '../../shapes/nested.ts';
import type { Shape } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { fromConfig, nestedValue } from '../convert.ts';
import { report } from '../operations.ts';
import { callModel } from './callModel.ts';
import { compile } from './compile.ts';
import { callLayerValue } from './layers.ts';
import { variableMember, weightArrays } from './layerVariables.ts';
import { addItem, layerOf } from './models.ts';
import { buildByShape } from './ownBuild.ts';
import { instanceOf } from './ownClasses.ts';
import { popFromSequential, takeInnerName } from './sequential.ts';
import { checkWeights } from './setWeights.ts';
import { trainingMethod } from './trainingCalls.ts';
import { vocabularyMember } from './vocabularies.ts';

/** The attribute of a layer or model; undefined where it is not modelled. */
export function layerMember(context: Context, value: LayerValue, name: string, place: Place): Value | undefined {
  const { layer } = value;
  const instance = instanceOf(layer);
  if (instance !== undefined && isOwnMember(instance, name)) return context.attribute(instance, name, place);
  const model = layer.model === undefined ? undefined : modelMember(context, layer.model, name, place);
  if (model !== undefined) return model;
  switch (name) {
    case 'name':
      return string(layer.name);
    case 'trainable':
      return bool(layer.state.value.trainable);
    case 'output':
      return layerOutput(value);
    case 'input':
      return layerInput(value);
    case 'output_shape':
    case 'outputShape':
      return shapesOf(layer.state.value.nodes[0]?.structure, value);
    case 'input_shape':
      return shapesOf(
        layer.state.value.nodes[0]?.inputs.length === 1 ? layer.state.value.nodes[0]?.inputs[0] : undefined,
        value,
      );
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

/** `layer.output`: what its first call gave. */
function layerOutput(value: LayerValue): Value {
  const [node] = value.layer.state.value.nodes;
  if (node === undefined) return unknown({ kind: 'data', what: 'a call of the layer, and it has none yet' });
  const { structure } = node;
  if (isUnknown(structure)) return structure;
  const { access } = value;
  return nestedValue(structure, tensor => ({ kind: 'tensor', tensor, ...(access === undefined ? {} : { access }) }));
}

function layerInput(value: LayerValue): Value {
  const [node] = value.layer.state.value.nodes;
  if (node === undefined) return unknown({ kind: 'data', what: 'a call of the layer, and it has none yet' });
  const source = node.inputs.length === 0 ? node.outputs : node.inputs;
  const tensors = source.map((tensor): Value => ({ kind: 'tensor', tensor }));
  return tensors.length === 1 && tensors[0] !== undefined ? tensors[0] : list(tensors);
}

function shapesOf(
  structure: Nested<SymbolicTensor> | SymbolicTensor | ReturnType<typeof unknown> | undefined,
  value: LayerValue,
): Value {
  if (structure === undefined) return unknown({ kind: 'data', what: `a call of \`${value.layer.name}\`` });
  if (isUnknown(structure)) return structure;
  return 'node' in structure
    ? shapeTuple(structure.type.shape)
    : nestedValue(structure, tensor => shapeTuple(tensor.type.shape));
}

/** A shape as the program sees it. */
export function shapeTuple(shape: Shape): Value {
  return isUnknown(shape) ? shape : tuple(shape.map(dimValue));
}

// ---------------------------------------------------------------------------------------------------------------------

function modelMember(context: Context, model: Model, name: string, place: Place): Value | undefined {
  const graph = model.graph.value;
  // A Sequential of Keras 3 has the tensors of its first call, as any layer, and not those of its own graph.
  const hasOwnEnds = model.kind !== 'sequential' || context.dialect !== 'keras3';
  if ((name === 'input' || name === 'output') && !hasOwnEnds) return undefined;
  switch (name) {
    case 'layers':
      return layersValue(model, place);
    case 'inputs':
      return isUnknown(graph)
        ? graph
        : list(flatten(graph.inputs).map((tensor): Value => ({ kind: 'tensor', tensor })));
    case 'outputs':
      return isUnknown(graph)
        ? graph
        : list(flatten(graph.outputs).map((tensor): Value => ({ kind: 'tensor', tensor })));
    case 'input':
      return isUnknown(graph)
        ? graph
        : single(
            nestedValue(graph.inputs, tensor => ({ kind: 'tensor', tensor })),
            context,
          );
    case 'output':
      return isUnknown(graph)
        ? graph
        : single(
            nestedValue(graph.outputs, tensor => ({ kind: 'tensor', tensor })),
            context,
          );
    case 'input_shape':
      return isUnknown(graph)
        ? graph
        : single(
            nestedValue(graph.inputs, tensor => shapeTuple(tensor.type.shape)),
            context,
          );
    case 'output_shape':
    case 'outputShape':
      return isUnknown(graph)
        ? graph
        : single(
            nestedValue(graph.outputs, tensor => shapeTuple(tensor.type.shape)),
            context,
          );
    case 'get_layer':
    case 'getLayer':
      return builtin(`${model.layer.name}.${name}`, (inside, args) => getLayer(inside, model, args));
    case 'add':
      return model.kind === 'sequential' ? builtin(name, adder(model)) : undefined;
    case 'pop':
      return model.kind === 'sequential'
        ? builtin(name, inside => {
            popFromSequential(inside, model);
            return none;
          })
        : undefined;
    case 'compile':
      return builtin(`${model.layer.name}.compile`, compile(model));
    case 'call':
      return builtin(name, (inside, args, call) => callModel(inside, model.layer, args, call.place));
    default: {
      const training = trainingMethod(model, name);
      return training === undefined ? undefined : builtin(`${model.layer.name}.${name}`, training);
    }
  }
}

/** Keras 2 and tfjs give a tensor where there is one, whatever it was built with; Keras 3 gives what it was built with. */
function single(value: Value, context: Context): Value {
  if (context.dialect === 'keras3' || value.kind !== 'list') return value;
  const [only, ...others] = value.items.value;
  return only !== undefined && others.length === 0 ? only : value;
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
    if (layerOf(item) === undefined && isUnknown(item)) context.store.write(model.graph, item);
    addItem(context, model, item, place);
    takeInnerName(context, model);
    return none;
  };
}

function getLayer(context: Context, model: Model, args: Parameters<Builtin>[1]): Value {
  const graph = model.graph.value;
  const layers = isUnknown(graph) ? model.stack.value : graph.layers;
  const positional = args.positional[0];
  const byName =
    args.keywords.find(keyword => keyword.name === 'name') ??
    (positional?.value.kind === 'string' ? positional : undefined);
  const byIndex =
    args.keywords.find(keyword => keyword.name === 'index') ??
    args.positional[1] ??
    (numeric(positional?.value ?? missing) === undefined ? undefined : positional);
  if (byName !== undefined && byName.value.kind === 'string') {
    const wanted = byName.value.value;
    const index = layers.findIndex(layer => layer.name === wanted);
    const layer = layers[index];
    if (layer !== undefined)
      return { kind: 'layer', layer, access: { model, index, how: 'name', place: byName.place } };
    if (isUnknown(graph)) return graph;
    return noSuchLayer(context, model, { name: wanted, place: byName.place });
  }
  const position = byIndex === undefined ? undefined : numeric(byIndex.value);
  if (position === undefined || byIndex === undefined)
    return (
      args.positional.map(one => one.value).find(isUnknown) ?? unknown({ kind: 'data', what: 'which layer is meant' })
    );
  const layer = layers[position < 0 ? position + layers.length : position];
  if (layer !== undefined)
    return {
      kind: 'layer',
      layer,
      access: { model, index: layers.indexOf(layer), how: 'index', place: byIndex.place },
    };
  if (isUnknown(graph)) return graph;
  return noSuchLayer(context, model, { index: position, place: byIndex.place });
}

function noSuchLayer(
  context: Context,
  model: Model,
  asked: { readonly name?: string; readonly index?: number; readonly place: Place },
): Value {
  const graph = model.graph.value;
  const names = (isUnknown(graph) ? model.stack.value : graph.layers).map(layer => layer.name);
  const { place, ...what } = asked;
  const meant = asked.name === undefined ? undefined : closest(asked.name, names);
  report(
    context,
    [
      {
        kind: 'unknown-layer',
        ...what,
        count: names.length,
        names,
        ...(meant === undefined ? {} : { suggestion: meant }),
        runtime: noSuchLayerWords(asked, names),
      },
    ],
    {
      place,
      name: model.layer.name,
      className: model.layer.className,
      layer: model.layer,
    },
  );
  return unknown({ kind: 'error' });
}

/** What the frameworks say of a layer that a model does not have. */
function noSuchLayerWords(
  { name, index }: { readonly name?: string; readonly index?: number },
  names: readonly string[],
): NonNullable<Problem['runtime']> {
  if (name !== undefined) {
    const words = `No such layer: ${name}.`;
    return { keras3: words, keras2: words, tfjs: words.slice(0, -1) };
  }
  const words = `Was asked to retrieve layer at index ${index}`;
  const keras = `${words} but model only has ${names.length} layers.`;
  return { keras3: keras, keras2: keras, tfjs: `${words}, but model only has ${names.length} layer(s).` };
}

/** Sets an attribute that has an effect: `layer.trainable = False` holds for all layers inside. */
export function setLayerMember(context: Context, value: LayerValue, name: string, to: Value): boolean {
  if (name === 'name' || name === '_name')
    context.store.write(value.layer.state, { ...value.layer.state.value, renamed: true });
  if (name !== 'trainable' || to.kind !== 'bool') return false;
  const visit = (layer: Layer): void => {
    context.store.write(layer.state, { ...layer.state.value, trainable: to.value });
    for (const inner of [...innerLayers(layer), ...(layer.state.value.inner ?? [])]) visit(inner);
  };
  visit(value.layer);
  return true;
}
