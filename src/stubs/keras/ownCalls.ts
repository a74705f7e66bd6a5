// Calls of layers and models whose `call` the program gives: it is run to learn what it gives, and the graph holds one node
// for the whole call, as Keras does.

import type { Place } from '../../base/span.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import { list, record, tuple } from '../../interp/make.ts';
import type { ArrayValue, CallArgs, InstanceValue, TensorValue, Value } from '../../interp/value.ts';
import { applyLayer } from '../../layers/apply.ts';
import type { CallArgument } from '../../layers/define.ts';
import { isFloatDtype } from '../../layers/dtypes.ts';
import { addNode, detachedNode } from '../../model/build.ts';
import type { GraphNode, Layer, SymbolicTensor } from '../../model/graph.ts';
import { flatten, mapNested, type Nested, list as nestedList } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf, holdsTensors, nestedValue, type TensorArgument, tensorsIn, typeOf } from '../convert.ts';
import { symbolicIn } from '../operations.ts';
import { callModel } from './callModel.ts';
import { callLayerValue, libraryArguments } from './layers.ts';
import { buildOnce, tensorParameters } from './ownBuild.ts';
import { computeDtypeOf, instanceOf, ownCall } from './ownClasses.ts';
import { rememberInner } from './ownParts.ts';

/** Calls an object of a class that extends one of the framework. */
export function callInstance(context: Context, instance: InstanceValue, args: CallArgs, place: Place): Value {
  const layer = instance.layer.value;
  if (layer === undefined) return unknown({ kind: 'call', name: `${instance.class.name}.call` });
  return callLayerValue(context, { kind: 'layer', layer }, args, place);
}

/** Calls a layer whose `call` is the program's; undefined where it has none of its own. */
export function callOwn(context: Context, layer: Layer, args: CallArgs, place: Place): Value | undefined {
  const own = ownCall(layer);
  if (own === undefined) {
    if (layer.object === undefined && layer.model === undefined)
      return unknown({ kind: 'call', name: `${layer.className}.call` });
    const inherits = instanceOf(layer);
    if (inherits !== undefined && findMember(inherits.class, 'build') !== undefined)
      buildOnce(context, { instance: inherits, layer, tensors: tensorParameters(undefined, args), place });
    return undefined;
  }
  const { instance, method } = own;
  const parameters = tensorParameters(method, args);
  buildOnce(context, { instance, layer, tensors: parameters, place });
  const answer = runCall(context, layer, args, place);
  rememberInner(context, instance, layer);
  const inputs = [...args.positional, ...args.keywords].flatMap(one => symbolicIn(one.value));
  const structure = answerTypes(answer);
  const isSymbolic = inputs.length > 0 && !isUnknown(structure);
  const node = isSymbolic
    ? addNode(context, {
        layer,
        inputs,
        call: new Map(),
        called: place,
        types: structure,
        replay: types => replayCall(context, { layer, args, inputs, types, place }),
      })
    : detachedNode(context, { layer, call: new Map(), called: place, types: structure });
  noteFirst(context, layer, node);
  context.record.calls.push({ place, layer, node });
  return isSymbolic ? withOutputs(answer, [...node.outputs]) : answer;
}

/** A model of the program is shown with what its first call that is known gave. */
function noteFirst(context: Context, layer: Layer, node: GraphNode): void {
  const state = layer.state.value;
  if (layer.model?.kind !== 'subclass' || state.first !== undefined || node.outputs.length === 0) return;
  context.store.write(layer.state, { ...state, first: node });
}

/** `super().call(…)` of a layer class of the library: what that class gives, without a call of its own in the graph. */
export function frameworkCall(context: Context, layer: Layer, args: CallArgs, place: Place): Value {
  const { object } = layer;
  if (object === undefined) return frameworkModelCall(context, layer, args, place);
  const bound = libraryArguments(object, args, context.dialect);
  if (isUnknown(bound)) return bound;
  const call = new Map<string, CallArgument>();
  let symbolic = false;
  for (const [name, given] of bound) {
    if (given.kind === 'config') {
      call.set(name, given);
      continue;
    }
    symbolic ||= flatten(given).some(tensor => tensor?.kind === 'tensor');
    call.set(name, { kind: 'tensors', value: mapNested(given, tensor => (tensor === null ? null : typeOf(tensor))) });
  }
  const { built } = layer.state.value;
  const { outputs } = applyLayer({ layer: object, call, ...(built === undefined ? {} : { built }) });
  if (isUnknown(outputs)) return outputs;
  return nestedValue(outputs, type =>
    symbolic ? { kind: 'tensor', tensor: placeholder(context, layer, type, place) } : arrayOf(type, 'eager'),
  );
}

/** `super().call(…)` of a model: what its graph gives, without a call of its own in the outer graph. */
function frameworkModelCall(context: Context, layer: Layer, args: CallArgs, place: Place): Value {
  const { model } = layer;
  if (model === undefined || model.kind === 'subclass') return unknown({ kind: 'call', name: 'super().call' });
  const { nodes } = layer.state.value;
  const answer = callModel(context, layer, args, place);
  context.store.write(layer.state, { ...layer.state.value, nodes });
  return answer;
}

/** Runs `call` on placeholders of the same types, so that its inner calls stay out of the outer graph. */
function runCall(context: Context, layer: Layer, args: CallArgs, place: Place): Value {
  const own = ownCall(layer);
  if (own === undefined) return unknown({ kind: 'call', name: `${layer.className}.call` });
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
    return context.call({ kind: 'bound', self: own.instance, function: own.method }, inside, place);
  } finally {
    context.traced--;
  }
}

