// The class that layers around another layer extend.

import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { innerWeights } from '../cells.ts';
import { defineLayer } from '../define.ts';
import { oneTensor } from '../inputs.ts';
import { layer, required } from '../params.ts';

export default defineLayer({
  name: 'Wrapper',
  dialects: ['keras3', 'keras2'],
  doc: 'The base of layers that hold another layer. It computes nothing by itself: extend it and write `call`.',
  params: { layer: required(layer(), 'The layer that is held.') },
  takes: 'arguments',
  call: ['inputs'],
  shape(context) {
    const input = oneTensor(context, context.call.get('inputs'));
    if (context.dialect !== 'keras3') return tensorType(input.shape, input.dtype);
    context.problem({ kind: 'call-value', says: 'a Wrapper computes nothing by itself; a class that extends it does' });
    return afterError;
  },
  weights: ({ config, inputs }) => (isUnknown(config.layer) ? config.layer : innerWeights(config.layer, inputs)),
});
