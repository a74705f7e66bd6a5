// The fully connected layer.

import { tensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { activation, constraint, initializer, initialValue, regularizer } from '../arguments.ts';
import { activate } from '../compute/activate.ts';
import { kernelAndBias, timesMatrix } from '../compute/matrix.ts';
import { defineLayer } from '../define.ts';
import { loraParams, quantizationParam, withLora } from '../lora.ts';
import { type ArgType, anything, bool, type IntArg, int, isKind, optional, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Dense',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Multiplies the last axis with a matrix of weights and adds a bias. The last axis becomes `units`, all others stay.',
  params: {
    units: required(units(), 'The size of the output.', {
      says: {
        keras3: 'Received an invalid value for `units`, expected a positive integer. Received: units={got}',
        keras2: 'Received an invalid value for `units`, expected a positive integer. Received: units={got}',
        tfjs: 'Expected units to be a positive integer, but got {got}.',
      },
    }),
    activation: activation(),
    use_bias: optional(bool(), true, 'Whether a bias is added.'),
    kernel_initializer: initializer('glorot_uniform', 'the kernel'),
    bias_initializer: initializer('zeros', 'the bias'),
    kernel_regularizer: regularizer('the kernel'),
    bias_regularizer: regularizer('the bias'),
    activity_regularizer: regularizer('the output'),
    kernel_constraint: constraint('the kernel'),
    bias_constraint: constraint('the bias'),
    ...loraParams,
    quantization_config: quantizationParam,
    // tfjs knows this way of naming the input for Dense alone.
    input_dim: optional(anything(), null, 'The last axis of a two-axis input, for the first layer of a Sequential.', {
      keywordOnly: true,
    }),
  },
  takes: 'tensor',
  call: ['inputs', 'training'],
  inputRank: { atLeast: 2 },
  fixedAxes: () => [-1],
  run(context) {
    const { tf, inputs, weights, config } = context;
    const { kernel, bias } = kernelAndBias(tf, weights, config);
    if (kernel === undefined) return { impossible: 'its kernel is missing' };
    const product = timesMatrix(tf, inputs[0] as Tensor, kernel);
    return activate(context, config.activation, bias === undefined ? product : tf.add(product, bias));
  },
  mask: 'keeps',
  shape({ shape }, { config, computeDtype, problem }) {
    const last = shape[shape.length - 1];
    if (typeof last === 'object' && last.kind === 'dynamic') {
      problem({
        kind: 'undefined-axis',
        input: 0,
        axis: shape.length - 1,
        shape,
        runtime: {
          keras3: 'Shapes used to initialize variables must be fully-defined (no `None` dimensions).',
          keras2: 'The last dimension of the inputs to a Dense layer should be defined.',
          tfjs: 'Tensor must have a shape comprised of positive integers but got shape',
        },
      });
    }
    return tensorType([...shape.slice(0, -1), config.units], computeDtype);
  },
  weights({ config, inputs, dtype }) {
    const shape = inputs[0]?.shape;
    if (shape === undefined || isUnknown(shape)) return shape ?? { kind: 'unknown', why: { kind: 'error' } };
    if (isUnknown(config.use_bias)) return config.use_bias;
    const kernel = {
      name: 'kernel',
      shape: [shape[shape.length - 1] ?? 0, config.units],
      trainable: true,
      dtype,
      initializer: initialValue(config.kernel_initializer),
    };
    if (!config.use_bias) return withLora([kernel], config.lora_rank);
    const bias = {
      name: 'bias',
      shape: [config.units],
      trainable: true,
      dtype,
      initializer: initialValue(config.bias_initializer),
    };
    return withLora([kernel, bias], config.lora_rank);
  },
});

/** A positive integer. Keras 2 takes what Python's `int` takes. */
function units(): ArgType<IntArg> {
  const type = int(1);
  return {
    ...type,
    read(value, dialect) {
      if (dialect !== 'keras2') return type.read(value, dialect);
      if (isKind(value, 'float')) return type.read(Math.trunc(value.value), dialect);
      return typeof value === 'string' && /^\s*\d+\s*$/.test(value)
        ? type.read(Number(value), dialect)
        : type.read(value, dialect);
    },
  };
}
