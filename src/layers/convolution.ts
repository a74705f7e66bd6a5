// What convolutions share: their parameters, the kernel, the length of their output axes.

import type { Dim } from '../shapes/dim.ts';
import { floorDivide } from '../shapes/dim.ts';
import { tensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import {
  activation,
  constraint,
  type DataFormat,
  dataFormat,
  initializer,
  loraParams,
  plainInt,
  regularizer,
} from './arguments.ts';
import { activate } from './compute/activate.ts';
import { convolve, fromChannelsLast, toChannelsLast } from './compute/spatial.ts';
import { defineLayer, type LayerDefinition, type WeightSpec } from './define.ts';
import { bool, int, oneOf, optional, required, window } from './params.ts';
import type { Tensor } from './run.ts';
import { layout, windowLengths } from './windows.ts';

/** The parameters of a convolution over `axes` spatial axes. */
function convolutionParams(axes: number) {
  return {
    filters: required(int(1), 'The number of output channels.'),
    kernel_size: required(window(axes), 'The size of the sliding window on each axis.'),
    strides: optional(window(axes), 1, 'How far the window moves at each step.'),
    padding: optional(
      oneOf(axes === 1 ? (['valid', 'same', 'causal'] as const) : (['valid', 'same'] as const), 'any case'),
      'valid',
      '`valid` keeps the window inside the input, `same` pads so that only the stride shrinks the axis.',
    ),
    data_format: dataFormat(),
    dilation_rate: optional(window(axes), 1, 'The spacing between the elements of the window.'),
    groups: optional(int(1), 1, 'How many groups the channels are split into, each convolved on its own.', {
      notIn: ['tfjs'],
    }),
    activation: activation(),
    use_bias: optional(bool(), true, 'Whether a bias is added for every output channel.'),
    kernel_initializer: initializer('glorot_uniform', 'the kernel'),
    bias_initializer: initializer('zeros', 'the bias'),
    kernel_regularizer: regularizer('the kernel'),
    bias_regularizer: regularizer('the bias'),
    activity_regularizer: regularizer('the output'),
    kernel_constraint: constraint('the kernel'),
    bias_constraint: constraint('the bias'),
    ...loraParams,
  };
}

/** A convolution with a dense kernel: Conv1D, Conv2D, Conv3D. */
export function defineConvolution(options: {
  readonly name: string;
  readonly alias: readonly string[];
  readonly axes: 1 | 2 | 3;
  readonly doc: string;
}): LayerDefinition {
  const { axes } = options;
  return defineLayer({
    name: options.name,
    alias: options.alias,
    dialects: ['keras3', 'keras2', 'tfjs'],
    doc: options.doc,
    params: convolutionParams(axes),
    takes: 'tensor',
    inputRank: { exactly: axes + 2 },
    fixedAxes: config => [channelAxis(config.data_format, axes)],
    check({ config, problem }) {
      const filters = plainInt(config.filters);
      const groups = plainInt(config.groups);
      if (filters !== undefined && groups !== undefined && filters % groups !== 0) {
        problem({
          kind: 'argument-value',
          argument: 'filters',
          got: String(filters),
          expected: `divisible by groups (${groups})`,
          runtime: {
            keras3: `The number of filters must be evenly divisible by the number of groups. Received: groups=${groups}, filters=${filters}.`,
          },
        });
      }
      if (
        config.strides.some(stride => typeof stride === 'number' && stride > 1) &&
        config.dilation_rate.some(rate => typeof rate === 'number' && rate > 1)
      ) {
        problem({
          kind: 'argument-value',
          argument: 'dilation_rate',
          got: String(config.dilation_rate.map(String)),
          expected: '1 where strides are above 1',
        });
      }
    },
    shape({ shape, dtype: _ }, { config, computeDtype, problem }) {
      const format = config.data_format;
      if (isUnknown(format))
        return tensorType(
          shape.map((dim, i) => (i === 0 ? dim : format)),
          computeDtype,
        );
      const { channels, spatial } = layout(format, axes);
      const input = shape[channels] ?? 0;
      const groups = plainInt(config.groups);
      if (typeof input !== 'number' && !isUnknown(input) && input.kind === 'dynamic') {
        problem({ kind: 'undefined-axis', input: 0, axis: channels, shape });
      }
      if (typeof input === 'number' && groups !== undefined && input % groups !== 0) {
        problem({
          kind: 'axis-mismatch',
          input: 0,
          axis: channels,
          expected: groups,
          got: input,
          shape,
          because: `the channels are split into ${groups} groups`,
        });
      }
      const lengths = windowLengths({
        shape,
        axes: spatial,
        window: config.kernel_size,
        strides: config.strides,
        dilation: config.dilation_rate,
        padding: config.padding,
        argument: 'kernel_size',
        problem,
      });
      const out: Dim[] = [...shape];
      spatial.forEach((axis, i) => {
        out[axis] = lengths[i] ?? 0;
      });
      out[channels] = config.filters;
      return tensorType(out, computeDtype);
    },
    run(context) {
      const { tf, inputs, weights, config } = context;
      const [kernel, bias] = weights;
      if (kernel === undefined) return { impossible: 'its kernel is missing' };
      const x = toChannelsLast(tf, inputs[0] as Tensor, config.data_format);
      const sums = convolve(tf, x, kernel, config.groups, {
        strides: config.strides,
        padding: config.padding,
        dilation: config.dilation_rate,
      });
      const answer = fromChannelsLast(tf, bias === undefined ? sums : tf.add(sums, bias), config.data_format);
      return activate(context, config.activation, answer);
    },
    weights({ config, inputs, dtype }) {
      const format = config.data_format;
      if (isUnknown(format)) return format;
      const shape = inputs[0]?.shape;
      if (shape === undefined || isUnknown(shape)) return shape ?? { kind: 'unknown', why: { kind: 'error' } };
      const channels = shape[layout(format, axes).channels] ?? 0;
      if (isUnknown(config.use_bias)) return config.use_bias;
      const perGroup = typeof config.groups === 'number' ? floorDivide(channels, config.groups) : channels;
      const kernel: WeightSpec = {
        name: 'kernel',
        shape: [...config.kernel_size, perGroup, config.filters],
        trainable: true,
        dtype,
        initializer: initializerName(config.kernel_initializer),
      };
      if (!config.use_bias) return [kernel];
      return [
        kernel,
        {
          name: 'bias',
          shape: [config.filters],
          trainable: true,
          dtype,
          initializer: initializerName(config.bias_initializer),
        },
      ];
    },
  });
}

function channelAxis(format: DataFormat, axes: number): number {
  return format === 'channels_first' ? 1 : axes + 1;
}

/** The initializer of a weight as a plain value. */
export function initializerName(given: unknown): string {
  return typeof given === 'object' && given !== null && 'name' in given && typeof given.name === 'string'
    ? given.name
    : 'zeros';
}
