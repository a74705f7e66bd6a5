// Activations along an axis: softmax and its kin, gated units, normalisation of vectors.

import { anything, optional } from '../../layers/params.ts';
import { type Dim, floorDivide, isDynamic } from '../../shapes/dim.ts';
import { printShape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { axes, axis, input } from '../arguments.ts';
import { axesAt, axisAt } from '../axes.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { ruledType } from '../typeRules.ts';

function along(name: 'softmax' | 'log_softmax', doc: string): OpDefinition {
  return defineOp({
    names: [
      `keras.ops.${name}`,
      `keras.ops.nn.${name}`,
      `tf.nn.${name}(logits: x, axis=-1, name: _)`,
      `keras.activations.${name}(x, axis=-1)`,
      `keras.backend.${name}(x, axis=-1)`,
      ...(name === 'softmax'
        ? ['tf.math.softmax(logits: x, axis=-1, name: _)']
        : [`tf.math.${name}(logits: x, axis=-1, name: _)`]),
    ],
    doc,
    params: { x: input(), axis: optional(axes(), -1, 'The axes along which values are brought together.') },
    shape({ x, axis }, context) {
      const along = axis === null && context.library === 'tf' ? { axes: [-1], single: true } : axis;
      if (!isUnknown(x.shape)) axesAt(along, x.shape.length, context);
      return { shape: x.shape, dtype: ruledType('common', [x], context) };
    },
  });
}

export default [
  along('softmax', 'Positive values that add up to 1 along an axis.'),
  along('log_softmax', 'The logarithms of a softmax.'),
  defineOp({
    names: ['keras.ops.sparsemax', 'keras.ops.nn.sparsemax', 'keras.activations.sparsemax'],
    doc: 'Values that add up to 1 along an axis, many of them 0.',
    params: { x: input(), axis: optional(axis(), -1, 'The axis.') },
    shape({ x, axis }, context) {
      if (!isUnknown(x.shape)) axisAt(axis, x.shape.length, context);
      return { shape: x.shape, dtype: ruledType('common', [x], context) };
    },
  }),
  defineOp({
    names: ['keras.ops.glu', 'keras.ops.nn.glu', 'keras.activations.glu'],
    doc: 'One half of an axis times the sigmoid of the other half.',
    params: { x: input(), axis: optional(axis(), -1, 'The axis; it becomes half as long.') },
    shape({ x, axis }, context) {
      const dtype = ruledType('common', [x], context);
      const { shape } = x;
      if (isUnknown(shape)) return { shape, dtype };
      const position = axisAt(axis, shape.length, context);
      if (isUnknown(position)) return { shape: shape.map((): Dim => position), dtype };
      const size = shape[position] ?? 1;
      if (typeof size === 'number' && size % 2 !== 0) {
        context.problem({
          kind: 'call-value',
          argument: 'axis',
          says: `Axis ${position} of ${printShape(shape)} has the odd size ${size} and cannot be halved`,
          runtime: {
            keras3: `axis size must be divisible by 2. Received: x.shape=${printShape(shape)} with axis=${axis}`,
          },
        });
        return afterError;
      }
      return { shape: shape.map((dim, i) => (i !== position || isDynamic(dim) ? dim : floorDivide(dim, 2))), dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.normalize',
      'keras.ops.nn.normalize',
      'tf.math.l2_normalize(x, axis=None, epsilon: _, name: _, dim: _)',
      'tf.linalg.l2_normalize(x, axis=None, epsilon: _, name: _, dim: _)',
      'tf.nn.l2_normalize(x, axis=None, epsilon: _, name: _, dim: _)',
      'keras.backend.l2_normalize(x, axis=None)',
      'keras.utils.normalize(x, axis=-1, order: _)',
    ],
    doc: 'Vectors along an axis brought to length 1.',
    params: {
      x: input(),
      axis: optional(axes(), -1, 'The axis.'),
      order: optional(anything(), 2, 'Which norm.'),
      epsilon: optional(anything(), null, 'The smallest length that is divided by.'),
    },
    shape({ x, axis }, context) {
      if (!isUnknown(x.shape)) axesAt(axis, x.shape.length, context);
      const symbolic = context.specOnly && context.path.startsWith('keras.ops');
      return { shape: x.shape, dtype: symbolic ? 'float32' : ruledType('floating', [x], context) };
    },
  }),
  defineOp({
    names: [
      'keras.ops.layer_normalization(x, gamma: _, beta: _, axis: _, epsilon: _, **_)',
      'keras.ops.nn.layer_normalization(x, gamma: _, beta: _, axis: _, epsilon: _, **_)',
    ],
    doc: 'Values along an axis brought to mean 0 and variance 1.',
    className: 'LayerNorm',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: ruledType('common', [x], context) }),
  }),
  defineOp({
    names: [
      'keras.ops.rms_normalization(x, scale: _, axis: _, epsilon: _)',
      'keras.ops.nn.rms_normalization(x, scale: _, axis: _, epsilon: _)',
    ],
    doc: 'Values along an axis divided by their root mean square.',
    className: 'RMSNorm',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: ruledType('common', [x], context) }),
  }),
  defineOp({
    names: [
      'tf.nn.local_response_normalization(input: x, depth_radius: _, bias: _, alpha: _, beta: _, name: _)',
      'tf.nn.dropout(x, rate: _, noise_shape: _, seed: _, name: _)',
      'keras.backend.dropout(x, level: _, noise_shape: _, seed: _)',
      'keras.random.dropout(inputs: x, rate: _, noise_shape: _, seed: _)',
      'tf.nn.bias_add(value: x, bias: _, data_format: _, name: _)',
      'keras.backend.bias_add(x, bias: _, data_format: _)',
      'tf.clip_by_norm(t: x, clip_norm: _, axes: _, name: _)',
      'tf.debugging.check_numerics(tensor: x, message: _, name: _)',
      'tf.nn.batch_normalization(x, mean: _, variance: _, offset: _, scale: _, variance_epsilon: _, name: _)',
      'keras.backend.batch_normalization(x, mean: _, var: _, beta: _, gamma: _, axis: _, epsilon: _)',
      'tf.ensure_shape(x, shape: _, name: _)',
    ],
    doc: 'Changes the values and leaves the shape.',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: ruledType('common', [x], context) }),
  }),
];
