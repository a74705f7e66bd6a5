// The fixed kernel of a short-time Fourier transform written as a convolution (Keras `STFT` initializer).

import type { Impossible } from '../../src/layers/run.ts';

/** The kernel of shape [frames, 1, bins], flat and row-major. `bins` is half the transform's length plus one. */
export function fourierKernel(options: {
  readonly frames: number;
  readonly bins: number;
  readonly side: string;
  readonly window: string | null;
  readonly scaling: string | null;
  readonly periodic: boolean;
}): Float32Array | Impossible {
  const { frames, bins, side } = options;
  const window = options.window === null ? undefined : windowOf(options.window, frames, options.periodic);
  if (options.window !== null && window === undefined) {
    return { impossible: `the window \`${options.window}\` of the Fourier transform is not known` };
  }
  const scale = window === undefined ? 1 : scaleOf(window, options.scaling);
  const length = (bins - 1) * 2;
  const out = new Float32Array(frames * bins);
  for (let time = 0; time < frames; time++) {
    for (let bin = 0; bin < bins; bin++) {
      const angle = (-2 * Math.PI * time * bin) / length;
      const wave = side === 'imag' ? Math.sin(angle) : Math.cos(angle);
      out[time * bins + bin] = (wave * (window?.[time] ?? 1)) / scale;
    }
  }
  return out;
}

function scaleOf(window: readonly number[], scaling: string | null): number {
  if (scaling === 'density') return Math.sqrt(window.reduce((sum, value) => sum + value * value, 0));
  if (scaling === 'spectrum') return window.reduce((sum, value) => sum + Math.abs(value), 0);
  return 1;
}

/** Cosine windows by their coefficients; symmetric unless periodic. */
const cosines: Readonly<Record<string, readonly number[]>> = {
  boxcar: [1],
  hann: [0.5, 0.5],
  hamming: [0.54, 0.46],
  blackman: [0.42, 0.5, 0.08],
  nuttall: [0.3635819, 0.4891775, 0.1365995, 0.0106411],
  blackmanharris: [0.35875, 0.48829, 0.14128, 0.01168],
};

function windowOf(name: string, length: number, periodic: boolean): readonly number[] | undefined {
  const terms = cosines[name];
  if (terms === undefined) return undefined;
  const span = periodic ? length : length - 1;
  if (span < 1) return Array.from({ length }, () => 1);
  return Array.from({ length }, (_, i) =>
    terms.reduce((sum, term, k) => sum + (k % 2 === 0 ? term : -term) * Math.cos((2 * Math.PI * k * i) / span), 0),
  );
}
