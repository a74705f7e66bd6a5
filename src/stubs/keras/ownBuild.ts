// What happens before the first call of a layer of the program: its `build` runs with the shapes of the call's arguments, and
// `add_weight` makes variables.

import type { Place } from '../../base/span.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import { handOutLayer } from '../../interp/handOut.ts';
import { builtin } from '../../interp/make.ts';
import type { CallArgs, FunctionValue, InstanceValue, KeywordValue, Value } from '../../interp/value.ts';
import { layerWeights } from '../../layers/apply.ts';
import { isConfigList } from '../../layers/config.ts';
import type { WeightSpec } from '../../layers/define.ts';
import { type Layer, notBuilt } from '../../model/graph.ts';
import type { Dim } from '../../shapes/dim.ts';
import { dynamic } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import { type TensorType, tensorType } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { holdsTensors, nestedValue, type TensorArgument, tensorsIn, toConfig, typeOf } from '../convert.ts';
import { shapeTuple } from './layerEnds.ts';
import { buildSequential } from './sequential.ts';

/** The tensor arguments of a call by the names that `call` gives them. */
export function tensorParameters(
  method: FunctionValue | undefined,
  args: CallArgs,
): ReadonlyMap<string, TensorArgument> {
  const names = (method?.node.parameters ?? []).map(parameter =>
    parameter.rest === undefined && parameter.target.kind === 'identifier' ? parameter.target.name : undefined,
  );
  const own = method?.program.traits.explicitSelf === true ? names.slice(1) : names;
  const out = new Map<string, TensorArgument>();
  const note = (name: string, value: Value): void => {
    const tensors = tensorsIn(value);
    if (tensors !== undefined && holdsTensors(tensors)) out.set(name, tensors);
  };
  args.positional.forEach((one, i) => {
    note(own[i] ?? String(i), one.value);
  });
  for (const keyword of args.keywords) note(keyword.name, keyword.value);
  return out;
}

/** The program's own `build`, called by hand: the first call then does not run it again. */
export function ownBuildByHand(context: Context, instance: InstanceValue, method: FunctionValue): Value {
  return builtin(`${instance.class.name}.build`, (inside, args, { place }) => {
    const layer = instance.layer.value;
    if (layer !== undefined) {
      const state = layer.state.value;
      const built = { inputs: state.built?.inputs ?? [], weights: state.built?.weights ?? [] };
      inside.store.write(layer.state, { ...state, begun: true, built });
    }
    return context.call({ kind: 'bound', self: instance, function: method }, args, place);
  });
}

/** Runs `build` once, before the first call on tensors that are known. */
export function buildOnce(
  context: Context,
  parts: {
    readonly instance: InstanceValue;
    readonly layer: Layer;
    readonly tensors: ReadonlyMap<string, TensorArgument>;
    readonly place: Place;
  },
): void {
  const { instance, layer, tensors, place } = parts;
  const state = layer.state.value;
  if (state.begun === true) return;
  const [first] = tensors.values();
  const types = first === undefined ? [] : flatten(first).flatMap(tensor => (tensor === null ? [] : [typeOf(tensor)]));
  const method = findMember(instance.class, 'build');
  const before = state.built?.weights ?? [];
  const inherited =
    layer.object !== undefined && method?.kind !== 'function' && types.length > 0
      ? layerWeights(layer.object, types)
      : [];
  context.store.write(layer.state, {
    ...state,
    ...(first === undefined ? {} : { begun: true }),
    built: { inputs: types, weights: together(before, inherited) },
  });
  if (method?.kind !== 'function' || first === undefined) return;
  context.call(
    { kind: 'bound', self: instance, function: method },
    shapeArguments(method, tensors, place, first),
    place,
  );
}

function together(
  first: readonly WeightSpec[] | ReturnType<typeof unknown>,
  second: readonly WeightSpec[] | ReturnType<typeof unknown>,
): readonly WeightSpec[] | ReturnType<typeof unknown> {
  if (isUnknown(first)) return first;
  return isUnknown(second) ? second : [...first, ...second];
}

/**
 * The arguments of `build` and `compute_output_shape`: one with one parameter gets the shape of the first argument, with
 * several each `NAME_shape` that of `NAME`.
 */
export function shapeArguments(
  method: FunctionValue,
  tensors: ReadonlyMap<string, TensorArgument>,
  place: Place,
  first: TensorArgument,
): CallArgs {
  const shapesOf = (argument: TensorArgument): Value =>
    nestedValue(argument, tensor => (tensor === null ? { kind: 'none' } : shapeTuple(typeOf(tensor).shape)));
  const names = method.node.parameters
    .slice(1)
    .flatMap(parameter =>
      parameter.rest === undefined && parameter.target.kind === 'identifier' ? [parameter.target.name] : [],
    );
  if (names.length > 1) {
    const keywords: KeywordValue[] = [];
    for (const name of names) {
      const given = name.endsWith('_shape') ? tensors.get(name.slice(0, -'_shape'.length)) : undefined;
      if (given !== undefined) keywords.push({ name, value: shapesOf(given), place });
    }
    if (keywords.length > 0) return { positional: [], keywords, open: undefined };
  }
  return { positional: [{ value: shapesOf(first), place }], keywords: [], open: undefined };
}

