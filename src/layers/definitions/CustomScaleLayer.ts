// The layer of Inception-ResNet that adds a scaled residual. Programs cannot reach it under `keras.layers`.

import { tensorType } from '../../shapes/shape.ts';
import { afterError } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { float, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'CustomScaleLayer',
  dialects: [],
  doc: 'Adds the second tensor, scaled, to the first. The shape is that of both.',
  params: { scale: required(float(), 'By what the second tensor is multiplied.') },
  takes: 'tensors',
  exactly: 2,
  shape: ([first, second], { computeDtype }) =>
    first === undefined || second === undefined ? afterError : tensorType(first.shape, computeDtype),
  run: ({ tf, config, inputs }) =>
    typeof config.scale === 'number'
      ? tf.add(inputs[0] as Tensor, tf.mul(inputs[1] as Tensor, config.scale))
      : { impossible: 'its scale is not known' },
});
