// Making and calling the layers of the library: constructors with their arguments, calls on symbolic tensors, on arrays, and
// on what is not known.

import type { Place, Span } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { handOutLayer } from '../../interp/handOut.ts';
import { missing } from '../../interp/make.ts';
import { contentOf } from '../../interp/memory.ts';
import type { CallArgs, KeywordValue, LayerClassValue, LayerValue, Value } from '../../interp/value.ts';
import { applyLayer } from '../../layers/apply.ts';
import { type ConfigValue, type Dialect, isConfigList } from '../../layers/config.ts';
import type { CallArgument, LayerDefinition, LayerObject } from '../../layers/define.ts';
import { mostTerms } from '../../layers/learnedTerms.ts';
import { type GivenArguments, paramName } from '../../layers/make.ts';
import type { ParamSpecs } from '../../layers/params.ts';
import type { Problem } from '../../layers/problems.ts';
import { callLayer, createLayer, detachedNode, type NodeArgument } from '../../model/build.ts';
import type { Layer } from '../../model/graph.ts';
import { isInputLayer } from '../../model/inputLayers.ts';
import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { flatten, mapNested } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf, holdsTensors, nestedValue, type TensorArgument, tensorsIn, toConfig, typeOf } from '../convert.ts';
import { report, spansOf } from '../operations.ts';
import { samplesOf } from '../rows.ts';
import { callModel } from './callModel.ts';
import { withoutKeras1 } from './keras1.ts';
import { rememberLambda } from './lambdas.ts';
import { layerAmong, reportNotCalled } from './modelProblems.ts';
import { callOwn } from './ownCalls.ts';
import { callInRow } from './rows.ts';
import { reportInnerShape } from './sequential.ts';

/** The constructor arguments of a tfjs factory are the entries of one record; elsewhere they are what is written. */
export function constructorArguments(args: CallArgs, dialect: Dialect): CallArgs {
  const [first, ...others] = args.positional;
  if (dialect !== 'tfjs' || first === undefined || others.length > 0) return args;
  const { value } = first;
  if (value.kind === 'unknown') return { positional: [], keywords: [], open: value };
  if (value.kind !== 'record') return args;
  const keywords: KeywordValue[] = [];
  for (const entry of value.entries.value.values()) {
    if (entry.key.kind !== 'string' || (entry.value.kind === 'none' && entry.value.missing === true)) continue;
    keywords.push({ name: entry.key.value, value: entry.value, place: entry.place ?? first.place });
  }
  return { positional: [], keywords, open: value.open.value };
}

/** Arguments in the form that definitions read. */
export function givenArguments(args: CallArgs, dialect: Dialect): GivenArguments {
  const style = dialect === 'tfjs' ? 'javascript' : 'python';
  return {
    positional: args.positional.map(argument => plainNumber(toConfig(argument.value, style))),
    keywords: args.keywords.map(keyword => [keyword.name, plainNumber(toConfig(keyword.value, style))] as const),
    open: args.open !== undefined,
  };
}

/** A NumPy or eager scalar counts as the number it holds. */
function plainNumber(value: ConfigValue): ConfigValue {
  if (value === null || typeof value !== 'object') return value;
  if (isConfigList(value)) return value.map(plainNumber);
  if (value.kind !== 'array' || isUnknown(value.shape) || value.shape.length > 0) return value;
  return value.values?.[0] ?? unknown({ kind: 'data', what: 'the value of an array' });
}

/** Where each argument of a constructor is written, by its name in the dialect. */
export function constructorSpans(
  definition: LayerDefinition,
  args: CallArgs,
  dialect: Dialect,
): ReadonlyMap<string, Span> {
  const names = Object.entries(definition.params as ParamSpecs)
    .filter(([, param]) => param.keywordOnly !== true && param.notIn?.includes(dialect) !== true)
    .map(([name, param]) => paramName(name, param, dialect));
  return spansOf(args, names);
}

