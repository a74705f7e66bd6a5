// Sound as strengths of frequencies, by a convolution.

import { add, type Dim, floorDivide, isDynamic, multiply } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, unknown } from '../../shapes/unknown.ts';
import { dataFormat, plainInt } from '../arguments.ts';
import { defineLayer, type WeightSpec } from '../define.ts';
import { anything, bool, type IntArg, int, nullable, oneOf, optional } from '../params.ts';
import { layout, windowLengths } from '../windows.ts';

interface Frames {
  readonly frame_length: IntArg;
  readonly frame_step: IntArg | null;
  readonly fft_length: IntArg | null;
}

export default defineLayer({
  name: 'STFTSpectrogram',
  doc: 'Turns sound into the strengths of frequencies over time by short Fourier transforms, written as a convolution. (batch, time, channels) becomes (batch, frames, channels · frequencies), or with `expand_dims` (batch, frames, frequencies, channels).',
  params: {
    mode: optional(
      oneOf(['log', 'magnitude', 'psd', 'real', 'imag', 'angle', 'stft'] as const),
      'log',
      'What is given of each frequency; `stft` gives its real and its imaginary part.',
      { says: { keras3: 'Output mode is invalid, it must be one of' } },
    ),
    frame_length: optional(int(1), 256, 'The length of a frame.'),
    frame_step: optional(nullable(int(1)), null, 'How many samples lie between frames; half a frame where not given.'),
    fft_length: optional(
      nullable(int(1)),
      null,
      'The length of each Fourier transform, which has half as many frequencies and one; the next power of two above the frame where it is not given.',
    ),
    window: optional(anything(), 'hann', 'The window each frame is multiplied with.'),
    periodic: optional(bool(), false, 'Whether the window is one of a periodic signal.'),
    scaling: optional(nullable(oneOf(['density', 'spectrum'] as const)), 'density', 'What the window is divided by.'),
    padding: optional(
      oneOf(['valid', 'same'] as const),
      'valid',
      '`valid` keeps frames inside the sound, `same` pads so that only the step shrinks the axis.',
      { says: { keras3: "Padding is invalid, it should be 'valid', 'same'. Received: padding={got}" } },
    ),
    expand_dims: optional(bool(), false, 'Whether channels and frequencies are axes of their own.'),
    data_format: dataFormat(),
  },
  takes: 'tensor',
  inputRank: { exactly: 3 },
  check({ config, problem }) {
    const frame = plainInt(config.frame_length);
    const step = config.frame_step === null ? undefined : plainInt(config.frame_step);
    const fft = config.fft_length === null ? undefined : plainInt(config.fft_length);
    if (frame === undefined) return;
    if (step !== undefined && step > frame) {
      const says = `\`frame_step\` should be a positive integer not greater than \`frame_length\`. Received frame_step=${step}, frame_length=${frame}`;
      const expected = `at most frame_length (${frame})`;
      problem({
        kind: 'argument-value',
        argument: 'frame_step',
        got: String(step),
        expected,
        runtime: { keras3: says },
      });
    }
    if (fft !== undefined && fft < frame) {
      const says = `\`fft_length\` should be not less than \`frame_length\`. Received fft_length=${fft}, frame_length=${frame}`;
      const expected = `at least frame_length (${frame})`;
      problem({
        kind: 'argument-value',
        argument: 'fft_length',
        got: String(fft),
        expected,
        runtime: { keras3: says },
      });
    }
  },
  shape({ shape }, { config, computeDtype, problem }) {
    const { data_format: format, expand_dims: expand, mode } = config;
    if (isUnknown(format)) return tensorType(format, computeDtype);
    if (isUnknown(expand)) return tensorType(expand, computeDtype);
    const { channels: axis, spatial } = layout(format, 1);
    const channels = shape[axis] ?? afterError;
    if (isDynamic(channels)) problem({ kind: 'undefined-axis', input: 0, axis, shape });
    const [time = afterError] = windowLengths({
      shape,
      axes: spatial,
      window: [config.frame_length],
      strides: [stepOf(config)],
      dilation: [1],
      padding: config.padding,
      argument: 'frame_length',
      problem,
    });
    const once = frequencies(config);
    const bins = isUnknown(mode) ? mode : mode === 'stft' ? multiply(once, 2) : once;
    const batch = shape[0] ?? afterError;
    if (format === 'channels_last')
      return tensorType(expand ? [batch, time, bins, channels] : [batch, time, multiply(bins, channels)], computeDtype);
    return tensorType(expand ? [batch, channels, time, bins] : [batch, multiply(bins, channels), time], computeDtype);
  },
  weights({ config, dtype }) {
    const { mode } = config;
    if (isUnknown(mode)) return mode;
    const shape = [config.frame_length, 1, frequencies(config)];
    const kernel = (side: 'real' | 'imag'): WeightSpec => ({
      name: `${side}_kernel`,
      shape,
      trainable: true,
      dtype,
      initializer: {
        kind: 'object',
        family: 'initializer',
        name: 'stft',
        config: {
          side,
          window: config.window,
          scaling: config.scaling,
          periodic: config.periodic,
        },
      },
    });
    return [...(mode === 'imag' ? [] : [kernel('real')]), ...(mode === 'real' ? [] : [kernel('imag')])];
  },
});

function stepOf(config: Frames): IntArg {
  if (config.frame_step !== null) return config.frame_step;
  const half = floorDivide(config.frame_length, 2);
  return typeof half === 'object' && isDynamic(half) ? afterError : half;
}

/** floor(length of the transform / 2) + 1. */
function frequencies(config: Frames): Dim {
  const { fft_length: given, frame_length: frame } = config;
  if (given !== null) return add(floorDivide(given, 2), 1);
  if (isUnknown(frame)) return frame;
  if (typeof frame !== 'number') return unknown({ kind: 'todo', what: 'the next power of two above a symbolic size' });
  return Math.floor(2 ** Math.ceil(Math.log2(frame)) / 2) + 1;
}
