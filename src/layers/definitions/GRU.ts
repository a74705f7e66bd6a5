// Gated recurrent units.

import { defineLayer } from '../define.ts';
import { denseRecurrent, gruCell } from '../denseRecurrent.ts';
import * as recurrent from '../recurrentParams.ts';

export default defineLayer({
  name: 'GRU',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Reads a sequence step by step; gates decide how much of the output before is kept and how much is new. (batch, time, features) becomes (batch, units), or (batch, time, units) with `return_sequences`.',
  params: {
    units: recurrent.units,
    ...recurrent.cellActivation,
    ...recurrent.recurrentActivation,
    ...recurrent.cellInitializers,
    ...recurrent.cellRegularizers,
    ...recurrent.activityRegularizer,
    ...recurrent.cellConstraints,
    ...recurrent.cellDropout,
    ...recurrent.seed,
    ...recurrent.returns,
    ...recurrent.unroll,
    ...recurrent.timeMajor,
    ...recurrent.resetAfter,
    ...recurrent.useCudnn,
    ...recurrent.implementation,
    ...recurrent.sequenceShape,
    ...recurrent.zeroOutput,
  },
  ...denseRecurrent(gruCell),
});