function replayCall(
  context: Context,
  parts: {
    readonly layer: Layer;
    readonly args: CallArgs;
    readonly inputs: readonly SymbolicTensor[];
    readonly types: readonly TensorType[];
    readonly place: Place;
  },
): Nested<TensorType> | Unknown {
  const { layer, inputs, types, place } = parts;
  const swap = new Map(inputs.map((input, i) => [input, types[i] ?? input.type]));
  const swapped = (value: Value): Value =>
    mapTensors(value, one =>
      one.kind === 'tensor'
        ? { kind: 'tensor', tensor: placeholder(context, layer, swap.get(one.tensor) ?? one.tensor.type, place) }
        : one,
    );
  const args: CallArgs = {
    ...parts.args,
    positional: parts.args.positional.map(one => ({ ...one, value: swapped(one.value) })),
    keywords: parts.args.keywords.map(one => ({ ...one, value: swapped(one.value) })),
  };
  let answer: Value = unknown({ kind: 'error' });
  context.record.muted++;
  context.store.tentatively(() => {
    answer = runCall(context, layer, args, place);
  });
  context.record.muted--;
  return answerTypes(answer);
}

/** An argument of a call as `call` sees it: floating tensors have the dtype the layer computes in. */
function replaced(
  context: Context,
  options: { readonly layer: Layer; readonly value: Value; readonly place: Place; readonly cast: boolean },
): Value {
  const { layer, value, place, cast } = options;
  const computed = computeDtypeOf(layer);
  return mapTensors(value, one => {
    const type = typeOf(one);
    const inside =
      cast && computed !== undefined && !isUnknown(type.dtype) && isFloatDtype(type.dtype)
        ? { ...type, dtype: computed }
        : type;
    if (one.kind === 'tensor') return { kind: 'tensor', tensor: placeholder(context, layer, inside, place) };
    return inside.dtype === type.dtype && one.flavour === 'eager' ? one : arrayOf(inside, 'eager');
  });
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

// ---------------------------------------------------------------------------------------------------------------------

/** The types of what a call gives: its structure where it holds tensors alone, else all tensors one after the other. */
function answerTypes(answer: Value): Nested<TensorType> | Unknown {
  const structure = tensorsIn(answer);
  if (structure !== undefined && holdsTensors(structure) && !holdsNone(structure))
    return mapNested(structure, one => typeOf(one as TensorValue | ArrayValue));
  if (isUnknown(answer)) return answer;
  const types: TensorType[] = [];
  const why = { first: undefined as Unknown | undefined };
  mapTensors(
    answer,
    one => {
      types.push(typeOf(one));
      return one;
    },
    other => {
      const type = plainType(other);
      if (isUnknown(type)) why.first ??= type;
      types.push(isUnknown(type) ? { shape: type, dtype: type } : type);
    },
  );
  return types.length === 0
    ? (why.first ?? unknown({ kind: 'todo', what: 'what the call returns' }))
    : nestedList(types);
}

/** A plain number beside tensors counts as a tensor without axes. */
function plainType(value: Value): TensorType | Unknown {
  switch (value.kind) {
    case 'int':
    case 'size':
      return { shape: [], dtype: 'int32' };
    case 'float':
      return { shape: [], dtype: 'float32' };
    case 'bool':
      return { shape: [], dtype: 'bool' };
    default:
      return isUnknown(value) ? value : unknown({ kind: 'data', what: `a ${value.kind} among the outputs` });
  }
}

function holdsNone(structure: TensorArgument): boolean {
  return flatten(structure).includes(null);
}

/** The answer of a call with the outputs of its node in the places of its tensors. */
function withOutputs(answer: Value, outputs: SymbolicTensor[]): Value {
  const structure = tensorsIn(answer);
  if (structure !== undefined && !holdsNone(structure)) {
    // Records number their tensors by key.
    const next = { i: 0 };
    return nestedValue(
      mapNested(structure, () => outputs[next.i++]),
      tensor => (tensor === undefined ? unknown({ kind: 'error' }) : { kind: 'tensor', tensor }),
    );
  }
  return mapTensors(
    answer,
    () => {
      const tensor = outputs.shift();
      return tensor === undefined ? unknown({ kind: 'error' }) : { kind: 'tensor', tensor };
    },
    () => void outputs.shift(),
  );
}

/** Replaces every tensor and array in lists and records; `visit` sees all else that is no None. */
function mapTensors(
  value: Value,
  replace: (tensor: TensorValue | ArrayValue) => Value,
  visit?: (other: Value) => void,
): Value {
  switch (value.kind) {
    case 'tensor':
    case 'array':
      return replace(value);
    case 'list': {
      if (visit === undefined && !value.items.value.some(mayHoldTensors)) return value;
      const items = value.items.value.map(item => mapTensors(item, replace, visit));
      return value.type === 'tuple' ? tuple(items, value.open.value) : list(items, value.open.value);
    }
    case 'record': {
      const entries = [...value.entries.value.values()];
      if (visit === undefined && !entries.some(entry => mayHoldTensors(entry.value))) return value;
      const swapped = record(
        entries.flatMap(entry =>
          entry.key.kind === 'string' ? [[entry.key.value, mapTensors(entry.value, replace, visit)] as const] : [],
        ),
        value.attributes ? 'by name too' : 'by index',
      );
      return value.open.value === undefined ? swapped : { ...swapped, open: value.open };
    }
    case 'none':
      return value;
    default:
      visit?.(value);
      return value;
  }
}

function mayHoldTensors(value: Value): boolean {
  return value.kind === 'tensor' || value.kind === 'array' || value.kind === 'list' || value.kind === 'record';
}
