// Calls of objects of the program's own classes: their own `call` where they have one, else that of the framework's class.

import type { Place } from '../../base/span.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import { dimValue, list, record } from '../../interp/make.ts';
import type { CallArgs, InstanceValue, Value } from '../../interp/value.ts';
import { applyLayer } from '../../layers/apply.ts';
import type { CallArgument } from '../../layers/define.ts';
import type { Layer } from '../../model/graph.ts';
import { flatten, mapNested, one } from '../../shapes/nested.ts';
import { type Shape, sameShape } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { positionalArgs } from '../arguments.ts';
import { arrayOf, nestedValue, type TensorArgument, tensorsIn, typeOf } from '../convert.ts';
import { callModel } from './callModel.ts';
import { holdDeclared } from './declaredShapes.ts';
import { callLambda } from './lambdas.ts';
import { callLayerValue, libraryArguments } from './layers.ts';
import { variableMember } from './layerVariables.ts';
import { buildOnce, shapeArguments, tensorParameters, typesOfShapes } from './ownBuild.ts';
import { computeDtypeOf, instanceOf, ownCall } from './ownClasses.ts';
import { rememberInner } from './ownParts.ts';
import { callTraced, placeholder, tracedAnswer } from './tracedCalls.ts';

/** Calls an object of a class that extends one of the framework. */
export function callInstance(context: Context, instance: InstanceValue, args: CallArgs, place: Place): Value {
  const layer = instance.layer.value;
  if (layer === undefined) return unknown({ kind: 'call', name: `${instance.class.name}.call` });
  return callLayerValue(context, { kind: 'layer', layer }, args, place);
}

/** Calls a layer whose content is the program's; undefined where it has none of its own. */
export function callOwn(context: Context, layer: Layer, args: CallArgs, place: Place): Value | undefined {
  if (layer.kind === 'layer') return callLambda(context, layer, args, place);
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
  if (context.dialect === 'tfjs' && layer.kind === 'custom' && args.positional.some(one => holdsSymbols(one.value)))
    return callByShape(context, { layer, instance, args, place });
  const parameters = tensorParameters(method, args);
  buildOnce(context, { instance, layer, tensors: parameters, place });
  return callTraced(context, {
    layer,
    args,
    place,
    dtype: computeDtypeOf(layer),
    run: inside => {
      const answer = context.call({ kind: 'bound', self: instance, function: method }, inside, place);
      rememberInner(context, instance, layer);
      const isSymbolic = context.traced === 1 && args.positional.some(one => holdsSymbols(one.value));
      return (
        (isSymbolic ? declaredOutput(context, { layer, instance, parameters, place, answer }) : undefined) ?? answer
      );
    },
  });
}

/**
 * What Keras 3 takes for the output of a layer on symbolic tensors where the class says it in `compute_output_shape`;
 * undefined where it does not, or not all of it is known. What `call` gives is held against it.
 */
function declaredOutput(
  context: Context,
  parts: {
    readonly layer: Layer;
    readonly instance: InstanceValue;
    readonly parameters: ReadonlyMap<string, TensorArgument>;
    readonly place: Place;
    readonly answer: Value;
  },
): Value | undefined {
  const { layer, instance, parameters, place, answer } = parts;
  const method = findMember(instance.class, 'compute_output_shape');
  const [first] = parameters.values();
  const computed = tensorsIn(answer);
  if (context.dialect !== 'keras3' || method?.kind !== 'function' || first === undefined) return undefined;
  if (computed?.kind !== 'one' || computed.value === null) return undefined;
  const args = shapeArguments(method, parameters, place, first);
  const [type, ...others] =
    typesOfShapes(context.call({ kind: 'bound', self: instance, function: method }, args, place)) ?? [];
  if (type === undefined || others.length > 0 || isUnknown(type.shape) || type.shape.some(isUnknown)) return undefined;
  holdDeclared(context, {
    layer,
    declared: type.shape,
    computed: one(typeOf(computed.value)),
    by: { method: 'compute_output_shape' },
    place,
  });
  return arrayOf({ shape: type.shape, dtype: computeDtypeOf(layer) ?? typeOf(computed.value).dtype }, 'eager');
}

