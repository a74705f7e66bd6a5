// The leaky rectifier as a layer.

import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { float, nullable, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'LeakyReLU',
  tfjs: ['leakyReLU'],
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Leaves positive values as they are and scales negative ones by `negative_slope`. The shape stays.',
  params: {
    negative_slope: optional(float({ atLeast: 0 }), { kind: 'float', value: 0.3 }, 'The slope of negative values.', {
      alias: { keras2: 'alpha', tfjs: 'alpha' },
      says: {
        keras3:
          'The negative_slope value of a Leaky ReLU layer cannot be None or negative value. Expected a float. Received: negative_slope={got}',
      },
    }),
    alpha: optional(nullable(float({ atLeast: 0 })), null, 'The old name of `negative_slope`.', {
      notIn: ['keras2', 'tfjs'],
      keywordOnly: true,
    }),
  },
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
  refusesNoList: true,
  run: ({ tf, config, inputs }) => tf.leakyRelu(inputs[0] as Tensor, config.alpha ?? config.negative_slope),
  mask: 'keeps',
});
