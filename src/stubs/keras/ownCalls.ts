// Calls of objects of the program's own classes: their own `call` where they have one, else that of the framework's class.

import type { Place } from '../../base/span.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import type { CallArgs, InstanceValue, Value } from '../../interp/value.ts';
import { applyLayer } from '../../layers/apply.ts';
import type { CallArgument } from '../../layers/define.ts';
import type { Layer } from '../../model/graph.ts';
import { flatten, mapNested } from '../../shapes/nested.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf, nestedValue, typeOf } from '../convert.ts';
import { callModel } from './callModel.ts';
import { callLambda } from './lambdas.ts';
import { callLayerValue, libraryArguments } from './layers.ts';
import { buildOnce, tensorParameters } from './ownBuild.ts';
import { computeDtypeOf, instanceOf, ownCall } from './ownClasses.ts';
import { rememberInner } from './ownParts.ts';
import { callTraced, placeholder } from './tracedCalls.ts';

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
      return answer;
    },
  });
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
