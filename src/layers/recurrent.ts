// What recurrent layers share: the reading of their call, its checks, and the structure of what they return.

import { type Dim, sameDim } from '../shapes/dim.ts';
import { flatten, list, type Nested, one } from '../shapes/nested.ts';
import { type DType, type Shape, type TensorType, tensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Maybe } from '../shapes/unknown.ts';
import type { CellSizes, RankRule, ShapeAnswer, ShapeContext, StateSize } from './define.ts';
import { oneTensor, requireKnown, tensorsIn } from './inputs.ts';

/** The part of the configuration that decides what a recurrent layer returns. */
export interface SequenceConfig {
  readonly return_sequences: Maybe<boolean>;
  readonly return_state: Maybe<boolean>;
  readonly stateful: Maybe<boolean>;
  readonly time_major?: Maybe<boolean>;
}

/** The inputs of a recurrent call: the sequence, and the initial states where they are given. */
export interface SequenceInput {
  readonly sequence: TensorType;
  readonly states: readonly TensorType[] | undefined;
}

/**
 * Reads the call of a recurrent layer and checks the rank of its sequence. Keras 2 and tfjs also take the initial states
 * behind the sequence in one list.
 */
export function sequenceInput(context: ShapeContext<unknown>, rank?: RankRule): SequenceInput {
  const { call, dialect } = context;
  const first = call.get('sequences') ?? call.get('inputs');
  const state = tensorsIn(call.get('initial_state') ?? call.get('initialState'));
  const given = tensorsIn(first);
  const rule = rank === undefined ? {} : { rank };
  if (dialect !== 'keras3' && given !== undefined && given.kind === 'list' && given.items.length > 1) {
    const [sequence, ...states] = given.items;
    const tensor = oneTensor(context, sequence && { kind: 'tensors', value: sequence }, rule);
    return { sequence: tensor, states: allOf(states) };
  }
  return { sequence: oneTensor(context, first, rule), states: state === undefined ? undefined : allOf([state]) };
}

/** All tensors of some structures; undefined where one of them is None. */
function allOf(structures: readonly Nested<TensorType | null>[]): readonly TensorType[] | undefined {
  const tensors = structures.flatMap(flatten);
  const given = tensors.filter(tensor => tensor !== null);
  return given.length === tensors.length ? given : undefined;
}

/** Which axes of a sequence are the batch and the time. */
export function sequenceAxes(config: SequenceConfig): { readonly batch: 0 | 1; readonly time: 0 | 1 } {
  return config.time_major === true ? { batch: 1, time: 0 } : { batch: 0, time: 1 };
}

/** The shape of one step of a sequence: all axes but the time. */
export function stepShape(shape: Shape): Shape {
  return isUnknown(shape) ? shape : [shape[0] ?? afterError, ...shape.slice(2)];
}

/** Reports a stateful layer whose batch is left open: its states are made for a number of samples. */
export function checkStateful(context: ShapeContext<SequenceConfig>, shape: Shape): void {
  const { config } = context;
  if (config.stateful !== true || isUnknown(shape)) return;
  const found = `(${shape.map(dim => (typeof dim === 'number' ? dim : 'None')).join(', ')})`;
  requireKnown(context, {
    shape,
    axis: sequenceAxes(config).batch,
    runtime: {
      keras3: `When using \`stateful=True\` in a RNN, the batch size must be static. Found dynamic batch size: sequence.shape=${found}`,
      keras2: 'If a RNN is stateful, it needs to know its batch size.',
      tfjs: 'If an RNN is stateful, it needs to know its batch size.',
    },
  });
}

/**
 * Reports later calls whose features are not those the kernels were made for, and initial states that do not fit the
 * cell. Keras 3 accepts both and fails when the layer runs.
 */