/**
 * Makes a layer object and reports what is wrong with its arguments. `own` is set for an object of a class of the program
 * that extends the layer's class.
 */
export function makeLibraryLayer(
  context: Context,
  definition: LayerDefinition,
  written: CallArgs,
  place: Place,
  own?: { readonly className: string; readonly created: Place },
): Layer {
  const args = constructorArguments(written, context.dialect);
  const argSpans = constructorSpans(definition, args, context.dialect);
  const { layer, problems } = createLayer(context, {
    definition,
    given: givenArguments(args, context.dialect),
    created: place,
    argSpans,
    ...(own === undefined ? {} : { own }),
  });
  // Keras asks for filters when it builds the kernel, which a class that extends the layer may do in its own way.
  const certain =
    own === undefined
      ? problems
      : problems.filter(one => !(one.kind === 'argument-value' && one.argument === 'filters' && one.got === 'None'));
  report(context, certain, { place, name: layer.name, className: layer.className, argSpans, layer });
  rememberLambda(layer, args, place);
  return layer;
}

/** The value of a layer constructor. */
export function makeLayerValue(context: Context, callee: LayerClassValue, args: CallArgs, place: Place): Value {
  const written = context.dialect === 'keras2' ? withoutKeras1(callee, args) : args;
  const layer = makeLibraryLayer(context, callee.definition, written, place);
  // An input layer has its one call from the start.
  if (isInputLayer(layer)) {
    const { node } = callLayer(context, { layer, call: new Map(), called: place });
    context.record.calls.push({ place, layer, node });
  }
  return { kind: 'layer', layer };
}

/** Calls a layer or model object on the arguments of the program. */
export function callLayerValue(context: Context, callee: LayerValue, args: CallArgs, place: Place): Value {
  const { layer } = callee;
  const own = callOwn(context, layer, args, place);
  if (own !== undefined) return own;
  if (layer.kind === 'model') return callModel(context, layer, args, place);
  const inRow = callInRow(context, callee, args.positional[0]?.value ?? missing, place);
  if (inRow === 'fails') return afterError;
  if (inRow === undefined) return callLibraryLayer(context, layer, args, place);
  context.record.muted++;
  const answer = callLibraryLayer(context, layer, args, place);
  context.record.muted--;
  return answer;
}

/** Calls a layer of the library. */
export function callLibraryLayer(context: Context, layer: Layer, args: CallArgs, place: Place): Value {
  const { object } = layer;
  if (object === undefined) return unknown({ kind: 'todo', what: `calling \`${layer.name}\`` });
  const uncalled = layerAmong(args.positional[0]?.value ?? missing);
  if (uncalled !== undefined && args.positional[0] !== undefined) {
    reportNotCalled(context, uncalled, {
      argument: 'inputs',
      place: args.positional[0].place,
      runtime: uncalledInputWords(object, args.positional[0].value),
    });
    return afterError;
  }
  const arguments_ = libraryArguments(object, args, context.dialect);
  if (isUnknown(arguments_)) return noteUnknownCall(context, layer, arguments_, place);
  let symbolic = false;
  let arrays = false;
  for (const argument of arguments_.values()) {
    if (argument.kind === 'config') continue;
    const flavours = tensorKinds(argument);
    symbolic ||= flavours.symbolic;
    arrays ||= flavours.arrays;
  }
  // Arrays beside symbolic tensors are constants of the call.
  return arrays && !symbolic
    ? callOnArrays(context, layer, arguments_, place)
    : callOnSymbols(context, layer, arguments_, place);
}

