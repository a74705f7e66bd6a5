// The values variables start with, as the framework's initializers draw them: the same distributions, scales and fans,
// with a generator that is seeded per variable.

import type { Dialect } from '../../src/layers/config.ts';
import { isJsonList } from '../../src/layers/configJson.ts';
import type { Impossible, Tensor, Tf } from '../../src/layers/run.ts';
import type { ConfigJson, RunWeight } from '../../src/protocol/runPlan.ts';
import { type TfDtype, tfDtype } from './dtypes.ts';
import { fourierKernel } from './fourierKernel.ts';
import { orthonormalColumns } from './orthogonal.ts';

/** The standard deviation of a normal distribution cut off at two standard deviations, of which Keras makes up. */
const truncatedDeviation = 0.87962566103423978;

export interface InitialValue {
  readonly tensor: Tensor;
  /** Set where another initializer had to stand in, as a sentence. */
  readonly note?: string;
}

export interface InitialiseOptions {
  readonly tf: Tf;
  readonly weight: RunWeight;
  readonly dialect: Dialect;
  readonly seed: number;
}

/** A fresh tensor with the first values of a variable; the caller disposes it. */
export function initialise({ tf, weight, dialect, seed }: InitialiseOptions): InitialValue | Impossible {
  const { shape } = weight;
  const dtype = tfDtype(weight.dtype);
  const asked = readInitializer(weight.initializer);
  if (asked.kind === 'values') {
    return { tensor: tf.tidy(() => tf.broadcastTo(tf.tensor([...asked.values], [...asked.shape], dtype), [...shape])) };
  }
  if (asked.kind === 'absent') {
    const drawn = draw({ tf, shape, dtype, dialect, seed, name: 'glorotuniform', config: {} });
    if ('impossible' in drawn) return drawn;
    return { ...drawn, note: `\`${weight.name}\` starts as glorot_uniform, since ${asked.because}` };
  }
  return draw({ tf, shape, dtype, dialect, seed, name: fold(asked.name), config: asked.config });
}

type Asked =
  | { readonly kind: 'named'; readonly name: string; readonly config: Readonly<Record<string, ConfigJson>> }
  | { readonly kind: 'values'; readonly shape: readonly number[]; readonly values: readonly number[] }
  | { readonly kind: 'absent'; readonly because: string };

function readInitializer(json: ConfigJson): Asked {
  if (json === null) return { kind: 'named', name: 'zeros', config: {} };
  if (typeof json === 'string') return { kind: 'named', name: json, config: {} };
  if (typeof json === 'number') return { kind: 'values', shape: [], values: [json] };
  if (typeof json !== 'object' || isJsonList(json)) return { kind: 'absent', because: 'its initializer is not known' };
  if ('float' in json) return { kind: 'values', shape: [], values: [Number(json.float)] };
  if ('object' in json) return { kind: 'named', name: json.object.name, config: json.object.config };
  if ('array' in json) return { kind: 'values', shape: json.array.shape, values: json.array.values.map(Number) };
  if ('custom' in json) return { kind: 'absent', because: `\`${json.custom}\` is a function of the program` };
  if ('unknown' in json) return { kind: 'absent', because: `its initializer is not known (${json.unknown})` };
  return { kind: 'absent', because: 'its initializer is not known' };
}

/** Class names, snake_case and camelCase of one initializer give the same text. */
function fold(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('_', '')
    .replace(/^(identity|orthogonal|stft)initializer$/, '$1');
}

interface Draw {
  readonly tf: Tf;
  readonly shape: readonly number[];
  readonly dtype: TfDtype;
  readonly dialect: Dialect;
  readonly seed: number;
  readonly name: string;
  readonly config: Readonly<Record<string, ConfigJson>>;
}

function draw(options: Draw): InitialValue | Impossible {
  const { tf, dtype, seed, name, config } = options;
  const shape = [...options.shape];
  const number = (key: string, fallback: number): number => numberOf(config[key]) ?? fallback;
  switch (name) {
    case 'zeros':
    case 'zero':
      return { tensor: tf.zeros(shape, dtype) };
    case 'ones':
    case 'one':
      return { tensor: tf.ones(shape, dtype) };
    case 'constant':
      return { tensor: tf.fill(shape, number('value', 0), dtype) };
    case 'unitforgetbias':
      return unitForgetBias(options);
    case 'identity':
      if (shape.length !== 2) return { impossible: 'an identity matrix has two axes' };
      return { tensor: tf.tidy(() => tf.eye(shape[0] ?? 0, shape[1] ?? 0).mul(number('gain', 1))) };
    case 'randomuniform':
    case 'uniform':
      return { tensor: tf.randomUniform(shape, number('minval', -0.05), number('maxval', 0.05), 'float32', seed) };
    case 'randomnormal':
    case 'normal':
      return { tensor: tf.randomNormal(shape, number('mean', 0), number('stddev', 0.05), 'float32', seed) };
    case 'truncatednormal':
      return { tensor: tf.truncatedNormal(shape, number('mean', 0), number('stddev', 0.05), 'float32', seed) };
    case 'orthogonal':
      return orthogonal(options, number('gain', 1));
    case 'stft':
      return fourier(options);
    case 'variancescaling': {
      const distribution = stringOf(config.distribution) ?? 'truncated_normal';
      const mode = stringOf(config.mode) ?? 'fan_in';
      return varianceScaling(options, number('scale', 1), fold(mode), fold(distribution));
    }
    default: {
      const known = /^(glorot|he|lecun)(uniform|normal)$/.exec(name);
      if (known === null) return { impossible: `the initializer \`${name}\` is not known` };
      const family = known[1];
      const distribution = known[2] === 'uniform' ? 'uniform' : 'truncatednormal';
      const scale = family === 'he' ? 2 : 1;
      return varianceScaling(options, scale, family === 'glorot' ? 'fanavg' : 'fanin', distribution);
    }
  }
}