export function checkSteps(
  context: ShapeContext<unknown>,
  options: {
    readonly shape: Shape;
    readonly states: readonly TensorType[] | undefined;
    readonly sizes: readonly Dim[];
  },
): void {
  const late = context.dialect === 'keras3' ? ({ effect: 'fails when run' } as const) : {};
  const { shape, states, sizes } = options;
  const first = context.built?.[0];
  if (first !== undefined && !isUnknown(first) && !isUnknown(shape)) {
    const expected = first[first.length - 1] ?? afterError;
    const got = shape[shape.length - 1] ?? afterError;
    if (sameDim(expected, got) === 'no') {
      const because = 'its kernel was made for that at its first call';
      context.problem({ kind: 'axis-mismatch', input: 0, axis: -1, expected, got, shape, because, ...late });
    }
  }
  if (states !== undefined && states.length > 0 && states.length < sizes.length) {
    context.problem({
      kind: 'call-value',
      argument: 'initial_state',
      says: `the cell has ${sizes.length} states, and ${states.length === 1 ? 'one initial state is' : `${states.length} initial states are`} given`,
      ...late,
    });
  }
  for (const [i, expected] of sizes.entries()) {
    const state = states?.[i];
    if (state === undefined || isUnknown(state.shape)) continue;
    const got = state.shape[state.shape.length - 1] ?? afterError;
    if (sameDim(expected, got) !== 'no') continue;
    const because = 'an initial state has as many entries as the cell has units';
    const runtime = {
      keras2: 'An `initial_state` was passed that is not compatible with `cell.state_size`.',
      tfjs: 'An initialState was passed that is not compatible with cell.stateSize.',
    };
    context.problem({
      kind: 'axis-mismatch',
      input: i + 1,
      axis: -1,
      expected,
      got,
      shape: state.shape,
      because,
      runtime,
      ...late,
    });
  }
}

/**
 * What a recurrent layer returns: the output (batch, …) or, with `return_sequences`, (batch, time, …), and behind it the
 * states where `return_state` asks for them; a tuple in Keras 3, a list elsewhere.
 */
export function sequenceAnswer(
  context: ShapeContext<SequenceConfig>,
  options: {
    readonly shape: Shape;
    readonly dtype: DType;
    /** The axes of an output behind batch and time. */
    readonly output: readonly Dim[];
    /** For each state the axes behind the batch, nested as the cell nests its states. */
    readonly states: readonly Nested<readonly Dim[]>[];
  },
): ShapeAnswer {
  const { config, dialect } = context;
  const { shape, dtype } = options;
  const axes = sequenceAxes(config);
  if (isUnknown(config.time_major)) return tensorType(config.time_major, dtype);
  const batch = isUnknown(shape) ? shape : (shape[axes.batch] ?? afterError);
  const time = isUnknown(shape) ? shape : (shape[axes.time] ?? afterError);
  const leading = axes.batch === 0 ? [batch, time] : [time, batch];
  const { return_sequences: sequences, return_state: state } = config;
  if (isUnknown(state)) return state;
  const output = isUnknown(sequences)
    ? tensorType(sequences, dtype)
    : tensorType([...(sequences ? leading : [batch]), ...options.output], dtype);
  if (!state) return output;
  const states = options.states.map(nested => mapStates(nested, dims => tensorType([batch, ...dims], dtype)));
  return { kind: 'list', type: dialect === 'keras3' ? 'tuple' : 'list', items: [one(output), ...states] };
}

function mapStates<T, U>(nested: Nested<T>, replace: (value: T) => U): Nested<U> {
  return nested.kind === 'one' ? one(replace(nested.value)) : list(flatten(nested).map(replace));
}

/** The states of a cell as axes behind the batch: one vector each, or a list of vectors per stacked cell. */
export function stateVectors(sizes: CellSizes): readonly Nested<readonly Dim[]>[] {
  return sizes.states.map((size: StateSize) =>
    Array.isArray(size) ? list((size as readonly Dim[]).map(dim => [dim])) : one([size as Dim]),
  );
}
