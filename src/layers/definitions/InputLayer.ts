// The entry of a model.

import { dynamic } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { batchShapeOf, inputDtype, shapeArgument } from '../inputShape.ts';
import { baseParams } from '../make.ts';
import { anything, bool, int, nullable, optional } from '../params.ts';

export default defineLayer({
  name: 'InputLayer',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Stands for a tensor that a model is fed with. Its shape is the batch axis, open unless `batch_size` says otherwise, and then `shape`.',
  params: {
    shape: optional(nullable(shapeArgument()), null, 'The shape of one sample, without the batch axis.', {
      alias: { keras2: 'input_shape', tfjs: 'inputShape' },
    }),
    batch_size: optional(nullable(int(0)), null, 'The size of the batch axis; open if None.'),
    dtype: optional(inputDtype(), null, 'The dtype of the elements.'),
    sparse: optional(nullable(bool()), null, 'Whether sparse tensors come in.'),
    ragged: optional(nullable(bool()), null, 'Whether ragged tensors come in.', { notIn: ['tfjs'] }),
    batch_shape: optional(nullable(shapeArgument()), null, 'The whole shape, the batch axis included.', {
      alias: { keras2: 'batch_input_shape', tfjs: 'batchInputShape' },
    }),
    input_tensor: optional(anything(), null, 'A tensor to stand for.', { notIn: ['tfjs'] }),
    optional: optional(bool(), false, 'Whether None may come in its place.', { notIn: ['keras2', 'tfjs'] }),
    name: { ...baseParams.name, keywordOnly: false },
  },
  baseArguments: 'anything',
  call: [],
  takes: 'arguments',
  run: { impossible: 'an input has no computation of its own' },
  shape({ config }) {
    const dtype = config.dtype ?? 'float32';
    const shape = batchShapeOf(config);
    if (isUnknown(shape)) return tensorType(shape, dtype);
    return tensorType(
      shape.map(size => size ?? dynamic),
      dtype,
    );
  },
});
