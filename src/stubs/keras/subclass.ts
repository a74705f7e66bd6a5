// Layers and models that are classes of the program: their `call` is run to learn what they give, and the graph holds one
// node for the whole call, as Keras does.

import type { Place } from '../../base/span.ts';
import { findMember, lineage } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import type { CallArgs, ClassValue, InstanceValue, Value } from '../../interp/value.ts';
import type { WeightSpec } from '../../layers/define.ts';
import { isFloatDtype, policyOf } from '../../layers/dtypes.ts';
import { snakeCase } from '../../layers/naming.ts';
import { addNode, detachedNode, newLayer } from '../../model/build.ts';
import type { GraphNode, Layer, SymbolicTensor } from '../../model/graph.ts';
import { mapNested, type Nested } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf, nestedValue, tensorsIn, typeOf } from '../convert.ts';
import { symbolicIn } from '../operations.ts';

/** The classes of the framework that a class may extend. */
const frameworkBases: ReadonlySet<string> = new Set([
  'keras.Model',
  'keras.layers.Layer',
  'keras.Sequential',
  'tfjs.layers.Layer',
]);

/** Objects of the program that stand for a layer of the graph. */
const instances = new WeakMap<Layer, InstanceValue>();

/** The dtype that floating arguments of such a layer are cast to, as far as it is known. */
const computeDtype = new WeakMap<Layer, string>();

/** The class of the framework that a class of the program extends; undefined where it extends none. */
export function frameworkBase(value: ClassValue): string | undefined {
  for (const one of lineage(value)) {
    for (const base of one.bases) {
      if (base.kind === 'builtin' && frameworkBases.has(base.path)) return base.path;
      if (base.kind === 'layerClass') return 'keras.layers.Layer';
    }
  }
  return undefined;
}

/** Gives an object its layer, where its class extends one of the framework. */
export function prepareInstance(context: Context, instance: InstanceValue, args: CallArgs, place: Place): void {
  if (frameworkBase(instance.class) === undefined) return;
  const given = args.keywords.find(keyword => keyword.name === 'name')?.value;
  const named = given?.kind === 'string';
  const layer = newLayer(context, {
    kind: 'custom',
    name: named ? given.value : context.autoName(snakeCase(instance.class.name)),
    className: instance.class.name,
    created: place,
    named,
  });
  instances.set(layer, instance);
  const dtype = args.keywords.find(keyword => keyword.name === 'dtype')?.value ?? { kind: 'none' };
  const policy =
    dtype.kind === 'none' ? 'float32' : dtype.kind === 'string' ? policyOf(dtype.value)?.compute : undefined;
  if (policy !== undefined && context.dialect !== 'tfjs') computeDtype.set(layer, policy);
  context.store.write(instance.layer, layer);
}

/** Calls an object of a layer class of the program. */
export function callInstance(context: Context, instance: InstanceValue, args: CallArgs, place: Place): Value {
  const layer = instance.layer.value;
  const method = findMember(instance.class, 'call');
  if (layer === undefined || method?.kind !== 'function')
    return unknown({ kind: 'call', name: `${instance.class.name}.call` });
  const first = args.positional[0]?.value;
  const tensors = args.positional.flatMap(argument => symbolicIn(argument.value));
  buildOnce(context, instance, layer, first, place);
  const answer = runCall(context, instance, args, place);
  const structure = tensorsIn(answer);
  rememberInner(context, instance, layer);
  if (tensors.length === 0) {
    context.record.calls.push({
      place,
      layer,
      node: detachedNode(context, { layer, call: new Map(), called: place, types: typesIn(answer) }),
    });
    return answer;
  }
  if (structure === undefined) {
    const why = isUnknown(answer)
      ? answer
      : unknown({ kind: 'todo', what: `what \`${instance.class.name}.call\` returns` });
    context.record.calls.push({
      place,
      layer,
      node: detachedNode(context, { layer, call: new Map(), called: place, types: why }),
    });
    return why;
  }
  const types = typesIn(answer);
  const node = addNode(context, {
    layer,
    inputs: tensors,
    call: new Map(),
    called: place,
    types,
    replay: next => replayCall(context, { instance, args, inputs: tensors, types: next, place }),
  });
  context.record.calls.push({ place, layer, node });
  return isUnknown(node.structure)
    ? node.structure
    : nestedValue(node.structure, tensor => ({ kind: 'tensor', tensor }));
}

