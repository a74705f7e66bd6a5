// A recurrent layer that reads its sequence from both ends.

import { add, type Dim, multiply, sameDim } from '../../shapes/dim.ts';
import { type Nested, one } from '../../shapes/nested.ts';
import { type TensorType, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, unknown } from '../../shapes/unknown.ts';
import { callNames } from '../apply.ts';
import { innerWeights } from '../cells.ts';
import { sequenceOf } from '../compute/recurrent.ts';
import { countWeights, runWithin, tensorArgument } from '../compute/within.ts';
import type { Dialect } from '../config.ts';
import { defineLayer, type LayerObject, type ShapeAnswer, type ShapeContext } from '../define.ts';
import { innerAnswer } from '../innerLayer.ts';
import { type ArgType, anything, isRefused, layer, nullable, oneOf, optional, refused, required } from '../params.ts';
import type { Problem } from '../problems.ts';
import { sequenceInput } from '../recurrent.ts';
import { recurrentCall } from '../recurrentParams.ts';
import type { RunContext, Tensor, Tf } from '../run.ts';

const mergeMode = nullable(oneOf(['concat', 'sum', 'mul', 'ave'] as const));

export default defineLayer({
  name: 'Bidirectional',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Runs a recurrent layer over a sequence from its start and a second one from its end, and merges their outputs. With `concat` the last axis doubles; with None there are two outputs; the states of both follow where the layer returns them.',
  params: {
    layer: required(recurrentLayer(), 'The recurrent layer that reads forwards; a copy of it reads backwards.'),
    merge_mode: optional(
      mergeMode,
      'concat',
      'How the two outputs become one: side by side, their sum, product or mean; None keeps both.',
      {
        keepsNull: true,
        says: {
          keras3: 'Invalid merge mode. Received: {got}. Merge mode should be one of',
          keras2: 'Invalid merge mode. Received: {got}. Merge mode should be one of',
          tfjs: '{got} is not a valid BidirectionalMergeMode.',
        },
      },
    ),
    weights: optional(anything(), null, 'Initial values of the weights.'),
    backward_layer: optional(nullable(recurrentLayer()), null, 'Another layer to read backwards.', { notIn: ['tfjs'] }),
  },
  takes: 'arguments',
  ...recurrentCall,
  check({ config, dialect, problem }) {
    const pair = directions(config, dialect);
    if (!isUnknown(pair)) checkPair(pair, problem);
  },
  shape(context) {
    const { config, dialect } = context;
    const { sequence, states } = sequenceInput(context);
    const pair = directions(config, dialect);
    if (isUnknown(pair)) return pair;
    if (states !== undefined && states.length % 2 === 1 && dialect !== 'keras3') {
      const says = 'the initial states must be as many for one direction as for the other';
      context.problem({ kind: 'call-value', argument: 'initial_state', says });
    }
    const half = Math.floor((states?.length ?? 0) / 2);
    const run = (layer: LayerObject, initialState: readonly TensorType[] | undefined) =>
      innerAnswer(
        { ...context, problem: found => context.problem(strict(found)) },
        { layer, input: sequence, initialState, first: context.built?.[0] },
      );
    const forward = run(pair.forward, states?.slice(0, half));
    const silent: ShapeContext<unknown> = { ...context, problem: () => undefined };
    const backward = innerAnswer(silent, { layer: pair.backward, input: sequence });
    if (isUnknown(forward)) return forward;
    if (isUnknown(backward)) return backward;
    const [output, ...forwardStates] = forward.kind === 'list' ? forward.items : [forward];
    const [reverse, ...backwardStates] = backward.kind === 'list' ? backward.items : [backward];
    if (output?.kind !== 'one' || reverse?.kind !== 'one') return afterError;
    if (isUnknown(config.merge_mode)) return config.merge_mode;
    const retype = (nested: Nested<TensorType>): Nested<TensorType> =>
      dialect === 'keras3' ? withDtype(nested, context) : nested;
    const merged = merge(context, config.merge_mode, output.value, reverse.value).map(tensor => retype(one(tensor)));
    // Keras 3 announces the states of the forward layer twice.
    const others = dialect === 'keras2' ? backwardStates : forwardStates;
    const items = [...merged, ...forwardStates.map(retype), ...others.map(retype)];
    const [only] = items;
    if (items.length === 1 && only !== undefined) return only;
    return { kind: 'list', type: dialect === 'keras3' ? 'tuple' : 'list', items } satisfies ShapeAnswer;
  },
  run(context) {
    const { tf, config, dialect } = context;
    const pair = directions(config, dialect);
    if (isUnknown(pair)) return { impossible: 'its layer is not known' };
    const [[y, ...states], [reversed, ...backStates]] = bothWays(context, pair);
    if (y === undefined || reversed === undefined) return { impossible: 'its layer gave no output' };
    const timeAxis = pair.forward.config.time_major === true ? 0 : 1;
    const z = pair.forward.config.return_sequences === true ? tf.reverse(reversed, timeAxis) : reversed;
    return [...mergeTensors(tf, config.merge_mode, y, z), ...states, ...backStates];
  },
  mask(context) {
    const pair = directions(context.config, context.dialect);
    if (isUnknown(pair) || pair.forward.config.return_sequences !== true) return [];
    const { handedOn: mask } = sequenceOf(context);
    const count = context.config.merge_mode === null ? 2 : 1;
    return context.outputs.map((_, i) => (i < count ? mask : null));
  },
  weights({ config, dialect, inputs }) {
    const pair = directions(config, dialect);
    if (isUnknown(pair)) return pair;
    const input = inputs[0];
    if (input === undefined) return afterError;
    const forward = innerWeights(pair.forward, [input]);
    const backward = innerWeights(pair.backward, [input]);
    if (isUnknown(forward)) return forward;
    return isUnknown(backward) ? backward : [...forward, ...backward];
  },
});

