// Overlapping stretches of a signal and their spectra.

import { bool, nullable, optional, required } from '../../layers/params.ts';
import { add, ceilDivide, type Dim, floorDivide, multiply, subtract } from '../../shapes/dim.ts';
import type { DType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { axis, input, type SizeArg, size } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { complexOf, complexParts, fftLength, pair, parts } from '../complexParts.ts';
import { defineOp } from '../define.ts';
import { settled } from '../dtypes.ts';

/** floor(a / by), where the divisor is a plain number. */
function quotient(a: Dim, by: SizeArg): Dim {
  if (isUnknown(by)) return by;
  return typeof by === 'number' && by > 0
    ? floorDivide(a, by)
    : { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic step' } };
}

export default [
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