/** `convolution_op(inputs, kernel)` of a layer of the library: the convolution alone, with another kernel of the same shape. */
export function convolutionOp(context: Context, layer: Layer, args: CallArgs, place: Place): Value {
  const own = variableMember(layer, 'kernel');
  const kernel = args.positional[1]?.value ?? args.keywords.find(keyword => keyword.name === 'kernel')?.value;
  const [inputs] = args.positional;
  const isAlike =
    own?.kind === 'array' &&
    (kernel?.kind === 'array' || kernel?.kind === 'tensor') &&
    sameShape(own.type.shape, typeOf(kernel).shape) === 'yes';
  if (!isAlike || inputs === undefined) return unknown({ kind: 'data', what: 'the kernel of the convolution' });
  return frameworkCall(context, layer, { positional: [inputs], keywords: [], open: undefined }, place);
}

function holdsSymbols(value: Value): boolean {
  const tensors = tensorsIn(value);
  return tensors !== undefined && flatten(tensors).some(tensor => tensor?.kind === 'tensor');
}

/**
 * TensorFlow.js does not run the `call` of a layer on symbolic tensors: it asks `computeOutputShape`, which gives the shape
 * that went in where a class has none of its own, and takes the answer for float32.
 */
function callByShape(
  context: Context,
  call: { readonly layer: Layer; readonly instance: InstanceValue; readonly args: CallArgs; readonly place: Place },
): Value {
  const { layer, instance, args, place } = call;
  buildOnce(context, { instance, layer, tensors: tensorParameters(undefined, args), place });
  const method = findMember(instance.class, 'computeOutputShape');
  return callTraced(context, {
    layer,
    args,
    place,
    dtype: undefined,
    run: inside => {
      const tensors = tensorsIn(inside.positional[0]?.value ?? unknown({ kind: 'error' }));
      if (tensors === undefined) return unknown({ kind: 'data', what: 'the inputs of the layer' });
      const shapes = nestedValue(tensors, tensor =>
        tensor === null ? { kind: 'none' } : shapeArray(typeOf(tensor).shape),
      );
      const answer =
        method?.kind === 'function'
          ? context.call({ kind: 'bound', self: instance, function: method }, positionalArgs([shapes], place), place)
          : shapes;
      const types = typesOfShapes(answer);
      if (types === undefined)
        return isUnknown(answer) ? answer : unknown({ kind: 'data', what: 'what `computeOutputShape` gives' });
      const [declared, ...further] = types;
      if (declared !== undefined && further.length === 0 && method?.kind === 'function')
        holdCall(context, { layer, instance, tensors, declared: declared.shape, place });
      const outputs = types.map(
        (type): Value => ({ kind: 'tensor', tensor: placeholder(context, layer, type, place) }),
      );
      const [only] = outputs;
      const several = answer.kind === 'list' && answer.items.value.some(item => item.kind === 'list');
      return several || only === undefined ? list(outputs) : only;
    },
  });
}

/** Holds what the `call` of a class of TensorFlow.js gives in a model, where it gets a list, against what it declares. */
function holdCall(
  context: Context,
  parts: {
    readonly layer: Layer;
    readonly instance: InstanceValue;
    readonly tensors: TensorArgument;
    readonly declared: Shape;
    readonly place: Place;
  },
): void {
  const { layer, instance, tensors, declared, place } = parts;
  const method = findMember(instance.class, 'call');
  if (method?.kind !== 'function' || context.record.muted > 0) return;
  const inputs = list(flatten(tensors).flatMap(tensor => (tensor === null ? [] : [arrayOf(typeOf(tensor), 'eager')])));
  const computed = tracedAnswer(context, {
    layer,
    args: positionalArgs([inputs, record([], 'by name too')], place),
    place,
    dtype: undefined,
    run: inside => context.call({ kind: 'bound', self: instance, function: method }, inside, place),
  });
  holdDeclared(context, { layer, declared, computed, by: { method: 'computeOutputShape' }, place });
}

function shapeArray(shape: Shape): Value {
  return isUnknown(shape) ? shape : list(shape.map(dimValue));
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