/** What is said of a layer in the place of an input, which most layers look at before anything else. */
function uncalledInputWords({ definition }: LayerObject, input: Value): NonNullable<Problem['runtime']> {
  const isAlone = input.kind !== 'list' && input.kind !== 'record' && definition.takes === 'tensor';
  const isRead = /^(Dense|Conv\dD|BatchNormalization)$/.test(definition.name);
  return {
    keras3: 'Only input tensors may be passed as positional arguments.',
    ...(isAlone ? { keras2: "Inputs to a layer should be tensors. Got '<" } : {}),
    ...(isAlone && isRead ? { tfjs: "Cannot read properties of undefined (reading 'length')" } : {}),
  };
}

type BoundArguments = ReadonlyMap<string, TensorArgument | { readonly kind: 'config'; readonly value: ConfigValue }>;

/** The arguments of a call by the names of the layer; unknown where the first of them is. Lists of terms can be looked up. */
export function libraryArguments(object: LayerObject, args: CallArgs, dialect: Dialect): BoundArguments | Unknown {
  const bound = bindCall(object.definition, args, dialect);
  if (bound.size === 0 && args.open !== undefined) return args.open;
  const out = new Map<string, TensorArgument | { readonly kind: 'config'; readonly value: ConfigValue }>();
  for (const [name, value] of bound) {
    const tensors = tensorsIn(value);
    const terms = 'vocabulary' in object.definition.params ? samplesOf(value) : undefined;
    if (tensors !== undefined && holdsTensors(tensors)) out.set(name, tensors);
    else if (terms !== undefined && !isUnknown(value))
      out.set(name, { kind: 'one', value: { ...terms, flavour: 'eager' } });
    else if (out.size > 0 || object.definition.call?.length === 0)
      out.set(name, { kind: 'config', value: toConfig(value) });
    else return isUnknown(value) ? value : unknown({ kind: 'data', what: 'what it is called on' });
  }
  return out;
}

function callOnSymbols(context: Context, layer: Layer, bound: BoundArguments, place: Place): Value {
  const call = new Map<string, NodeArgument>();
  for (const [name, argument] of bound) {
    if (argument.kind === 'config') {
      call.set(name, argument);
      continue;
    }
    const value = mapNested(argument, tensor =>
      tensor === null ? null : tensor.kind === 'tensor' ? tensor.tensor : { constant: tensor.type },
    );
    call.set(name, { kind: 'tensors', value });
  }
  const { node, problems } = callLayer(context, { layer, call, called: place, announced: context.traced === 0 });
  const [given] = node.inputs;
  if (given !== undefined) reportInnerShape(context, layer, given.type, 'that is called on a tensor');
  report(context, problems, {
    place,
    name: layer.name,
    className: layer.className,
    layer,
    argSpans: layer.argSpans,
    inputs: node.inputs,
  });
  context.record.calls.push({ place, layer, node });
  return isUnknown(node.structure)
    ? node.structure
    : nestedValue(node.structure, tensor => ({ kind: 'tensor', tensor }));
}

function callOnArrays(context: Context, layer: Layer, bound: BoundArguments, place: Place): Value {
  const { object } = layer;
  if (object === undefined) return unknown({ kind: 'error' });
  const call = new Map<string, CallArgument>();
  for (const [name, argument] of bound) {
    call.set(
      name,
      argument.kind === 'config'
        ? argument
        : { kind: 'tensors', value: mapNested(argument, tensor => (tensor === null ? null : typeOf(tensor))) },
    );
  }
  const state = layer.state.value;
  const answer = applyLayer({
    layer: object,
    call,
    announced: false,
    autoName: context.autoName,
    learned: state.learned ?? null,
    ...(state.built === undefined ? {} : { built: state.built }),
  });
  context.store.write(layer.state, { ...state, built: answer.built });
  report(context, answer.problems, {
    place,
    name: layer.name,
    className: layer.className,
    layer,
    argSpans: layer.argSpans,
  });
  context.record.calls.push({
    place,
    layer,
    node: detachedNode(context, { layer, call, called: place, types: answer.outputs }),
  });
  if (isUnknown(answer.outputs)) return answer.outputs;
  if (leavesWhole(object)) return wholeTexts;
  const isOpen = [...call.values()].some(
    argument => argument.kind === 'tensors' && flatten(argument.value).some(type => type !== null && hasOpenAxis(type)),
  );
  const openSize = textLength(object, bound);
  return nestedValue(answer.outputs, type => arrayOf(isOpen ? type : withSizes(type, openSize), 'eager'));
}

