// The plain recurrent layer.

import { defineLayer } from '../define.ts';
import { denseRecurrent, simpleCell } from '../denseRecurrent.ts';
import * as recurrent from '../recurrentParams.ts';

export default defineLayer({
  name: 'SimpleRNN',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Reads a sequence step by step; each output is computed from the step and the output before. (batch, time, features) becomes (batch, units), or (batch, time, units) with `return_sequences`.',
  params: {
    units: recurrent.units,
    ...recurrent.cellActivation,
    ...recurrent.cellInitializers,
    ...recurrent.cellRegularizers,
    ...recurrent.activityRegularizer,
    ...recurrent.cellConstraints,
    ...recurrent.cellDropout,
    ...recurrent.returns,
    ...recurrent.unroll,
    ...recurrent.seed,
    ...recurrent.sequenceShape,
    ...recurrent.zeroOutput,
    ...recurrent.timeMajor,
  },
  ...denseRecurrent(simpleCell),
});