/** Calls a layer of the graph that stands for an object of the program. */
export function callCustom(context: Context, layer: Layer, args: CallArgs, place: Place): Value {
  const instance = instances.get(layer);
  return instance === undefined
    ? unknown({ kind: 'call', name: layer.className })
    : callInstance(context, instance, args, place);
}

/** What a layer of the program gives for one tensor type. */
export function customAnswer(
  context: Context,
  layer: Layer,
  type: TensorType,
  place: Place,
): Nested<TensorType> | Unknown {
  const instance = instances.get(layer);
  if (instance === undefined) return unknown({ kind: 'call', name: layer.className });
  const value: Value = { kind: 'tensor', tensor: placeholder(context, layer, type, place) };
  buildOnce(context, instance, layer, value, place);
  const answer = runCall(context, instance, { positional: [{ value, place }], keywords: [], open: undefined }, place);
  rememberInner(context, instance, layer);
  return typesIn(answer);
}

/** Runs `call` on placeholders of the same types, so that its inner calls stay out of the outer graph. */
function runCall(context: Context, instance: InstanceValue, args: CallArgs, place: Place): Value {
  const method = findMember(instance.class, 'call');
  const layer = instance.layer.value;
  if (method?.kind !== 'function' || layer === undefined)
    return unknown({ kind: 'call', name: `${instance.class.name}.call` });
  // Keras 2 casts the first argument, Keras 3 all of them.
  const casts = context.dialect === 'keras3';
  const inside: CallArgs = {
    ...args,
    positional: args.positional.map((argument, i) => ({
      ...argument,
      value: replaced(context, { layer, value: argument.value, place, cast: i === 0 || casts }),
    })),
    keywords: args.keywords.map(keyword => ({
      ...keyword,
      value: replaced(context, { layer, value: keyword.value, place, cast: casts }),
    })),
  };
  context.traced++;
  try {
    return context.call({ kind: 'bound', self: instance, function: method }, inside, place);
  } finally {
    context.traced--;
  }
}

function replayCall(
  context: Context,
  parts: {
    readonly instance: InstanceValue;
    readonly args: CallArgs;
    readonly inputs: readonly SymbolicTensor[];
    readonly types: readonly TensorType[];
    readonly place: Place;
  },
): Nested<TensorType> | Unknown {
  const { instance, inputs, types, place } = parts;
  const layer = instance.layer.value;
  if (layer === undefined) return unknown({ kind: 'error' });
  const swap = new Map(inputs.map((input, i) => [input, types[i] ?? input.type]));
  const value = (one: Value): Value =>
    one.kind === 'tensor'
      ? { kind: 'tensor', tensor: placeholder(context, layer, swap.get(one.tensor) ?? one.tensor.type, place) }
      : one;
  const args: CallArgs = {
    ...parts.args,
    positional: parts.args.positional.map(argument => ({ ...argument, value: value(argument.value) })),
  };
  let answer: Value = unknown({ kind: 'error' });
  context.record.muted++;
  context.store.tentatively(() => {
    answer = runCall(context, instance, args, place);
  });
  context.record.muted--;
  return typesIn(answer);
}

/** An argument of a call as `call` sees it: floating tensors have the dtype the layer computes in. */
function replaced(
  context: Context,
  options: { readonly layer: Layer; readonly value: Value; readonly place: Place; readonly cast: boolean },
): Value {
  const { layer, value, place, cast } = options;
  const structure = tensorsIn(value);
  if (structure === undefined) return value;
  const computed = computeDtype.get(layer);
  const swapped = mapNested(structure, (one): Value => {
    if (one === null) return { kind: 'none' };
    const type = typeOf(one);
    const inside =
      cast && computed !== undefined && !isUnknown(type.dtype) && isFloatDtype(type.dtype)
        ? { ...type, dtype: computed }
        : type;
    return one.kind === 'tensor'
      ? { kind: 'tensor', tensor: placeholder(context, layer, inside, place) }
      : inside.dtype === type.dtype
        ? one
        : arrayOf(inside, 'eager');
  });
  return nestedValue(swapped, one => one);
}

/** A tensor that belongs to no graph of the program. */
function placeholder(context: Context, layer: Layer, type: TensorType, place: Place): SymbolicTensor {
  const node: GraphNode = detachedNode(context, {
    layer,
    call: new Map(),
    called: place,
    types: { kind: 'one', value: type },
  });
  return node.outputs[0] ?? { id: context.nextId(), type, node, index: 0 };
}

