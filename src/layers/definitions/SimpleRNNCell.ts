// One step of a SimpleRNN.

import { defineLayer } from '../define.ts';
import { denseCell, simpleCell } from '../denseRecurrent.ts';
import * as recurrent from '../recurrentParams.ts';

export default defineLayer({
  name: 'SimpleRNNCell',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'One step of a SimpleRNN, for RNN, StackedRNNCells or a loop of your own. Called on (batch, features) and the state, it returns the output (batch, units) and the new state.',
  params: {
    units: recurrent.units,
    ...recurrent.cellActivation,
    ...recurrent.cellInitializers,
    ...recurrent.cellRegularizers,
    ...recurrent.cellConstraints,
    ...recurrent.cellDropout,
    ...recurrent.seed,
  },
  ...denseCell(simpleCell, 'sequence'),
});
