// Convolutions, pools and normalizations as operations on images and sequences, channels last or first.

import {
  convolve,
  convolveDepthwise,
  type Format,
  fromChannelsLast,
  pool,
  type Sliding,
  toChannelsLast,
} from '../../../src/layers/compute/spatial.ts';
import type { Tensor } from '../../../src/layers/run.ts';
import {
  argumentOf,
  asTensor,
  CannotCompute,
  floatOf,
  integersOf,
  isAbsent,
  numberOf,
  type OpArguments,
  tensorOf,
  textOf,
} from './arguments.ts';
import type { Operation, Operations } from './operation.ts';

function of(params: readonly string[], run: Operation['run']): Operation {
  return { params, run };
}

const convolution = ['inputs', 'kernel', 'strides', 'padding', 'data_format', 'dilation_rate'];
const pooling = ['inputs', 'pool_size', 'strides', 'padding', 'data_format'];

export const spatial: Operations = {
  conv: of(convolution, args => {
    const kernel = floatOf(args, 'kernel');
    return inChannelsLast(args, x => {
      const groups = (x.shape.at(-1) ?? 1) / (kernel.shape.at(-2) ?? 1);
      return convolve(args.tf, x, kernel, groups, sliding(args, x.rank - 2));
    });
  }),
  depthwise_conv: of(convolution, args =>
    inChannelsLast(args, x => convolveDepthwise(args.tf, x, floatOf(args, 'kernel'), sliding(args, x.rank - 2))),
  ),
  separable_conv: of(
    ['inputs', 'depthwise_kernel', 'pointwise_kernel', 'strides', 'padding', 'data_format', 'dilation_rate'],
    args =>
      inChannelsLast(args, x => {
        const axes = x.rank - 2;
        const each = convolveDepthwise(args.tf, x, floatOf(args, 'depthwise_kernel'), sliding(args, axes));
        const ones = Array.from({ length: axes }, () => 1);
        const plain: Sliding = { strides: ones, padding: 'valid', dilation: ones };
        return convolve(args.tf, each, floatOf(args, 'pointwise_kernel'), 1, plain);
      }),
  ),
  max_pool: of(pooling, args => inChannelsLast(args, x => pool(args.tf, x, 'max', windowOf(args, x.rank - 2)))),
  average_pool: of(pooling, args => inChannelsLast(args, x => pool(args.tf, x, 'mean', windowOf(args, x.rank - 2)))),
  batch_normalization: of(['x', 'mean', 'variance', 'axis', 'offset', 'scale', 'epsilon'], args => {
    const { tf } = args;
    const x = floatOf(args, 'x');
    const axis = numberOf(args, 'axis') ?? -1;
    const along = (name: string): Tensor | undefined => {
      if (isAbsent(argumentOf(args, name))) return undefined;
      const at = axis < 0 ? axis + x.rank : axis;
      return floatOf(args, name).reshape(x.shape.map((_, i) => (i === at ? -1 : 1)));
    };
    const deviation = tf.sqrt(tf.add(along('variance') ?? 1, numberOf(args, 'epsilon') ?? 1e-3));
    const scaled = tf.mul(tf.div(tf.sub(x, along('mean') ?? 0), deviation), along('scale') ?? 1);
    return tf.add(scaled, along('offset') ?? 0);
  }),
  layer_normalization: of(['x', 'gamma', 'beta', 'axis', 'epsilon'], args => {
    const { tf } = args;
    const x = floatOf(args, 'x');
    const { mean, variance } = tf.moments(x, integersOf(args, 'axis') ?? [-1], true);
    const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, numberOf(args, 'epsilon') ?? 1e-3)));
    return withParameters(args, normal, 'gamma', 'beta');
  }),
  rms_normalization: of(['x', 'scale', 'axis', 'epsilon'], args => {
    const { tf } = args;
    const x = floatOf(args, 'x');
    const size = tf.mean(tf.square(x), integersOf(args, 'axis') ?? [-1], true);
    const epsilon = numberOf(args, 'epsilon') ?? 1e-7;
    return withParameters(args, tf.mul(x, tf.rsqrt(tf.add(size, epsilon))), 'scale', undefined);
  }),
  depth_to_space: of(['x', 'block_size', 'data_format'], args => {
    const format = formatOf(args);
    const images = toChannelsLast(args.tf, tensorOf(args, 'x'), format) as import('@tensorflow/tfjs').Tensor4D;
    return fromChannelsLast(args.tf, args.tf.depthToSpace(images, numberOf(args, 'block_size') ?? 1, 'NHWC'), format);
  }),
};

function inChannelsLast(args: OpArguments, compute: (x: Tensor) => Tensor): Tensor {
  const format = formatOf(args);
  return fromChannelsLast(args.tf, compute(toChannelsLast(args.tf, floatOf(args, 'inputs'), format)), format);
}

/** The data format by its name in Keras or TensorFlow. */
function formatOf(args: OpArguments): Format {
  const name = textOf(args, 'data_format') ?? 'channels_last';
  if (/^(channels_last|N[DHW]*C|NWC)$/.test(name)) return 'channels_last';
  if (/^(channels_first|NC[DHW]*)$/.test(name)) return 'channels_first';
  throw new CannotCompute(`the data format \`${name}\` is not computed here`);
}

/** A number per spatial axis. TensorFlow also writes the batch and channel axes, which are 1. */
function perAxis(args: OpArguments, name: string, axes: number, fallback: readonly number[]): readonly number[] {
  const given = integersOf(args, name);
  if (given === undefined) return fallback;
  if (given.length === 1) return Array.from({ length: axes }, () => given[0] ?? 1);
  if (given.length === axes) return given;
  return formatOf(args) === 'channels_last' ? given.slice(1, -1) : given.slice(2);
}

function paddingOf(args: OpArguments): 'valid' | 'same' {
  const given = argumentOf(args, 'padding');
  const name = (textOf(args, 'padding') ?? (isAbsent(given) ? 'valid' : '')).toLowerCase();
  if (name === 'valid' || name === 'same') return name;
  throw new CannotCompute('this padding is not computed here');
}

function sliding(args: OpArguments, axes: number): Sliding {
  const ones = Array.from({ length: axes }, () => 1);
  return {
    strides: perAxis(args, 'strides', axes, ones),
    padding: paddingOf(args),
    dilation: perAxis(args, 'dilation_rate', axes, ones),
  };
}

function windowOf(args: OpArguments, axes: number) {
  const window = perAxis(args, 'pool_size', axes, []);
  return { window, strides: perAxis(args, 'strides', axes, window), padding: paddingOf(args) };
}

function withParameters(args: OpArguments, x: Tensor, scale: string, offset: string | undefined): Tensor {
  const { tf } = args;
  const parameter = (name: string): Tensor | undefined => {
    const value = argumentOf(args, name);
    return isAbsent(value) ? undefined : asTensor(tf, value).cast('float32');
  };
  const factor = parameter(scale);
  const shift = offset === undefined ? undefined : parameter(offset);
  const scaled = factor === undefined ? x : tf.mul(x, factor);
  return shift === undefined ? scaled : tf.add(scaled, shift);
}
