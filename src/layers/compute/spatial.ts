// Convolutions and pools on tfjs over one, two or three spatial axes, channels last, as Keras computes them. A single
// axis is computed as an image of height 1.

import type { Tensor, Tf } from '../run.ts';

export type Format = 'channels_last' | 'channels_first';

/** The tensor with its channels last. */
export function toChannelsLast(tf: Tf, x: Tensor, format: Format): Tensor {
  if (format === 'channels_last') return x;
  const spatial = Array.from({ length: x.rank - 2 }, (_, i) => i + 2);
  return tf.transpose(x, [0, ...spatial, 1]);
}

/** The tensor with its channels where the format has them. */
export function fromChannelsLast(tf: Tf, x: Tensor, format: Format): Tensor {
  if (format === 'channels_last') return x;
  const spatial = Array.from({ length: x.rank - 2 }, (_, i) => i + 1);
  return tf.transpose(x, [0, x.rank - 1, ...spatial]);
}

export interface Sliding {
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same' | 'causal';
  readonly dilation: readonly number[];
}

/** What `causal` asks for: zeros before the first step, and no padding otherwise. */
function withCausalPadding(tf: Tf, x: Tensor, reach: number, padding: Sliding['padding']): Tensor {
  if (padding !== 'causal') return x;
  return tf.pad(x, [[0, 0], [reach, 0], ...x.shape.slice(2).map((): [number, number] => [0, 0])]);
}

/** A convolution. `x` has its channels last; `kernel` is window, inputs per group, outputs. */
export function convolve(tf: Tf, x: Tensor, kernel: Tensor, groups: number, sliding: Sliding): Tensor {
  const padded = withCausalPadding(tf, x, ((kernel.shape[0] ?? 1) - 1) * (sliding.dilation[0] ?? 1), sliding.padding);
  if (groups === 1) return convolveOnce(tf, padded, kernel, sliding);
  const inputs = tf.split(padded, groups, padded.rank - 1);
  const kernels = tf.split(kernel, groups, kernel.rank - 1);
  return tf.concat(
    inputs.map((input, i) => convolveOnce(tf, input, kernels[i] ?? kernel, sliding)),
    padded.rank - 1,
  );
}

function convolveOnce(tf: Tf, x: Tensor, kernel: Tensor, { strides, padding, dilation }: Sliding): Tensor {
  const pad = padding === 'same' ? 'same' : 'valid';
  const reach = reachOf(kernel, dilation);
  const empty = emptyOutput(tf, x, { reach, strides, padding: pad, channels: kernel.shape.at(-1) ?? 0 });
  if (empty !== undefined) return empty;
  const [s0 = 1, s1 = 1, s2 = 1] = strides;
  const [d0 = 1, d1 = 1, d2 = 1] = dilation;
  const fitting = pad === 'same' ? withoutSurplus(tf, x, reach, strides) : x;
  if (x.rank === 3) {
    const image = tf.expandDims(fitting, 1);
    const flat = tf.expandDims(kernel, 0);
    return tf.squeeze(tf.conv2d(image as Rank4, flat as Rank4, [1, s0], pad, 'NHWC', [1, d0]), [1]);
  }
  if (x.rank === 4) return tf.conv2d(fitting as Rank4, kernel as Rank4, [s0, s1], pad, 'NHWC', [d0, d1]);
  return tf.conv3d(fitting as Rank5, kernel as Rank5, [s0, s1, s2], pad, 'NDHWC', [d0, d1, d2]);
}

interface Windows {
  readonly reach: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  /** How many channels the output has. */
  readonly channels: number;
}

/**
 * An output without elements, as TensorFlow gives it where an input is just too short for one window; undefined where there
 * are some. Throws where it is shorter still. On both tfjs's WebAssembly backend would write behind its ends.
 */
function emptyOutput(tf: Tf, x: Tensor, { reach, strides, padding, channels }: Windows): Tensor | undefined {
  const sizes = reach.map((window, i) => {
    const length = x.shape[i + 1] ?? 0;
    const stride = strides[i] ?? 1;
    return padding === 'same' ? Math.ceil(length / stride) : Math.trunc((length - window + stride) / stride);
  });
  if (sizes.some(size => size < 0)) {
    throw new Error(`its window of ${reach.join(' × ')} does not fit into ${x.shape.slice(1, -1).join(' × ')}`);
  }
  return sizes.includes(0) ? tf.zeros([x.shape[0] ?? 0, ...sizes, channels]) : undefined;
}

/** How far the window of a kernel reaches along each axis. */
function reachOf(kernel: Tensor, dilation: readonly number[]): readonly number[] {
  return kernel.shape.slice(0, -2).map((size, i) => (size - 1) * (dilation[i] ?? 1) + 1);
}

