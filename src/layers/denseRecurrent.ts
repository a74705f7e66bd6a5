// SimpleRNN, LSTM, GRU and their cells: layers whose kernels are matrices.

import { multiply } from '../shapes/dim.ts';
import { isUnknown, type Maybe, type Unknown } from '../shapes/unknown.ts';
import { type CellConfig, cellAnswer, cellWeights, checkFeatures, checkOrthogonal, type Gates } from './cells.ts';
import { gruStep, lstmStep, simpleStep } from './compute/cells.ts';
import { runSequence, type StepFunction, sequenceMasks } from './compute/recurrent.ts';
import type { CellSizes, ShapeAnswer, ShapeContext, WeightContext, WeightSpec } from './define.ts';
import { oneTensor } from './inputs.ts';
import {
  checkStateful,
  checkSteps,
  type SequenceConfig,
  sequenceAnswer,
  sequenceInput,
  stateVectors,
} from './recurrent.ts';
import { recurrentCall } from './recurrentParams.ts';
import type { RunContext, Tensor } from './run.ts';

/** What tells one of these cells from the others. */
export interface CellKind<C> {
  /** The name of the cell inside its layer: `lstm_cell`. */
  readonly name: string;
  gates(config: C): Gates;
  readonly states: 'single' | 'pair';
  /** One step on tfjs. */
  step(context: RunContext): StepFunction;
}

/** The parts of a cell's record that follow from its kind. `input` is the name of the call's first argument. */
export function denseCell<C extends CellConfig>(kind: CellKind<C>, input: 'inputs' | 'sequence') {
  return {
    takes: 'arguments',
    call: [input, 'states', 'training'],
    callIn: { keras2: ['inputs', 'states', 'training'], tfjs: ['inputs', 'states'] },
    cell: (config: C): CellSizes => sizes(config, kind.states),
    shape(context: ShapeContext<C>): ShapeAnswer {
      const tensor = oneTensor(context, context.call.get(input) ?? context.call.get('inputs'));
      const width = multiply(context.config.units, kind.gates(context.config).count);
      return cellAnswer(context, { input: tensor, states: kind.states, width });
    },
    weights({ config, inputs, dtype, trainable }: WeightContext<C>): readonly WeightSpec[] | Unknown {
      return cellWeights(config, kind.gates(config), { shape: inputs[0]?.shape, dtype, trainable, prefix: '' });
    },
    run(context: RunContext): readonly Tensor[] {
      const [x, ...given] = context.inputs as readonly [Tensor, ...Tensor[]];
      const { output, states } = kind.step(context)(x, given);
      return [output, ...states];
    },
  } as const;
}

/** The parts of a layer's record that follow from the kind of its cell. */
export function denseRecurrent<C extends CellConfig>(kind: CellKind<C>) {
  return {
    takes: 'arguments',
    ...recurrentCall,
    shape(context: ShapeContext<C & SequenceConfig>): ShapeAnswer {
      const { config } = context;
      const { sequence, states } = sequenceInput(context, { exactly: 3 });
      const cell = sizes(config, kind.states);
      checkOrthogonal(context);
      const width = multiply(config.units, kind.gates(config).count);
      checkFeatures(context, { shape: sequence.shape, width });
      checkStateful(context, sequence.shape);
      checkSteps(context, { shape: sequence.shape, states, sizes: cell.states.map(() => config.units) });
      return sequenceAnswer(context, {
        shape: sequence.shape,
        dtype: context.computeDtype,
        output: [config.units],
        states: stateVectors(cell),
      });
    },
    weights({ config, dialect, inputs, dtype, trainable }: WeightContext<C>): readonly WeightSpec[] | Unknown {
      const shape = inputs[0]?.shape;
      const prefix = dialect === 'tfjs' ? '' : `${kind.name}/`;
      return cellWeights(config, kind.gates(config), { shape, dtype, trainable, prefix });
    },
    run(context: RunContext): readonly Tensor[] {
      const { tf, config } = context;
      const count = kind.states === 'pair' ? 2 : 1;
      return runSequence(context, {
        step: kind.step(context),
        start: x => Array.from({ length: count }, () => tf.zeros([x.shape[0] ?? 1, config.units])),
      });
    },
    mask: sequenceMasks,
  } as const;
}

function sizes(config: CellConfig, states: 'single' | 'pair'): CellSizes {
  const { units } = config;
  return { states: states === 'pair' ? [units, units] : [units], single: states === 'single', output: units };
}

/** SimpleRNN's cell: one kernel, one state. */
export const simpleCell: CellKind<CellConfig> = {
  name: 'simple_rnn_cell',
  gates: () => ({ count: 1, bias: 'plain' }),
  states: 'single',
  step: simpleStep,
};

/** The LSTM cell: input, forget, cell and output gates; an output and a carry state. */
export const lstmCell: CellKind<CellConfig & { readonly unit_forget_bias: Maybe<boolean> }> = {
  name: 'lstm_cell',
  gates: config => ({ count: 4, bias: config.unit_forget_bias === false ? 'plain' : 'forget' }),
  states: 'pair',
  step: lstmStep,
};

/** The GRU cell: update, reset and new gates; with `reset_after` a second bias for the state. */
export const gruCell: CellKind<CellConfig & { readonly reset_after: Maybe<boolean> }> = {
  name: 'gru_cell',
  gates: ({ reset_after }) => ({
    count: 3,
    bias: isUnknown(reset_after) ? reset_after : reset_after ? 'split' : 'plain',
  }),
  states: 'single',
  step: gruStep,
};
