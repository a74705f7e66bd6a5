// Sound as strengths of frequencies on the mel scale.

import { add, type Dim, floorDivide, isDynamic } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { plainInt } from '../arguments.ts';
import { defineLayer } from '../define.ts';
import { anything, bool, type IntArg, int, nullable, optional } from '../params.ts';

export default defineLayer({
  name: 'MelSpectrogram',
  doc: 'Turns sound into the strengths of frequencies over time, on the mel scale of pitch. (batch, time) becomes (batch, num_mel_bins, frames), where there is a frame every `sequence_stride` samples.',
  params: {
    fft_length: optional(int(1), 2048, 'The length of each Fourier transform.'),
    sequence_stride: optional(int(1), 512, 'How many samples lie between frames.'),
    sequence_length: optional(nullable(int(0)), null, 'The length of a frame; that of the transform where not given.'),
    window: optional(anything(), 'hann', 'The window each frame is multiplied with.'),
    sampling_rate: optional(anything(), 16000, 'How many samples there are in a second.'),
    num_mel_bins: optional(int(1), 128, 'How many frequencies there are in the output.'),
    min_freq: optional(anything(), { kind: 'float', value: 20 }, 'The lowest frequency.'),
    max_freq: optional(anything(), null, 'The highest frequency; half the sampling rate where it is not given.'),
    power_to_db: optional(bool(), true, 'Whether strengths are given in decibels.'),
    top_db: optional(anything(), { kind: 'float', value: 80 }, 'How far below the strongest they are cut off.'),
    mag_exp: optional(anything(), { kind: 'float', value: 2 }, 'The power of magnitudes: 1 for energy, 2 for power.'),
    min_power: optional(anything(), { kind: 'float', value: 1e-10 }, 'The least strength.'),
    ref_power: optional(anything(), { kind: 'float', value: 1 }, 'The strength of zero decibels.'),
  },
  takes: 'tensor',
  inputRank: { atLeast: 1 },
  check({ config, problem }) {
    const fft = plainInt(config.fft_length);
    const frame = config.sequence_length === null ? undefined : plainInt(config.sequence_length);
    if (fft === undefined || frame === undefined || fft >= frame) return;
    problem({
      kind: 'argument-value',
      argument: 'sequence_length',
      got: String(frame),
      expected: `at most fft_length (${fft})`,
      runtime: {
        keras3: `\`fft_length\` must be greater than or equal to   \`sequence_length\`. Received: \`sequence_length\`=${frame}, \`fft_length\`=${fft}.`,
      },
    });
  },
  shape({ shape }, { config, computeDtype }) {
    const [first = 0, second = 0] = shape;
    const bins = config.num_mel_bins;
    return tensorType(
      shape.length === 1
        ? [bins, frames(first, config.sequence_stride)]
        : [first, bins, frames(second, config.sequence_stride)],
      computeDtype,
    );
  },
});

/** floor((n + stride + 1) / stride). */
function frames(samples: Dim, stride: IntArg): Dim {
  if (isUnknown(stride)) return stride;
  if (isDynamic(samples)) return samples;
  if (typeof stride !== 'number') return unknown({ kind: 'todo', what: 'a symbolic stride' });
  return floorDivide(add(samples, stride + 1), stride);
}