type Rank4 = import('@tensorflow/tfjs-core').Tensor4D;
type Rank5 = import('@tensorflow/tfjs-core').Tensor5D;

/**
 * The tensor without the end that no window of a `same` padding reaches, where strides are longer than windows: there
 * tfjs takes a negative padding over three axes, and its WebAssembly backend gives zeros over two.
 */
function withoutSurplus(tf: Tf, x: Tensor, windows: readonly number[], strides: readonly number[]): Tensor {
  const size = x.shape.map((length, axis) => {
    const stride = strides[axis - 1];
    const window = windows[axis - 1];
    if (axis === 0 || axis === x.rank - 1 || stride === undefined || window === undefined) return length;
    return Math.min(length, (Math.ceil(length / stride) - 1) * stride + window);
  });
  if (size.every((length, axis) => length === x.shape[axis])) return x;
  return tf.slice(
    x,
    size.map(() => 0),
    size,
  );
}

/** A convolution of each channel on its own. `kernel` is window, channels, outputs per channel. */
export function convolveDepthwise(tf: Tf, x: Tensor, kernel: Tensor, sliding: Sliding): Tensor {
  const { strides, padding, dilation } = sliding;
  const pad = padding === 'same' ? 'same' : 'valid';
  const [s0 = 1, s1 = 1] = strides;
  const [d0 = 1, d1 = 1] = dilation;
  const reach = reachOf(kernel, dilation);
  const padded = withCausalPadding(tf, x, (reach[0] ?? 1) - 1, padding);
  const channels = (kernel.shape.at(-1) ?? 0) * (kernel.shape.at(-2) ?? 0);
  const empty = emptyOutput(tf, padded, { reach, strides, padding: pad, channels });
  if (empty !== undefined) return empty;
  const fitting = pad === 'same' ? withoutSurplus(tf, padded, reach, strides) : padded;
  if (x.rank === 3) {
    const image = tf.expandDims(fitting, 1);
    const flat = tf.expandDims(kernel, 0);
    return tf.squeeze(tf.depthwiseConv2d(image as Rank4, flat as Rank4, [1, s0], pad, 'NHWC', [1, d0]), [1]);
  }
  return tf.depthwiseConv2d(fitting as Rank4, kernel as Rank4, [s0, s1], pad, 'NHWC', [d0, d1]);
}

/** The largest or the mean value in each window. Means count no padding. */
export function pool(
  tf: Tf,
  x: Tensor,
  kind: 'max' | 'mean',
  options: {
    readonly window: readonly number[];
    readonly strides: readonly number[];
    readonly padding: 'valid' | 'same';
  },
): Tensor {
  const { padding } = options;
  const empty = emptyOutput(tf, x, { reach: options.window, ...options, channels: x.shape.at(-1) ?? 0 });
  if (empty !== undefined) return empty;
  const [w0 = 1, w1 = 1, w2 = 1] = options.window;
  const [s0 = 1, s1 = 1, s2 = 1] = options.strides;
  if (x.rank === 5 && kind === 'max') return largestInVolumes(tf, x, options);
  if (x.rank === 5) {
    const fitting = padding === 'same' ? withoutSurplus(tf, x, options.window, options.strides) : x;
    return tf.avgPool3d(fitting as Rank5, [w0, w1, w2], [s0, s1, s2], padding);
  }
  const of2d = kind === 'max' ? tf.maxPool : tf.avgPool;
  if (x.rank === 4) return of2d(x as Rank4, [w0, w1], [s0, s1], padding);
  return tf.squeeze(of2d(tf.expandDims(x, 1) as Rank4, [1, w0], [1, s0], padding), [1]);
}

/**
 * The largest value in windows over three axes, first over two of them and then over the third: the kernel for three takes
 * negative numbers for 0 on tfjs's WebAssembly backend.
 */
function largestInVolumes(tf: Tf, x: Tensor, { window, strides, padding }: Parameters<typeof pool>[3]): Tensor {
  const [batch = 1, depth = 1, height = 1, width = 1, channels = 1] = x.shape;
  const [w0 = 1, w1 = 1, w2 = 1] = window;
  const [s0 = 1, s1 = 1, s2 = 1] = strides;
  const images = tf.reshape(x, [batch * depth, height, width, channels]);
  const flat = tf.maxPool(images as Rank4, [w1, w2], [s1, s2], padding);
  const [, rows = 1, columns = 1] = flat.shape;
  const stacked = tf.reshape(flat, [batch, depth, rows * columns, channels]);
  const out = tf.maxPool(stacked as Rank4, [w0, 1], [s0, 1], padding);
  return tf.reshape(out, [batch, out.shape[1], rows, columns, channels]);
}