/** A layer with `go_backwards`; tfjs takes any. */
function recurrentLayer(): ArgType<Maybe<LayerObject>> {
  const any = layer();
  const expects = 'a recurrent layer';
  return {
    expects,
    read(value, dialect) {
      const given = any.read(value, dialect);
      if (isRefused(given)) return refused(expects);
      if (isUnknown(given)) return given;
      if (given.definition.foreign) return unknown({ kind: 'todo', what: `the layer \`${given.definition.name}\`` });
      if (dialect === 'tfjs' || 'go_backwards' in given.definition.params) return given;
      const runtime = {
        keras3: `Unrecognized keyword arguments passed to ${given.definition.name}: {'go_backwards': True}`,
        keras2: "KeyError: 'go_backwards'",
      };
      return refused(expects, { runtime });
    },
    unknown: why => why,
  };
}

interface Directions {
  readonly forward: LayerObject;
  readonly backward: LayerObject;
}

/** The layers of both directions: copies of the given one under their own names, or the given backward layer. */
function directions(
  config: { readonly layer: Maybe<LayerObject>; readonly backward_layer: Maybe<LayerObject> | null },
  dialect: Dialect,
): Maybe<Directions> {
  const { layer: given, backward_layer: other } = config;
  if (isUnknown(given)) return given;
  if (isUnknown(other)) return other;
  const forward = { ...given, name: `forward_${given.name.replace(/^forward_/, '')}` };
  if (other !== null) return { forward, backward: other };
  const backwards = given.config.go_backwards;
  // Keras 3 turns the copy backwards whatever the given layer does; the others turn it round.
  const go_backwards = dialect === 'keras3' || isUnknown(backwards) ? true : !backwards;
  const name = `backward_${given.name.replace(/^backward_/, '')}`;
  return { forward, backward: { ...given, name, config: { ...given.config, go_backwards } } };
}

/** The outputs of both layers on the same sequence. Masked steps give zeros where all steps are returned (Keras). */
function bothWays(context: RunContext, pair: Directions): readonly [readonly Tensor[], readonly Tensor[]] {
  const { sequence, mask, initial } = sequenceOf(context);
  const half = (initial?.length ?? 0) / 2;
  const count = countWeights(pair.forward, sequence.shape);
  const one = (layer: LayerObject, i: number): readonly Tensor[] => {
    const states = initial?.slice(i * half, (i + 1) * half) ?? [];
    const [first = 'sequences', state = 'initial_state'] = callNames(layer.definition, layer.dialect);
    const call = new Map([[first, tensorArgument(sequence)]]);
    if (states.length > 0) call.set(state, tensorArgument(states));
    if (mask !== null) call.set('mask', tensorArgument(mask));
    const zero = { zero_output_for_mask: layer.config.return_sequences === true };
    return runWithin(context, {
      layer: { ...layer, config: { ...layer.config, ...zero } },
      inputs: [sequence, ...states, ...(mask === null ? [] : [mask])],
      weights: i === 0 ? context.weights.slice(0, count) : context.weights.slice(count),
      call,
    });
  };
  return [one(pair.forward, 0), one(pair.backward, 1)];
}

