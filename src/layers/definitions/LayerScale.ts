// The layer of ConvNeXt that scales each channel by a learned factor. Programs cannot reach it under `keras.layers`.

import { tensorType } from '../../shapes/shape.ts';
import { defineLayer } from '../define.ts';
import { anything, int, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'LayerScale',
  dialects: [],
  doc: 'Multiplies each channel by a factor of its own that is learned. The shape stays.',
  params: {
    init_values: required(anything(), 'What the factors begin with.'),
    projection_dim: required(int(), 'How many channels there are.'),
  },
  takes: 'tensor',
  shape: ({ shape }, { computeDtype }) => tensorType(shape, computeDtype),
  shapeOfUnknown: ({ shape }, { computeDtype }) => tensorType(shape, computeDtype),
  weights: ({ config, dtype, trainable }) => [
    {
      name: 'gamma',
      shape: [config.projection_dim],
      trainable,
      dtype,
      initializer: { kind: 'object', family: 'initializers', name: 'Constant', config: { value: config.init_values } },
    },
  ],
  run: ({ tf, inputs, weights }) => tf.mul(inputs[0] as Tensor, weights[0] as Tensor),
});