/** `layer.build(input_shape)` as the program calls it: it makes the variables, or the graph of a Sequential. */
export function buildByShape(context: Context, layer: Layer, args: CallArgs, place: Place): void {
  const { model } = layer;
  if (model === undefined) {
    if (layer.state.value.built === undefined) frameworkBuild(context, layer, args);
    return;
  }
  const shape = argument(args, 0, 'input_shape', 'inputShape');
  const [type] = (shape === undefined ? undefined : typesOfShapes(shape)) ?? [];
  if (model.kind !== 'sequential' || model.graph.value !== notBuilt) return;
  if (type === undefined) handOutLayer(context, model.layer);
  else buildSequential(context, model, type, place);
}

/** `super().build(input_shape)` of a layer class of the library: it makes the variables of that class. */
export function frameworkBuild(context: Context, layer: Layer, args: CallArgs): void {
  const shape = args.positional[0]?.value ?? args.keywords[0]?.value;
  if (layer.object === undefined || shape === undefined) return;
  const state = layer.state.value;
  const types = typesOfShapes(shape);
  const weights =
    types === undefined
      ? unknown({ kind: 'data', what: 'the shape it is built for' })
      : layerWeights(layer.object, types);
  const before = state.built?.weights ?? [];
  context.store.write(layer.state, {
    ...state,
    built: { inputs: types ?? state.built?.inputs ?? [], weights: together(before, weights) },
  });
}

/** The tensor types of a shape, or of a list of shapes, as programs hand them to `build`. */
export function typesOfShapes(value: Value): readonly TensorType[] | undefined {
  if (value.kind !== 'list' || value.open.value !== undefined) return undefined;
  const items = value.items.value;
  if (items.length > 0 && items.every(item => item.kind === 'list')) {
    const types = items.map(typesOfShapes);
    return types.some(type => type === undefined) ? undefined : types.flatMap(type => type ?? []);
  }
  const config = toConfig(value);
  if (!isConfigList(config)) return undefined;
  return [
    tensorType(
      config.map(item => dimOf(item)),
      'float32',
    ),
  ];
}

function dimOf(size: unknown): Dim {
  if (typeof size === 'number') return size;
  if (size === null) return dynamic;
  if (isUnknown(size)) return size;
  return typeof size === 'object' && 'kind' in size && size.kind === 'size'
    ? (size as Dim)
    : unknown({ kind: 'todo', what: 'such a size' });
}

/** `self.add_weight(...)`: a variable of the layer's own, by its shape. */
export function addWeight(context: Context, layer: Layer, args: CallArgs): Value {
  const written =
    args.keywords.find(keyword => keyword.name === 'shape')?.value ??
    args.positional.find(one => one.value.kind === 'list' || isUnknown(one.value))?.value;
  const name = argument({ ...args, positional: [] }, 0, 'name');
  const trainable = argument({ ...args, positional: [] }, 0, 'trainable');
  const given = argument({ ...args, positional: [] }, 0, 'dtype');
  const dtype = given?.kind === 'string' ? given.value : 'float32';
  const state = layer.state.value;
  const sizes = written === undefined ? (args.open === undefined ? [] : undefined) : sizesOf(written);
  if (sizes === undefined) {
    const why = unknown({ kind: 'data', what: 'the shape of a weight' });
    context.store.write(layer.state, { ...state, hidden: why });
    return { kind: 'array', flavour: 'eager', type: { shape: why, dtype } };
  }
  const before = state.built?.weights;
  const weight: WeightSpec = {
    name: name?.kind === 'string' ? name.value : 'variable',
    shape: sizes,
    trainable: !(trainable?.kind === 'bool' && !trainable.value),
    dtype,
    initializer: 'glorot_uniform',
  };
  const weights = before !== undefined && isUnknown(before) ? before : [...(before ?? []), weight];
  context.store.write(layer.state, { ...state, built: { inputs: state.built?.inputs ?? [], weights } });
  return { kind: 'array', flavour: 'eager', type: { shape: sizes, dtype } };
}

function sizesOf(value: Value): readonly Dim[] | undefined {
  if (value.kind !== 'list' || value.open.value !== undefined) return undefined;
  return value.items.value.map(item => dimOf(toConfig(item)));
}