function mergeTensors(tf: Tf, mode: 'concat' | 'sum' | 'mul' | 'ave' | null, y: Tensor, z: Tensor): readonly Tensor[] {
  switch (mode) {
    case 'concat':
      return [tf.concat([y, z], y.rank - 1)];
    case 'sum':
      return [tf.add(y, z)];
    case 'mul':
      return [tf.mul(y, z)];
    case 'ave':
      return [tf.div(tf.add(y, z), 2)];
    case null:
      return [y, z];
  }
}

/** The directions must differ, and all that decides the outputs must agree. */
function checkPair({ forward, backward }: Directions, problem: (problem: Problem) => void): void {
  const flag = (layer: LayerObject, name: string) => layer.config[name];
  const known = (name: string) => typeof flag(forward, name) === 'boolean' && typeof flag(backward, name) === 'boolean';
  if (known('go_backwards') && flag(forward, 'go_backwards') === flag(backward, 'go_backwards')) {
    const value = flag(forward, 'go_backwards') ? 'True' : 'False';
    const says = `Forward layer and backward layer should have different \`go_backwards\` value. Received: forward_layer.go_backwards ${value}, backward_layer.go_backwards=${value}`;
    problem({
      kind: 'argument-value',
      argument: 'layer',
      got: `go_backwards=${value} in both directions`,
      expected: 'a layer that reads forwards',
      runtime: { keras3: says, keras2: says },
    });
  }
  for (const name of ['stateful', 'return_sequences', 'return_state']) {
    if (!known(name) || flag(forward, name) === flag(backward, name)) continue;
    const text = (layer: LayerObject) => (flag(layer, name) ? 'True' : 'False');
    const says = `Forward layer and backward layer are expected to have the same value for attribute "${name}", got "${text(forward)}" for forward layer and "${text(backward)}" for backward layer`;
    problem({
      kind: 'argument-value',
      argument: 'backward_layer',
      got: `${name}=${text(backward)}`,
      expected: `a layer with ${name}=${text(forward)}, as the forward layer has`,
      runtime: { keras3: says, keras2: says },
    });
  }
}

/** The outputs of both directions as one, or both. */
function merge(
  context: ShapeContext<unknown>,
  mode: 'concat' | 'sum' | 'mul' | 'ave' | null,
  forward: TensorType,
  backward: TensorType,
): readonly TensorType[] {
  const keras2 = context.dialect === 'keras2';
  if (mode === null) return [forward, keras2 ? backward : forward];
  if (isUnknown(forward.shape) || isUnknown(backward.shape)) return [forward];
  const last: Dim = forward.shape[forward.shape.length - 1] ?? afterError;
  const other: Dim = backward.shape[backward.shape.length - 1] ?? afterError;
  if (mode === 'concat') {
    const doubled = keras2 ? add(last, other) : multiply(last, 2);
    return [tensorType([...forward.shape.slice(0, -1), doubled], forward.dtype)];
  }
  if (sameDim(last, other) === 'no') {
    context.problem({
      kind: 'merge-shape',
      shapes: [forward.shape, backward.shape],
      axes: [forward.shape.length - 1],
      ...(keras2 ? {} : { effect: 'fails when run' }),
    });
  }
  return [forward];
}

/** Keras 3 checks the rank by the given layer's own rule before it asks for shapes. */
function strict(problem: Problem): Problem {
  if (problem.kind !== 'rank-mismatch') return problem;
  const { effect: _, within: __, ...rest } = problem;
  return rest;
}

function withDtype(nested: Nested<TensorType>, context: ShapeContext<unknown>): Nested<TensorType> {
  if (nested.kind === 'one') return one({ ...nested.value, dtype: context.computeDtype });
  if (nested.kind === 'list') return { ...nested, items: nested.items.map(item => withDtype(item, context)) };
  return nested;
}
