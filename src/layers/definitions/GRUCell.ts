// One step of a GRU.

import { defineLayer } from '../define.ts';
import { denseCell, gruCell } from '../denseRecurrent.ts';
import * as recurrent from '../recurrentParams.ts';

export default defineLayer({
  name: 'GRUCell',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'One step of a GRU, for RNN, StackedRNNCells or a loop of your own. Called on (batch, features) and the state, it returns the output (batch, units) and the new state.',
  params: {
    units: recurrent.units,
    ...recurrent.cellActivation,
    ...recurrent.recurrentActivation,
    ...recurrent.cellInitializers,
    ...recurrent.cellRegularizers,
    ...recurrent.cellConstraints,
    ...recurrent.cellDropout,
    ...recurrent.resetAfter,
    ...recurrent.seed,
    ...recurrent.implementation,
  },
  ...denseCell(gruCell, 'inputs'),
});
