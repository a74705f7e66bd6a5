// A recurrent layer around any cell.

import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { type TensorType, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { type CellArg, cell, innerWeights, sizesOf, stackedSizes, stackedWeights } from '../cells.ts';
import { cellStep } from '../compute/cells.ts';
import { runSequence, sequenceMasks } from '../compute/recurrent.ts';
import type { Dialect } from '../config.ts';
import { type CellSizes, defineLayer } from '../define.ts';
import { bool, optional, required } from '../params.ts';
import * as recurrent from '../recurrent.ts';
import * as params from '../recurrentParams.ts';

/** The name of the stack that Keras makes of a list of cells. */
const stackName = 'stacked_rnn_cells';

export default defineLayer({
  name: 'RNN',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Runs a cell over a sequence step by step. (batch, time, …) becomes (batch, output size of the cell), or (batch, time, output size) with `return_sequences`; `return_state` adds the last states.',
  params: {
    cell: required(cell(), 'The cell that computes one step, or a list of cells stacked on one another.', {
      says: {
        keras3: 'The RNN cell should have a `state_size` attribute',
        tfjs: 'The RNN cell should have an attribute `stateSize`',
      },
    }),
    ...params.returns,
    ...params.unroll,
    ...params.timeMajor,
    zero_output_for_mask: optional(
      bool(),
      false,
      'Whether the output of a masked step is zero, or that of the step before.',
      {
        notIn: ['tfjs'],
      },
    ),
    ...params.sequenceShape,
  },
  takes: 'arguments',
  ...params.recurrentCall,
  innerNames: ({ config }) => ({
    made: !isUnknown(config.cell) && config.cell.kind === 'cells' ? [stackName] : [],
  }),
  shape(context) {
    const { config, dialect } = context;
    const rank = dialect === 'tfjs' ? { exactly: 3 } : undefined;
    const { sequence, states } = recurrent.sequenceInput(context, rank);
    if (isUnknown(config.cell)) return config.cell;
    const sizes = cellSizes(config.cell, dialect);
    if (sizes === undefined) {
      context.problem({
        kind: 'argument-value',
        argument: 'cell',
        got: 'layers without states',
        expected: 'made of cells (layers with a state size)',
        effect: 'fails when run',
      });
      return afterError;
    }
    const { shape } = sequence;
    if (!isUnknown(shape)) {
      const features = shape[shape.length - 1];
      if (features !== undefined && isDynamic(features))
        context.problem({ kind: 'undefined-axis', input: 0, axis: shape.length - 1, shape });
    }
    recurrent.checkStateful(context, shape);
    recurrent.checkSteps(context, { shape, states, sizes: sizes.states.flatMap(size => size as Dim | readonly Dim[]) });
    return recurrent.sequenceAnswer(context, {
      shape,
      dtype: context.computeDtype,
      output: [sizes.output],
      states: recurrent.stateVectors(sizes),
    });
  },
  run(context) {
    const { tf, config } = context;
    const { step, sizes } = cellStep(context, config.cell);
    return runSequence(context, { step, start: x => sizes.map(size => tf.zeros([x.shape[0] ?? 1, size])) });
  },
  mask: sequenceMasks,
  weights({ config, dialect, inputs }) {
    const input = inputs[0];
    if (isUnknown(config.cell)) return config.cell;
    if (input === undefined) return afterError;
    const step: TensorType = tensorType(recurrent.stepShape(input.shape), input.dtype);
    if (config.cell.kind === 'cell') return innerWeights(config.cell.cell, [step], dialect === 'tfjs' ? '' : undefined);
    const weights = stackedWeights(config.cell.cells, step);
    if (isUnknown(weights) || dialect === 'tfjs') return weights;
    return weights.map(weight => ({ ...weight, name: `${stackName}/${weight.name}` }));
  },
});

function cellSizes(given: Exclude<CellArg, { readonly kind: 'unknown' }>, dialect: Dialect): CellSizes | undefined {
  return given.kind === 'cell' ? sizesOf(given.cell) : stackedSizes(given.cells, dialect);
}