/** Ones for the forget gate, the second of an LSTM's four (Jozefowicz et al. 2015); the others as `rest` says. */
function unitForgetBias(options: Draw): InitialValue | Impossible {
  const { tf, shape, config } = options;
  const rest = readInitializer(config.rest ?? 'zeros');
  if (rest.kind !== 'named') return { impossible: 'the start of its other gates is not known' };
  const drawn = draw({ ...options, name: fold(rest.name), config: rest.config });
  if ('impossible' in drawn) return drawn;
  const values = drawn.tensor.dataSync().slice();
  drawn.tensor.dispose();
  const length = shape[0] ?? 0;
  return { tensor: tf.tensor(values.fill(1, length / 4, length / 2), [...shape]) };
}

/** Draws with a variance of `scale` over the number of units that the mode names. */
function varianceScaling(options: Draw, scale: number, mode: string, distribution: string): InitialValue {
  const { tf, seed, dialect } = options;
  const shape = [...options.shape];
  const axes = { input: numbersOf(options.config.input_axes), output: numbersOf(options.config.output_axes) };
  const { fanIn, fanOut } = fans(shape, dialect, axes);
  const units = mode === 'fanin' ? fanIn : mode === 'fanout' ? fanOut : (fanIn + fanOut) / 2;
  const variance = scale / Math.max(1, units);
  if (distribution === 'uniform') {
    const limit = Math.sqrt(3 * variance);
    return { tensor: tf.randomUniform(shape, -limit, limit, 'float32', seed) };
  }
  const deviation = Math.sqrt(variance);
  if (distribution === 'untruncatednormal') {
    return { tensor: tf.randomNormal(shape, 0, deviation, 'float32', seed) };
  }
  const widened = dialect === 'tfjs' ? deviation : deviation / truncatedDeviation;
  return { tensor: tf.truncatedNormal(shape, 0, widened, 'float32', seed) };
}

/**
 * How many numbers go into and come out of one unit of a kernel (Keras `compute_fans`): the last two axes are the input
 * and output channels, those before them the window. tfjs takes the square root of the size where a kernel has one axis
 * or more than five.
 */
export function fans(
  shape: readonly number[],
  dialect: Dialect,
  axes: { readonly input?: readonly number[] | undefined; readonly output?: readonly number[] | undefined } = {},
): { readonly fanIn: number; readonly fanOut: number } {
  const size = (which: readonly number[]): number => which.reduce((all, axis) => all * (shape.at(axis) ?? 1), 1);
  if (axes.input !== undefined && axes.output !== undefined) {
    return { fanIn: size(axes.input), fanOut: size(axes.output) };
  }
  const whole = shape.reduce((all, axis) => all * axis, 1);
  if (dialect === 'tfjs' && (shape.length < 2 || shape.length > 5)) {
    return { fanIn: Math.sqrt(whole), fanOut: Math.sqrt(whole) };
  }
  if (shape.length < 2) return { fanIn: whole, fanOut: whole };
  const window = shape.slice(0, -2).reduce((all, axis) => all * axis, 1);
  return { fanIn: (shape.at(-2) ?? 1) * window, fanOut: (shape.at(-1) ?? 1) * window };
}

function orthogonal({ tf, shape, seed }: Draw, gain: number): InitialValue | Impossible {
  if (shape.length < 2) return { impossible: 'an orthogonal matrix has at least two axes' };
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((all, axis) => all * axis, 1);
  const tall = Math.max(rows, columns);
  const narrow = Math.min(rows, columns);
  return {
    tensor: tf.tidy(() => {
      const normal = tf.randomNormal([tall, narrow], 0, 1, 'float32', seed).dataSync();
      const basis = tf.tensor2d(orthonormalColumns(normal, tall, narrow), [tall, narrow]);
      return (rows < columns ? basis.transpose() : basis).reshape([...shape]).mul(gain);
    }),
  };
}

function fourier({ tf, shape, config }: Draw): InitialValue | Impossible {
  const kernel = fourierKernel({
    frames: shape[0] ?? 0,
    bins: shape[2] ?? 0,
    side: stringOf(config.side) ?? 'real',
    window: config.window === null ? null : (stringOf(config.window) ?? 'hann'),
    scaling: config.scaling === null ? null : (stringOf(config.scaling) ?? 'density'),
    periodic: config.periodic === true,
  });
  return 'impossible' in kernel ? kernel : { tensor: tf.tensor(kernel, [...shape]) };
}

function numberOf(json: ConfigJson | undefined): number | undefined {
  if (typeof json === 'number') return json;
  return typeof json === 'object' && json !== null && 'float' in json ? Number(json.float) : undefined;
}

function stringOf(json: ConfigJson | undefined): string | undefined {
  return typeof json === 'string' ? json : undefined;
}

function numbersOf(json: ConfigJson | undefined): readonly number[] | undefined {
  if (json === undefined || json === null || typeof json !== 'object' || !isJsonList(json)) return undefined;
  return json.filter(item => typeof item === 'number');
}
