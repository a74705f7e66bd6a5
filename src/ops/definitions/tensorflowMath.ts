// Functions of `tf` that Keras has no counterpart for: sums of lists, special functions, histograms.

import { bool, optional, required } from '../../layers/params.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { axes, dtype, input, size, tensors } from '../arguments.ts';
import { broadcast, broadcastOperands } from '../broadcast.ts';
import { defineOp } from '../define.ts';
import { promote, settled } from '../dtypes.ts';
import { rowsOf } from '../join.ts';
import { reduceShape } from '../reduce.ts';

const two = { x: input('The first operand.'), y: input('The second operand.') };

export default [
  defineOp({
    names: [
      'tf.math.add_n(inputs, name: _)',
      'tf.add_n(inputs, name: _)',
      'tf.math.accumulate_n(inputs, shape: _, tensor_dtype: _, name: _)',
    ],
    doc: 'The sum of several tensors of one shape.',
    params: { inputs: required(tensors(), 'The tensors.') },
    shape({ inputs }, context) {
      const items = rowsOf(inputs, context);
      if (isUnknown(items)) return items;
      return {
        shape: broadcast(
          items.map(item => item.shape),
          context,
        ),
        dtype: promote(items, context),
      };
    },
  }),
  defineOp({
    names: [
      'tf.math.squared_difference(x, y, name: _)',
      'tf.math.multiply_no_nan(x, y, name: _)',
      'tf.math.xdivy(x, y, name: _)',
      'tf.math.xlogy(x, y, name: _)',
      'tf.math.igamma(a: x, x: y, name: _)',
      'tf.math.igammac(a: x, x: y, name: _)',
      'tf.math.zeta(x, q: y, name: _)',
      'tf.math.scalar_mul(scalar: x, x: y, name: _)',
      'tf.scalar_mul(scalar: x, x: y, name: _)',
    ],
    doc: 'A function of two operands, element by element.',
    params: two,
    shape: ({ x, y }, context) => ({
      shape: broadcastOperands(x.shape, y.shape, context),
      dtype: promote([x, y], context),
    }),
  }),
  defineOp({
    names: [
      'tf.math.lgamma(x, name: _)',
      'tf.math.digamma(x, name: _)',
      'tf.math.ndtri(x, name: _)',
      'tf.math.bessel_i0e(x, name: _)',
      'tf.math.bessel_i1(x, name: _)',
      'tf.math.bessel_i1e(x, name: _)',
      'tf.math.special.expint(x, name: _)',
      'tf.math.cumulative_logsumexp(x, axis: _, exclusive: _, reverse: _, name: _)',
      'tf.quantization.fake_quant_with_min_max_args(inputs: x, *_, **_)',
      'tf.math.polyval(coeffs: _, x, name: _)',
    ],
    doc: 'A function of every element.',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: settled(x, context) }),
  }),
  defineOp({
    names: ['tf.math.reduce_euclidean_norm(input_tensor: x, axis=None, keepdims=False, name: _)'],
    doc: 'The length of vectors over axes.',
    params: {
      x: input(),
      axis: optional(axes(), null, 'The axes.'),
      keepdims: optional(bool(), false, 'Whether reduced axes stay.'),
    },
    shape: ({ x, axis, keepdims }, context) => ({
      shape: reduceShape(x.shape, axis, keepdims, context),
      dtype: settled(x, context),
    }),
  }),
  defineOp({
    names: ['tf.math.zero_fraction(value: x, name: _)', 'tf.nn.zero_fraction(value: x, name: _)'],
    doc: 'Which part of the elements is 0.',
    params: { x: input() },
    shape: () => ({ shape: [], dtype: 'float32' }),
  }),
  defineOp({
    names: ['tf.nn.l2_loss(t: x, name: _)'],
    doc: 'Half the sum of squares.',
    params: { x: input() },
    shape: ({ x }) => ({ shape: [], dtype: x.dtype }),
  }),
  defineOp({
    names: ['tf.histogram_fixed_width(values: _, value_range: _, nbins=100, dtype="int32", name: _)'],
    doc: 'How many values fall into each bin.',
    params: { nbins: optional(size(), 100, 'How many bins.'), dtype: optional(dtype(), 'int32', 'The element type.') },
    shape: ({ nbins, dtype }) => ({ shape: [nbins], dtype }),
  }),
  defineOp({
    names: ['tf.bitcast(input: x, type: dtype, name: _)'],
    doc: 'The same bytes read as another element type.',
    params: { x: input(), dtype: required(dtype(), 'The element type.') },
    shape({ x, dtype }) {
      const widths = [x.dtype, dtype].map(type => (isUnknown(type) ? undefined : Number(/\d+$/.exec(type)?.[0] ?? 8)));
      if (widths[0] === widths[1] && widths[0] !== undefined) return { shape: x.shape, dtype };
      return { shape: { kind: 'unknown', why: { kind: 'todo', what: 'another width of elements' } }, dtype };
    },
  }),
];
