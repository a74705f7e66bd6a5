// Fourier transforms, frames and spectrograms. Keras gives real and imaginary parts as a pair; NumPy and TensorFlow give
// complex tensors.

import { anything, bool, nullable, optional, required } from '../../layers/params.ts';
import { add, ceilDivide, type Dim, floorDivide, multiply, subtract } from '../../shapes/dim.ts';
import { list } from '../../shapes/nested.ts';
import { type DType, type Shape, sameShape } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { type AxisArg, axis, input, type SizeArg, size, tensors } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { defineOp, type OpContext, type OpDefinition, type TensorAnswer } from '../define.ts';
import { settled } from '../dtypes.ts';
import { rowsOf } from '../join.ts';
import type { Operand } from '../operand.ts';

/** The shape with another last axis. */
function lastAxis(shape: Shape, change: (last: Dim) => Dim): Shape {
  if (isUnknown(shape)) return shape;
  return [...shape.slice(0, -1), change(shape[shape.length - 1] ?? 1)];
}

function pair(shape: Shape, dtype: DType) {
  return list<TensorAnswer>([
    { shape, dtype },
    { shape, dtype },
  ]);
}

/** floor(a / by), where the divisor is a plain number. */
function quotient(a: Dim, by: SizeArg): Dim {
  if (isUnknown(by)) return by;
  return typeof by === 'number' && by > 0
    ? floorDivide(a, by)
    : { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic step' } };
}

/** Real and imaginary parts, which must have one shape. */
function parts(x: Parameters<typeof rowsOf>[0], least: number, context: OpContext): Operand | Unknown {
  const items = rowsOf(x, context);
  if (isUnknown(items)) return items;
  const [real, imag] = items;
  if (real === undefined || imag === undefined || items.length !== 2) {
    context.problem({ kind: 'call-value', argument: 'x', says: 'A pair of real and imaginary parts is needed' });
    return afterError;
  }
  if (sameShape(real.shape, imag.shape) === 'no') {
    context.problem({ kind: 'merge-shape', shapes: [real.shape, imag.shape], axes: [] });
    return afterError;
  }
  if (!isUnknown(real.shape) && real.shape.length < least) {
    context.problem({ kind: 'rank-mismatch', input: 0, expected: { atLeast: least }, shape: real.shape });
    return afterError;
  }
  return real;
}

const complexParts = required(tensors(), 'The real and the imaginary part.');

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

const fftLength = optional(nullable(size()), null, 'The length that is transformed.');

function complexOf(dtype: DType): DType {
  if (isUnknown(dtype)) return dtype;
  return dtype === 'float64' ||
    dtype === 'complex128' ||
    dtype === 'float' ||
    dtype === 'int' ||
    dtype.startsWith('int')
    ? 'complex128'
    : 'complex64';
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
    names: ['keras.ops.extract_sequences'],
    doc: 'Overlapping stretches of the last axis as rows.',
    className: 'ExtractSequences',
    params: {
      x: input(),
      sequence_length: required(size(), 'The length of a stretch.'),
      sequence_stride: required(size(), 'From one start to the next.'),
    },
    shape({ x, sequence_length, sequence_stride }, context) {
      const dtype = settled(x, context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      const last = x.shape[x.shape.length - 1] ?? 1;
      const count = add(quotient(subtract(last, sequence_length), sequence_stride), 1);
      return { shape: [...x.shape.slice(0, -1), count, sequence_length], dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.stft(x, sequence_length: _, sequence_stride, fft_length, window: _, center=True)'],
    doc: 'The spectrum of overlapping stretches: real and imaginary parts.',
    className: 'STFT',
    params: {
      x: input(),
      sequence_stride: required(size(), 'From one start to the next.'),
      fft_length: required(size(), 'The length that is transformed.'),
      center: optional(bool(), true, 'Whether stretches are centred.'),
    },
    shape({ x, sequence_stride, fft_length, center }, context) {
      const dtype = settled(x, context);
      if (isUnknown(x.shape)) return x.shape;
      const half = floorDivide(fft_length, 2);
      const padded: Dim = isUnknown(center) ? center : center ? multiply(half, 2) : 0;
      const last = x.shape[x.shape.length - 1] ?? 1;
      const count = add(quotient(subtract(add(last, padded), fft_length), sequence_stride), 1);
      return pair([...x.shape.slice(0, -1), count, add(half, 1)], dtype);
    },
  }),
  defineOp({
    names: ['keras.ops.istft(x, sequence_length: _, sequence_stride, fft_length, length=None, window: _, center=True)'],
    doc: 'The signal behind the spectrum of `stft`.',
    className: 'ISTFT',
    params: {
      x: complexParts,
      sequence_stride: required(size(), 'From one start to the next.'),
      fft_length: required(size(), 'The length that is transformed.'),
      length: optional(nullable(size()), null, 'The length of the signal.'),
      center: optional(bool(), true, 'Whether stretches are centred.'),
    },
    shape({ x, sequence_stride, fft_length, length, center }, context) {
      const real = parts(x, 2, context);
      if (isUnknown(real)) return real;
      const dtype = settled(real, context);
      if (isUnknown(real.shape)) return { shape: real.shape, dtype };
      const frames = real.shape[real.shape.length - 2] ?? 1;
      const whole = add(multiply(subtract(frames, 1), sequence_stride), fft_length);
      const cut: Dim = isUnknown(center)
        ? center
        : center
          ? subtract(whole, multiply(floorDivide(fft_length, 2), 2))
          : whole;
      return { shape: [...real.shape.slice(0, -2), length ?? cut], dtype };
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
    names: ['tf.signal.frame(signal: x, frame_length, frame_step, pad_end=False, pad_value: _, axis=-1, name: _)'],
    doc: 'Overlapping stretches of an axis as rows.',
    params: {
      x: input(),
      frame_length: required(size(), 'The length of a stretch.'),
      frame_step: required(size(), 'From one start to the next.'),
      pad_end: optional(bool(), false, 'Whether the end is filled up.'),
      axis: optional(axis(), -1, 'The axis.'),
    },
    shape({ x, frame_length, frame_step, pad_end, axis }, context) {
      const { shape, dtype } = x;
      if (isUnknown(shape)) return { shape, dtype };
      const position = axisAt(axis, shape.length, context);
      if (isUnknown(position)) return { shape: position, dtype };
      const count = frameCount(shape[position] ?? 1, frame_length, frame_step, pad_end);
      return { shape: [...shape.slice(0, position), count, frame_length, ...shape.slice(position + 1)], dtype };
    },
  }),
  defineOp({
    names: [
      'tf.signal.stft(signals: x, frame_length, frame_step, fft_length=None, window_fn: _, pad_end=False, name: _)',
    ],
    doc: 'The spectrum of overlapping stretches.',
    params: {
      x: input(),
      frame_length: required(size(), 'The length of a stretch.'),
      frame_step: required(size(), 'From one start to the next.'),
      fft_length: fftLength,
      pad_end: optional(bool(), false, 'Whether the end is filled up.'),
    },
    shape({ x, frame_length, frame_step, fft_length, pad_end }, context) {
      const { shape } = x;
      const dtype = complexOf(settled(x, context));
      if (isUnknown(shape)) return { shape, dtype };
      const count = frameCount(shape[shape.length - 1] ?? 1, frame_length, frame_step, pad_end);
      const bins = add(floorDivide(fft_length ?? powerOfTwo(frame_length), 2), 1);
      return { shape: [...shape.slice(0, -1), count, bins], dtype };
    },
  }),
  defineOp({
    names: ['tf.signal.inverse_stft(stfts: x, frame_length, frame_step, fft_length: _, window_fn: _, name: _)'],
    doc: 'The signal behind a spectrum.',
    params: {
      x: input(),
      frame_length: required(size(), 'The length of a stretch.'),
      frame_step: required(size(), 'From one start to the next.'),
    },
    shape({ x, frame_length, frame_step }) {
      const { shape } = x;
      const dtype: DType = x.dtype === 'complex128' ? 'float64' : 'float32';
      if (isUnknown(shape)) return { shape, dtype };
      const frames = shape[shape.length - 2] ?? 1;
      return { shape: [...shape.slice(0, -2), add(multiply(subtract(frames, 1), frame_step), frame_length)], dtype };
    },
  }),
  defineOp({
    names: [
      'tf.signal.linear_to_mel_weight_matrix(num_mel_bins=20, num_spectrogram_bins=129, sample_rate: _, lower_edge_hertz: _, upper_edge_hertz: _, dtype: _, name: _)',
    ],
    doc: 'The matrix that brings a spectrum to the mel scale.',
    params: {
      num_mel_bins: optional(size(), 20, 'The mel bins.'),
      num_spectrogram_bins: optional(size(), 129, 'The bins of the spectrum.'),
    },
    shape: ({ num_mel_bins, num_spectrogram_bins }) => ({
      shape: [num_spectrogram_bins, num_mel_bins],
      dtype: 'float32',
    }),
  }),
  defineOp({
    names: ['tf.signal.mfccs_from_log_mel_spectrograms(log_mel_spectrograms: x, name: _)'],
    doc: 'Mel cepstral coefficients.',
    params: { x: input() },
    shape: ({ x }) => x,
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

function frameCount(length: Dim, frame: SizeArg, step: SizeArg, padEnd: boolean | Unknown): Dim {
  if (isUnknown(padEnd)) return padEnd;
  if (isUnknown(step)) return step;
  if (typeof step !== 'number' || step < 1) return { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic step' } };
  return padEnd ? ceilDivide(length, step) : add(floorDivide(subtract(length, frame), step), 1);
}

/** The smallest power of two that is not below. */
function powerOfTwo(length: SizeArg): Dim {
  if (typeof length !== 'number')
    return isUnknown(length) ? length : { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic length' } };
  return 2 ** Math.ceil(Math.log2(Math.max(1, length)));
}
