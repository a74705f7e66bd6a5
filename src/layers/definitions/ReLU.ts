// The rectifier as a layer.

import { rectify } from '../../training/activations.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { float, nullable, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'ReLU',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Lets values above the threshold pass, up to `max_value`, and scales what lies below by `negative_slope`. The shape stays.',
  params: {
    max_value: optional(nullable(float({ atLeast: 0 })), null, 'The largest value that passes; None for no limit.', {
      says: { keras3: 'max_value of a ReLU layer cannot be a negative value. Received: max_value={got}' },
    }),
    negative_slope: optional(float({ atLeast: 0 }), 0, 'The slope below the threshold.', {
      notIn: ['tfjs'],
      says: {
        keras3: 'negative_slope of a ReLU layer cannot be None or a negative value. Received: negative_slope={got}',
      },
    }),
    threshold: optional(float({ atLeast: 0 }), 0, 'The value from which on values pass unchanged.', {
      notIn: ['tfjs'],
      says: { keras3: 'threshold of a ReLU layer cannot be None or a negative value. Received: threshold={got}' },
    }),
  },
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
  refusesNoList: true,
  run: ({ tf, config, inputs }) =>
    rectify(tf, inputs[0] as Tensor, {
      slope: config.negative_slope,
      limit: config.max_value,
      threshold: config.threshold,
    }),
  mask: 'keeps',
});
