// Fourier transforms. Keras gives real and imaginary parts as a pair; NumPy and TensorFlow give
// complex tensors.

import { anything, optional, required } from '../../layers/params.ts';
import { add, type Dim, floorDivide, multiply, subtract } from '../../shapes/dim.ts';
import type { DType, Shape } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { type AxisArg, axis, input, size } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { complexOf, complexParts, fftLength, pair, parts } from '../complexParts.ts';
import { defineOp, type OpContext, type OpDefinition } from '../define.ts';
import { settled } from '../dtypes.ts';

/** The shape with another last axis. */
function lastAxis(shape: Shape, change: (last: Dim) => Dim): Shape {
  if (isUnknown(shape)) return shape;
  return [...shape.slice(0, -1), change(shape[shape.length - 1] ?? 1)];
}

function pairTransform(name: string, className: string, least: number): OpDefinition {
  return defineOp({
    names: [`keras.ops.${name}`],
    doc: 'The Fourier transform of real and imaginary parts.',
    className,
    params: { x: complexParts },
    shape({ x }, context) {
      const real = parts(x, least, context);
      return isUnknown(real) ? real : pair(real.shape, settled(real, context));
    },
  });
}

/** NumPy computes in the precision of floating input, in double precision otherwise. */
function numpyComplex(dtype: DType): DType {
  return dtype === 'float32' || dtype === 'complex64' || dtype === 'float16'
    ? 'complex64'
    : isUnknown(dtype)
      ? dtype
      : 'complex128';
}

function axisShape(shape: Shape, axis: AxisArg, context: OpContext, change: (dim: Dim) => Dim): Shape {
  if (isUnknown(shape)) return shape;
  const position = axisAt(axis, shape.length, context);
  return isUnknown(position)
    ? shape.map((): Dim => position)
    : shape.map((dim, i) => (i === position ? change(dim) : dim));
}

