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
      formerly: { keras3: ['input_shape'] },
      says: { keras3: "Cannot convert '{got}' to a shape." },
    }),
    batch_size: optional(nullable(int(0)), null, 'The size of the batch axis; open if None.'),
    dtype: optional(inputDtype(), null, 'The dtype of the elements.', { says: { keras3: 'Invalid dtype: {got}' } }),
    sparse: optional(nullable(bool()), null, 'Whether sparse tensors come in.'),
    ragged: optional(nullable(bool()), null, 'Whether ragged tensors come in.', { notIn: ['tfjs'] }),
    batch_shape: optional(nullable(shapeArgument()), null, 'The whole shape, the batch axis included.', {
      alias: { keras2: 'batch_input_shape', tfjs: 'batchInputShape' },
      formerly: { keras3: ['batch_input_shape'] },
    }),
    input_tensor: optional(anything(), null, 'A tensor to stand for.', { notIn: ['tfjs'] }),
    optional: optional(bool(), false, 'Whether None may come in its place.', { notIn: ['keras2', 'tfjs'] }),
    name: { ...baseParams.name, keywordOnly: false },
  },
  baseArguments: 'anything',
  call: [],
  takes: 'arguments',
  check({ config, dialect, given, problem }) {
    const whole = given.has('batch_shape') && config.batch_shape !== null;
    const sample = given.has('shape') && config.shape !== null;
    const tensor = given.has('input_tensor') && config.input_tensor !== null;
    const sized = given.has('batch_size') && config.batch_size !== null;
    const nothing = config.batch_shape === null && config.shape === null && config.input_tensor === null;
    if (nothing && dialect !== 'keras2') {
      problem({
        kind: 'missing-argument',
        argument: dialect === 'tfjs' ? 'inputShape' : 'shape',
        runtime: {
          keras3: 'You must pass a `shape` argument.',
          tfjs: 'An InputLayer should be passed either a `batchInputShape` or an `inputShape`.',
        },
      });
    }
    const twice = sample ? 'shape' : sized && dialect === 'keras3' ? 'batch_size' : undefined;
    const certain = !isUnknown(config.batch_shape) && !isUnknown(config.shape) && !isUnknown(config.batch_size);
    if (!whole || !certain || tensor || twice === undefined || dialect === 'keras2') return;
    problem({
      kind: 'argument-value',
      argument: dialect === 'tfjs' ? 'batchInputShape' : 'batch_shape',
      got: 'given',
      expected: `left out where \`${twice}\` is given`,
      runtime: {
        keras3: `You cannot pass both \`${twice}\` and \`batch_shape\` at the same time.`,
        tfjs: 'Only provide the inputShape OR batchInputShape argument to inputLayer, not both at the same time.',
      },
    });
  },
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
