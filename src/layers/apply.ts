// Calling a layer: checks what comes in against the definition, then asks it for its outputs and weights. Answers are
// plain data; nothing is thrown, and an unknown input never leads to a problem.

import { assertNever } from '../base/assertNever.ts';
import type { Dim } from '../shapes/dim.ts';
import { sameDim } from '../shapes/dim.ts';
import { flatten, mapNested, type Nested, one } from '../shapes/nested.ts';
import { normalAxis, type Shape, type TensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { Dialect } from './config.ts';
import type {
  CallArgument,
  LayerDefinition,
  LayerObject,
  RankRule,
  ShapeAnswer,
  ShapeContext,
  WeightSpec,
} from './define.ts';
import { isFloatDtype } from './dtypes.ts';
import type { Vocabulary } from './lookup.ts';
import { inDialect } from './make.ts';
import type { AutoName } from './naming.ts';
import type { Problem } from './problems.ts';
import { fixedAxisWords, listOfOneWords, rankWords, severalInputsWords } from './runtimeWords.ts';
import { beyondTable } from './tableRows.ts';

/** The first call of a layer fixes its weights. */
export interface Built {
  readonly inputs: readonly TensorType[];
  readonly weights: readonly WeightSpec[] | Unknown;
}

export interface LayerCall {
  readonly layer: LayerObject;
  /** By the names of the definition's `call` list. */
  readonly call: ReadonlyMap<string, CallArgument>;
  readonly built?: Built;
  /** The terms that the layer has learned from data before this call, null for none; left out where that is not known. */
  readonly learned?: Vocabulary | null;
  /** Whether the call is on symbolic tensors, outside the call of another layer; left out where that is not known. */
  readonly announced?: boolean;
  /** Where layers made inside this one at its first call take their names from. */
  readonly autoName?: AutoName;
}

export interface LayerAnswer {
  readonly outputs: Nested<TensorType> | Unknown;
  readonly built: Built;
  readonly problems: readonly Problem[];
}

/** The names of the call's arguments in order. */
export function callNames(definition: LayerDefinition, dialect: Dialect): readonly string[] {
  return definition.callIn?.[dialect] ?? definition.call ?? ['inputs'];
}

/** What the layer gives for this call. */
export function applyLayer({ layer, call: given, built, learned, announced, autoName }: LayerCall): LayerAnswer {
  const { definition, dialect } = layer;
  const problems: Problem[] = [];
  const call = castInputs(layer, given);
  const first = call.get(callNames(definition, dialect)[0] ?? 'inputs');
  const inputs = tensorsOf(call);
  const context: ShapeContext<Readonly<Record<string, unknown>>> = {
    config: layer.config,
    dialect,
    call,
    given: new Set(layer.given.keys()),
    computeDtype: layer.dtype,
    variableDtype: variableDtype(layer),
    problem: problem => problems.push(inDialect(problem, definition, dialect)),
    ...(learned === undefined ? {} : { learned }),
    ...(announced === undefined ? {} : { announced }),
    ...(built === undefined ? {} : { built: built.inputs.map(input => input.shape) }),
  };
  const beyond = beyondTable(
    layer,
    first?.kind === 'tensors' && first.value.kind === 'one' ? (first.value.value ?? undefined) : undefined,
  );
  if (beyond !== undefined) problems.push(beyond);
  const outputs = answer(layer, first, context, problems, built);
  const failed = problems.some(problem => problem.effect === undefined);
  const nowBuilt = built ?? { inputs, weights: failed ? afterError : layerWeights(layer, inputs, call) };
  if (built === undefined && autoName !== undefined) {
    for (const stem of definition.innerNames?.({ config: layer.config, dialect }).built ?? []) autoName(stem);
  }
  return { outputs: failed ? afterError : outputs, built: nowBuilt, problems };
}

/**
 * The weights a layer has after a first call on these inputs. `trainable=False` freezes the layer's own variables; those
 * of layers inside it keep their flag in Keras, and in tfjs all do.
 */
export function layerWeights(
  layer: LayerObject,
  inputs: readonly TensorType[],
  call: ReadonlyMap<string, CallArgument> = new Map(),
): readonly WeightSpec[] | Unknown {
  if (layer.definition.weights === undefined) return [];
  const weights: readonly WeightSpec[] | Unknown = layer.definition.weights({
    config: layer.config,
    dialect: layer.dialect,
    inputs,
    call,
    dtype: variableDtype(layer),
    trainable: layer.dialect === 'tfjs' || layer.config.trainable !== false,
  });
  if (isUnknown(weights) || layer.config.trainable !== false || layer.dialect === 'tfjs') return weights;
  return weights.map(weight => (weight.name.includes('/') ? weight : { ...weight, trainable: false }));
}

function variableDtype(layer: LayerObject) {
  return layer.variableDtype ?? layer.dtype;
}

/**
 * The call as the layer sees it: floating tensors in the dtype that it computes in (Keras 2 casts the first argument
 * only, tfjs nothing).
 */
function castInputs(layer: LayerObject, call: ReadonlyMap<string, CallArgument>): ReadonlyMap<string, CallArgument> {
  const { definition, dialect, dtype } = layer;
  if (dialect === 'tfjs' || definition.castsInputs === 'never' || layer.config.autocast === false) return call;
  const cast = (tensor: TensorType | null): TensorType | null => {
    if (tensor === null || isUnknown(tensor.dtype) || !isFloatDtype(tensor.dtype)) return tensor;
    return tensor.dtype === dtype ? tensor : { ...tensor, dtype };
  };
  const [first] = callNames(definition, dialect);
  const out = new Map(call);
  for (const [name, argument] of call) {
    if (argument.kind !== 'tensors' || (dialect === 'keras2' && name !== first)) continue;
    out.set(name, { kind: 'tensors', value: mapNested(argument.value, cast) });
  }
  return out;
}

function answer(
  layer: LayerObject,
  first: CallArgument | undefined,
  context: ShapeContext<Readonly<Record<string, unknown>>>,
  problems: Problem[],
  built: Built | undefined,
): Nested<TensorType> | Unknown {
  const { definition } = layer;
  switch (definition.takes) {
    case 'arguments':
      return nested(definition.shape(context));
    case 'tensors': {
      if (first === undefined || first.kind !== 'tensors') return afterError;
      const inputs = flatten(first.value).filter(input => input !== null);
      const atLeast = definition.atLeast ?? (layer.dialect === 'tfjs' ? 2 : 1);
      const isList = first.value.kind !== 'one';
      if (
        !isList ||
        inputs.length < atLeast ||
        (definition.exactly !== undefined && inputs.length !== definition.exactly)
      ) {
        problems.push({
          kind: 'merge-needs-list',
          got: isList ? inputs.length : 1,
          atLeast: definition.exactly ?? atLeast,
          ...listWords(definition.name, isList),
        });
        return afterError;
      }
      return nested(definition.shape(inputs, context));
    }
    case 'tensor': {
      if (first === undefined || first.kind !== 'tensors') return afterError;
      // TensorFlow.js takes a list of one for what is in it.
      const items = layer.dialect === 'tfjs' ? flatten(first.value) : [];
      const given: Nested<TensorType | null> = items.length === 1 ? one(items[0] ?? null) : first.value;
      if (given.kind !== 'one') {
        const inputs = flatten(given);
        const count = inputs.length;
        // Layers that change values one by one take lists in Keras, each in its own way.
        if (definition.refusesNoList === true && layer.dialect !== 'tfjs')
          return unknown({ kind: 'todo', what: 'this layer on a list' });
        if (count !== 1) problems.push({ kind: 'single-input-layer', got: count, runtime: severalInputsWords(count) });
        else if (refusesListOfOne(definition.name, layer.dialect))
          problems.push({
            kind: 'single-input-layer',
            got: 1,
            ...(built === undefined
              ? { runtime: listOfOneWords(definition.name, inputs[0]?.shape ?? afterError) }
              : {}),
          });
        return afterError;
      }
      const input = given.value;
      if (input === null) return afterError;
      const rule =
        typeof definition.inputRank === 'function'
          ? definition.inputRank(layer.config, layer.dialect)
          : definition.inputRank;
      const { shape } = input;
      if (isUnknown(shape))
        return definition.shapeOfUnknown ? nested(definition.shapeOfUnknown(input, context)) : shape;
      if (rule !== undefined && !fits(shape.length, rule)) {
        const runtime = rankWords(rule, shape);
        const words = runtime === undefined ? {} : { runtime };
        problems.push({ kind: 'rank-mismatch', input: 0, expected: rule, shape, ...words });
        return afterError;
      }
      checkFixedAxes(
        layer,
        {
          axes: definition.fixedAxes?.(layer.config) ?? [],
          shape,
          first: built?.inputs[0]?.shape,
          announced: context.announced,
        },
        problems,
      );
      return nested(definition.shape({ shape, dtype: input.dtype }, context));
    }
    default:
      return assertNever(definition);
  }
}

/** The axes that the weights were made for must keep their size at every later call. */
function checkFixedAxes(
  layer: LayerObject,
  {
    axes,
    shape,
    first,
    announced,
  }: {
    readonly axes: readonly number[];
    readonly shape: readonly Dim[];
    readonly first: Shape | undefined;
    readonly announced: boolean | undefined;
  },
  problems: Problem[],
): void {
  if (first === undefined || isUnknown(first)) return;
  const { dialect } = layer;
  const on = announced === undefined ? undefined : announced ? 'symbols' : 'data';
  for (const axis of axes) {
    const now = normalAxis(axis, shape.length);
    const then = normalAxis(axis, first.length);
    if (now === undefined || then === undefined) continue;
    const expected = first[then];
    const got = shape[now];
    if (expected === undefined || got === undefined || sameDim(expected, got) !== 'no') continue;
    const isLate = dialect === 'keras2' && on === 'symbols' && takesOtherSize(layer, { shape, expected, got });
    problems.push({
      kind: 'axis-mismatch',
      input: 0,
      axis,
      expected,
      got,
      shape,
      because: 'its weights were made for that at its first call',
      ...(isLate ? { effect: 'fails when run' } : {}),
      runtime: isLate ? {} : fixedAxisWords(layer, { axis, expected, got, shape }, on),
    });
  }
}

/**
 * True where Keras 2, which only looks at data, builds the layer for another size than its weights were made for. It multiplies
 * matrices of more than two axes without a look at their sizes, and takes a multiple of a kernel's channels for groups of them.
 */
function takesOtherSize(
  { definition, config }: LayerObject,
  { shape, expected, got }: { readonly shape: readonly Dim[]; readonly expected: Dim; readonly got: Dim },
): boolean {
  if (definition.name === 'Dense') return shape.length > 2;
  const { filters, groups } = config;
  const isConvolution = /^Conv\dD$/.test(definition.name) && typeof filters === 'number' && typeof groups === 'number';
  if (!isConvolution || typeof expected !== 'number' || typeof got !== 'number') return false;
  const taken = got / (expected / groups);
  return Number.isInteger(taken) && filters % taken === 0;
}

/**
 * True for the layers that ask a list for its shape, and fail, where Keras hands a list of one tensor to them as it is. What
 * the others make of such a list differs from one to the next.
 */
function refusesListOfOne(name: string, dialect: Dialect): boolean {
  if (dialect === 'keras2') return name === 'Dense';
  const asks = /^(Dense|Conv\dD|Flatten|Reshape|Embedding|LSTM|BatchNormalization|LayerNormalization|MaxPooling2D)$/;
  return dialect === 'keras3' && asks.test(name);
}

/** What the frameworks say of a merge that is not called on a list, or on one of another length. */
function listWords(name: string, isList: boolean): Pick<Problem & { readonly kind: 'merge-needs-list' }, 'runtime'> {
  if (name === 'Concatenate') {
    const words = 'A `Concatenate` layer should be called on a list of at least';
    return { runtime: { keras3: `${words} 1 input.`, keras2: `${words} 1 input.`, tfjs: `${words} 2 inputs` } };
  }
  if (name === 'Subtract' && isList) {
    const words = 'A `Subtract` layer should be called on exactly 2 inputs.';
    return { runtime: { keras3: words, keras2: words } };
  }
  if (!/^(Add|Average|Maximum|Minimum|Multiply)$/.test(name) || isList) return {};
  const words = 'A merge layer should be called on a list of inputs.';
  const tfjs = 'A merge layer should be called on an Array of at least 2 inputs.';
  return { runtime: { keras3: words, keras2: words, tfjs } };
}

/** Every tensor of a call, depth first, in the order of its arguments. */
export function tensorsOf(call: ReadonlyMap<string, CallArgument>): readonly TensorType[] {
  const out: TensorType[] = [];
  for (const argument of call.values()) {
    if (argument.kind === 'tensors') out.push(...flatten(argument.value).filter(input => input !== null));
  }
  return out;
}

/** Whether a number of axes is one that the rule allows. */
export function fits(rank: number, rule: RankRule): boolean {
  if (rule.exactly !== undefined && rank !== rule.exactly) return false;
  if (rule.atLeast !== undefined && rank < rule.atLeast) return false;
  return rule.atMost === undefined || rank <= rule.atMost;
}

function nested(given: ShapeAnswer): Nested<TensorType> | Unknown {
  return 'kind' in given ? given : one(given);
}
