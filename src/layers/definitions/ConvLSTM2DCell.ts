// One step of a ConvLSTM2D, which only tfjs has as a layer of its own.

import { one } from '../../shapes/nested.ts';
import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, unknown } from '../../shapes/unknown.ts';
import { checkStrides, convCellParams, convCellWeights } from '../convRecurrent.ts';
import { defineLayer } from '../define.ts';
import { oneTensor } from '../inputs.ts';
import * as recurrent from '../recurrentParams.ts';

export default defineLayer({
  name: 'ConvLSTM2DCell',
  dialects: ['tfjs'],
  tfjs: ['convLstm2dCell'],
  doc: 'One step of a ConvLSTM2D. It takes an image (batch, height, width, channels) and two states, and gives an output with `filters` channels and the new states.',
  params: {
    ...convCellParams(2),
    ...recurrent.cellConstraints,
    ...recurrent.cellDropout,
    ...recurrent.implementation,
  },
  takes: 'arguments',
  call: ['inputs', 'states'],
  check: checkStrides,
  cell: config => ({ states: [config.filters, config.filters], single: false, output: config.filters }),
  shape(context) {
    const { shape } = oneTensor(context, context.call.get('inputs'));
    if (isUnknown(shape)) return one(tensorType(shape, context.computeDtype));
    return unknown({ kind: 'todo', what: 'a convolutional cell called by itself' });
  },
  weights: ({ config, inputs, dtype }) =>
    convCellWeights(config, { step: inputs[0]?.shape ?? afterError, dtype, prefix: '' }),
});
