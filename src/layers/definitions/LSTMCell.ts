// One step of an LSTM.

import { defineLayer } from '../define.ts';
import { denseCell, lstmCell } from '../denseRecurrent.ts';
import * as recurrent from '../recurrentParams.ts';

export default defineLayer({
  name: 'LSTMCell',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'One step of an LSTM, for RNN, StackedRNNCells or a loop of your own. Called on (batch, features) and a list with the output and the memory, it returns the output (batch, units) and the new state.',
  params: {
    units: recurrent.units,
    ...recurrent.cellActivation,
    ...recurrent.recurrentActivation,
    ...recurrent.cellInitializers,
    ...recurrent.unitForgetBias,
    ...recurrent.cellRegularizers,
    ...recurrent.cellConstraints,
    ...recurrent.cellDropout,
    ...recurrent.seed,
    ...recurrent.implementation,
  },
  ...denseCell(lstmCell, 'inputs'),
});