export default [
  pairTransform('fft', 'FFT', 1),
  pairTransform('fft2', 'FFT2', 2),
  pairTransform('ifft2', 'IFFT2', 2),
  defineOp({
    names: ['keras.ops.rfft'],
    doc: 'The Fourier transform of real values: n // 2 + 1 real and imaginary parts.',
    className: 'RFFT',
    params: { x: input(), fft_length: fftLength },
    shape: ({ x, fft_length }, context) =>
      pair(
        lastAxis(x.shape, last => add(floorDivide(fft_length ?? last, 2), 1)),
        settled(x, context),
      ),
  }),
  defineOp({
    names: ['keras.ops.irfft'],
    doc: 'The real values behind the Fourier transform of `rfft`.',
    className: 'IRFFT',
    params: { x: complexParts, fft_length: fftLength },
    shape({ x, fft_length }, context) {
      const real = parts(x, 1, context);
      if (isUnknown(real)) return real;
      return {
        shape: lastAxis(real.shape, last => fft_length ?? multiply(subtract(last, 1), 2)),
        dtype: settled(real, context),
      };
    },
  }),
  defineOp({
    names: [
      'tf.signal.fft(input: x, name: _)',
      'tf.signal.ifft(input: x, name: _)',
      'tf.signal.fft2d(input: x, name: _)',
      'tf.signal.ifft2d(input: x, name: _)',
      'tf.signal.fft3d(input: x, name: _)',
      'tf.signal.ifft3d(input: x, name: _)',
      'tf.signal.fftshift(x, axes: _, name: _)',
      'tf.signal.ifftshift(x, axes: _, name: _)',
      'numpy.fft.fftshift(x, axes: _)',
      'numpy.fft.ifftshift(x, axes: _)',
      'tf.signal.dct(input: x, type: _, n: _, axis: _, norm: _, name: _)',
      'tf.signal.idct(input: x, type: _, n: _, axis: _, norm: _, name: _)',
    ],
    doc: 'A transform that leaves shape and element type.',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: settled(x, context) }),
  }),
  defineOp({
    names: [
      'tf.signal.rfft(input_tensor: x, fft_length=None, name: _)',
      'tf.signal.rfft2d(input_tensor: x, fft_length: _, name: _)',
    ],
    doc: 'The Fourier transform of real values: n // 2 + 1 complex ones.',
    params: { x: input(), fft_length: optional(anything(), null, 'The length that is transformed.') },
    shape({ x, fft_length }, context) {
      const given = Array.isArray(fft_length) ? fft_length[0] : fft_length;
      const length: Dim | null =
        given === null || given === undefined
          ? null
          : typeof given === 'number'
            ? given
            : { kind: 'unknown', why: { kind: 'todo', what: 'this length' } };
      return {
        shape: lastAxis(x.shape, last => add(floorDivide(length ?? last, 2), 1)),
        dtype: complexOf(settled(x, context)),
      };
    },
  }),
  defineOp({
    names: ['tf.signal.irfft(input_tensor: x, fft_length=None, name: _)'],
    doc: 'The real values behind the Fourier transform of `rfft`.',
    params: { x: input(), fft_length: optional(anything(), null, 'The length of the values.') },
    shape({ x, fft_length }) {
      const given = Array.isArray(fft_length) ? fft_length[0] : fft_length;
      const length: Dim | null =
        given === null || given === undefined
          ? null
          : typeof given === 'number'
            ? given
            : { kind: 'unknown', why: { kind: 'todo', what: 'this length' } };
      return {
        shape: lastAxis(x.shape, last => length ?? multiply(subtract(last, 1), 2)),
        dtype: x.dtype === 'complex128' ? 'float64' : 'float32',
      };
    },
  }),
  defineOp({
    names: [
      'numpy.fft.fft(a: x, n=None, axis=-1, norm: _, out: _)',
      'numpy.fft.ifft(a: x, n=None, axis=-1, norm: _, out: _)',
    ],
    doc: 'The Fourier transform along an axis.',
    params: { x: input(), n: fftLength, axis: optional(axis(), -1, 'The axis.') },
    shape: ({ x, n, axis }, context) => ({
      shape: axisShape(x.shape, axis, context, dim => n ?? dim),
      dtype: numpyComplex(x.dtype),
    }),
  }),
  defineOp({
    names: [
      'numpy.fft.fft2(a: x, s: _, axes: _, norm: _, out: _)',
      'numpy.fft.ifft2(a: x, s: _, axes: _, norm: _, out: _)',
      'numpy.fft.fftn(a: x, s: _, axes: _, norm: _, out: _)',
      'numpy.fft.ifftn(a: x, s: _, axes: _, norm: _, out: _)',
    ],
    doc: 'The Fourier transform along several axes.',
    params: { x: input() },
    shape: ({ x }) => ({ shape: x.shape, dtype: numpyComplex(x.dtype) }),
  }),
  defineOp({
    names: ['numpy.fft.rfft(a: x, n=None, axis=-1, norm: _, out: _)'],
    doc: 'The Fourier transform of real values along an axis: n // 2 + 1 complex ones.',
    params: { x: input(), n: fftLength, axis: optional(axis(), -1, 'The axis.') },
    shape: ({ x, n, axis }, context) => ({
      shape: axisShape(x.shape, axis, context, dim => add(floorDivide(n ?? dim, 2), 1)),
      dtype: numpyComplex(x.dtype),
    }),
  }),
  defineOp({
    names: ['numpy.fft.irfft(a: x, n=None, axis=-1, norm: _, out: _)'],
    doc: 'The real values behind `rfft`.',
    params: { x: input(), n: fftLength, axis: optional(axis(), -1, 'The axis.') },
    shape: ({ x, n, axis }, context) => ({
      shape: axisShape(x.shape, axis, context, dim => n ?? multiply(subtract(dim, 1), 2)),
      dtype: numpyComplex(x.dtype) === 'complex64' ? 'float32' : 'float64',
    }),
  }),
  defineOp({
    names: ['numpy.fft.fftfreq(n, d: _, device: _)', 'numpy.fft.rfftfreq(n, d: _, device: _)'],
    doc: 'The frequencies of a Fourier transform.',
    params: { n: required(size(), 'The length.') },
    shape: ({ n }, context) => ({
      shape: [context.path.includes('rfft') ? add(floorDivide(n, 2), 1) : n],
      dtype: 'float64',
    }),
  }),
];
