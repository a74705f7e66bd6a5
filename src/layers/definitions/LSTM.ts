// Long short-term memory.

import { defineLayer } from '../define.ts';
import { denseRecurrent, lstmCell } from '../denseRecurrent.ts';
import * as recurrent from '../recurrentParams.ts';

export default defineLayer({
  name: 'LSTM',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Reads a sequence step by step and carries a memory along that gates write to, clear and read. (batch, time, features) becomes (batch, units), or (batch, time, units) with `return_sequences`; `return_state` adds the last output and the last memory.',
  params: {
    units: recurrent.units,
    ...recurrent.cellActivation,
    ...recurrent.recurrentActivation,
    ...recurrent.cellInitializers,
    ...recurrent.unitForgetBias,
    ...recurrent.cellRegularizers,
    ...recurrent.activityRegularizer,
    ...recurrent.cellConstraints,
    ...recurrent.cellDropout,
    ...recurrent.seed,
    ...recurrent.returns,
    ...recurrent.timeMajor,
    ...recurrent.unroll,
    ...recurrent.useCudnn,
    ...recurrent.implementation,
    ...recurrent.sequenceShape,
    ...recurrent.zeroOutput,
  },
  ...denseRecurrent(lstmCell),
});
