// Element-wise operations with parameters of their own: rounding, clipping, NaN.

import { anything, optional, required } from '../../layers/params.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { input, tensor } from '../arguments.ts';
import { broadcast } from '../broadcast.ts';
import { defineOp } from '../define.ts';
import { ruledType } from '../typeRules.ts';

export default [
  defineOp({
    names: [
      'keras.ops.round',
      'tf.math.round(x, name: _)',
      'tf.round(x, name: _)',
      'tf.math.rint(x, name: _)',
      'numpy.round(a: x, decimals=0, out: _)',
      'numpy.around(a: x, decimals=0, out: _)',
      'numpy.rint(x, out: _, *, where: _, casting: _, order: _, dtype: _, subok: _, signature: _)',
      'method.round(x, decimals=0, out: _)',
      'operator.round(x, decimals=0)',
    ],
    doc: 'The values rounded.',
    className: 'Round',
    params: { x: input(), decimals: optional(anything(), 0, 'How many decimals are kept.') },
    shape({ x }, context) {
      const dtype = ruledType('common', [x], context);
      return { shape: x.shape, dtype: context.library === 'numpy' && dtype === 'bool' ? 'float16' : dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.clip',
      'tf.clip_by_value(t: x, clip_value_min: x_min, clip_value_max: x_max, name: _)',
      'numpy.clip(a: x, a_min: x_min = None, a_max: x_max = None, out: _, *, min: _, max: _, **_)',
      'method.clip(x, min: x_min = None, max: x_max = None, out: _)',
      'keras.backend.clip(x, min_value: x_min, max_value: x_max)',
    ],
    doc: 'The values, none below the one bound or above the other.',
    className: 'Clip',
    params: {
      x: input(),
      x_min: required(tensor(), 'The smallest value.'),
      x_max: required(tensor(), 'The largest value.'),
    },
    shape({ x, x_min, x_max }, context) {
      const dtype =
        context.library === 'numpy'
          ? ruledType('common', [x, ...[x_min, x_max].filter(bound => !isUnknown(bound.shape))], context)
          : ruledType('counting', [x], context);
      if (context.library === 'keras' && context.flavour === 'symbolic') return { shape: x.shape, dtype };
      const bounds = [x_min, x_max].filter(bound => bound.source !== 'python' || !isUnknown(bound.shape));
      return { shape: broadcast([x.shape, ...bounds.map(bound => bound.shape)], context), dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.nan_to_num', 'numpy.nan_to_num(x, copy: _, nan: _, posinf: _, neginf: _)'],
    doc: 'Numbers in place of NaN and infinity.',
    className: 'NanToNum',
    params: {
      x: input(),
      nan: optional(anything(), 0, 'In place of NaN.'),
      posinf: optional(anything(), null, 'In place of infinity.'),
      neginf: optional(anything(), null, 'In place of minus infinity.'),
    },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: ruledType('common', [x], context) }),
  }),
  defineOp({
    names: ['keras.ops.angle', 'tf.math.angle(input: x, name: _)', 'numpy.angle(z: x, deg: _)'],
    doc: 'The angle of complex values.',
    className: 'Angle',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: ruledType('floating', [x], context) }),
  }),
  defineOp({
    names: [
      'keras.ops.real',
      'keras.ops.imag',
      'tf.math.real(input: x, name: _)',
      'tf.math.imag(input: x, name: _)',
      'numpy.real(val: x)',
      'numpy.imag(val: x)',
      'method.real',
      'method.imag',
    ],
    doc: 'One part of complex values.',
    params: { x: input() },
    shape({ x }, context) {
      const dtype = ruledType('common', [x], context);
      return { shape: x.shape, dtype: dtype === 'complex64' ? 'float32' : dtype === 'complex128' ? 'float64' : dtype };
    },
  }),
];