/** `build(input_shape)` runs before the first call. */
function buildOnce(
  context: Context,
  instance: InstanceValue,
  layer: Layer,
  first: Value | undefined,
  place: Place,
): void {
  const state = layer.state.value;
  if (state.begun === true) return;
  const structure = first === undefined ? undefined : tensorsIn(first);
  const [input] = structure === undefined ? [] : [...flat(structure)];
  context.store.write(layer.state, {
    ...state,
    ...(input === undefined ? {} : { begun: true }),
    built: { inputs: input === undefined ? [] : [typeOf(input)], weights: state.built?.weights ?? [] },
  });
  const method = findMember(instance.class, 'build');
  if (method?.kind !== 'function' || input === undefined) return;
  const shape = context.attribute(input, 'shape', place);
  context.call(
    { kind: 'bound', self: instance, function: method },
    { positional: [{ value: shape, place }], keywords: [], open: undefined },
    place,
  );
}

function* flat(
  structure: NonNullable<ReturnType<typeof tensorsIn>>,
): Generator<Exclude<Extract<typeof structure, { kind: 'one' }>['value'], null>> {
  if (structure.kind === 'one') {
    if (structure.value !== null) yield structure.value;
    return;
  }
  const items = structure.kind === 'list' ? structure.items : structure.entries.map(([, item]) => item);
  for (const item of items) yield* flat(item);
}

/** The layers an object keeps in its fields, lists and records are its own. */
function rememberInner(context: Context, instance: InstanceValue, layer: Layer): void {
  const inner: Layer[] = [];
  let hidden: Unknown | undefined;
  const visit = (value: Value | undefined, depth: number): void => {
    if (value === undefined || depth > deepestField) return;
    if (value.kind === 'unknown') hidden ??= value;
    else if (value.kind === 'layer') inner.push(value.layer);
    else if (value.kind === 'instance') {
      const own = value.layer.value;
      if (own !== undefined && own !== layer) inner.push(own);
    } else if (value.kind === 'list') {
      hidden ??= value.open.value;
      for (const item of value.items.value) visit(item, depth + 1);
    } else if (value.kind === 'record') for (const entry of value.entries.value.values()) visit(entry.value, depth + 1);
  };
  for (const { value } of instance.fields.values()) visit(value, 0);
  const { hidden: before, ...state } = layer.state.value;
  const why = before ?? hidden;
  context.store.write(layer.state, {
    ...state,
    inner: [...new Set(inner)],
    ...(why === undefined ? {} : { hidden: why }),
  });
}

/** `self.add_weight(...)`: a variable of the layer's own, by its shape. */
export function addWeight(context: Context, layer: Layer, args: CallArgs): Value {
  const written =
    args.keywords.find(keyword => keyword.name === 'shape')?.value ??
    args.positional.find(one => one.value.kind === 'list')?.value;
  const name = args.keywords.find(keyword => keyword.name === 'name')?.value;
  const trainable = args.keywords.find(keyword => keyword.name === 'trainable')?.value;
  const state = layer.state.value;
  const shape =
    written === undefined
      ? []
      : written.kind === 'list' && written.open.value === undefined
        ? written.items.value.map(weightSize)
        : undefined;
  const sizes = shape?.every(size => typeof size === 'number') === true ? (shape as readonly number[]) : undefined;
  if (sizes === undefined) {
    context.store.write(layer.state, { ...state, hidden: unknown({ kind: 'data', what: 'the shape of a weight' }) });
    return unknown({ kind: 'data', what: 'the shape of the weight' });
  }
  const before = state.built?.weights;
  const weight: WeightSpec = {
    name: name?.kind === 'string' ? name.value : 'variable',
    shape: sizes,
    trainable: !(trainable?.kind === 'bool' && !trainable.value),
    dtype: 'float32',
    initializer: 'glorot_uniform',
  };
  const weights = before === undefined || isUnknown(before) ? [weight] : [...before, weight];
  context.store.write(layer.state, { ...state, built: { inputs: state.built?.inputs ?? [], weights } });
  return { kind: 'array', flavour: 'eager', type: { shape: sizes, dtype: 'float32' } };
}

function weightSize(value: Value): number | undefined {
  return value.kind === 'int' ? value.value : undefined;
}

/** How deep lists within lists are searched for layers. */
const deepestField = 4;

function typesIn(value: Value): Nested<TensorType> | Unknown {
  const structure = tensorsIn(value);
  if (structure === undefined)
    return isUnknown(value) ? value : unknown({ kind: 'todo', what: 'what the call returns' });
  return mapNested(structure, one =>
    one === null ? { shape: unknown({ kind: 'data', what: 'a missing output' }), dtype: 'float32' } : typeOf(one),
  );
}