/** Whether a layer numbers texts without dividing them: on values it adds no axis, and on symbolic tensors Keras says it does. */
function leavesWhole({ definition, config }: LayerObject): boolean {
  return definition.name === 'TextVectorization' && config.split === null && config.output_mode === 'int';
}

const wholeTexts: Unknown = unknown({ kind: 'todo', what: 'a text that is not divided' });

function hasOpenAxis({ shape }: TensorType): boolean {
  return !isUnknown(shape) && shape.some(isDynamic);
}

const byValues: Unknown = unknown({ kind: 'data', what: 'the values that the layer is called on' });

/** What a call on values gives has all its sizes: one that the layer leaves open is decided by the values. */
function withSizes(type: TensorType, openSize: Dim): TensorType {
  const { shape } = type;
  return isUnknown(shape) || !hasOpenAxis(type)
    ? type
    : { ...type, shape: shape.map(dim => (isDynamic(dim) ? openSize : dim)) };
}

/** How many words the longest text has that a layer divides; texts are brought to that length. */
function textLength({ definition, config }: LayerObject, bound: BoundArguments): Dim {
  const [texts] = bound.values();
  const values = texts?.kind === 'one' && texts.value?.kind === 'array' ? contentOf(texts.value).values : undefined;
  return definition.name === 'TextVectorization' && values !== undefined
    ? (mostTerms(values, config) ?? byValues)
    : byValues;
}

/** A call on what is not known is listed all the same, so that it can be asked why. */
function noteUnknownCall(
  context: Context,
  layer: Layer,
  why: Value & { readonly kind: 'unknown' },
  place: Place,
): Value {
  handOutLayer(context, layer);
  context.record.calls.push({
    place,
    layer,
    node: detachedNode(context, { layer, call: new Map(), called: place, types: why }),
  });
  return why;
}

/** The arguments of a call by the names of the layer's `call` list. */
function bindCall(definition: LayerDefinition, args: CallArgs, dialect: Dialect): ReadonlyMap<string, Value> {
  const names = definition.call ?? ['inputs'];
  const bound = new Map<string, Value>();
  args.positional.forEach((argument, i) => {
    const name = names[i];
    if (name !== undefined) bound.set(name, argument.value);
  });
  for (const keyword of args.keywords) {
    const name = keyword.name === 'input_tensor' || keyword.name === 'x' ? (names[0] ?? keyword.name) : keyword.name;
    if (!bound.has(names.includes(keyword.name) ? keyword.name : name))
      bound.set(names.includes(keyword.name) ? keyword.name : name, keyword.value);
  }
  // The second argument of tfjs's `apply` is a record of further arguments.
  const second = args.positional[1]?.value;
  if (dialect === 'tfjs' && second?.kind === 'record') {
    const [, secondName] = names;
    if (secondName !== undefined) bound.delete(secondName);
    for (const entry of second.entries.value.values())
      if (entry.key.kind === 'string') bound.set(entry.key.value, entry.value);
  }
  return bound;
}

function tensorKinds(argument: TensorArgument): { readonly symbolic: boolean; readonly arrays: boolean } {
  switch (argument.kind) {
    case 'one':
      return { symbolic: argument.value?.kind === 'tensor', arrays: argument.value?.kind === 'array' };
    case 'list':
    case 'record': {
      const items = argument.kind === 'list' ? argument.items : argument.entries.map(([, item]) => item);
      const kinds = items.map(tensorKinds);
      return { symbolic: kinds.some(kind => kind.symbolic), arrays: kinds.some(kind => kind.arrays) };
    }
  }
}
