// Convolutions that keep channels apart: the depthwise one, and the separable one, which mixes them afterwards.

import { type Dim, multiply } from '../shapes/dim.ts';
import { tensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { activation, constraint, initializer, initialValue, regularizer } from './arguments.ts';
import { activate } from './compute/activate.ts';
import { convolve, convolveDepthwise, fromChannelsLast, type Sliding, toChannelsLast } from './compute/spatial.ts';
import type { Dialect } from './config.ts';
import {
  biasSpec,
  type ConvolutionNames,
  channelAxis,
  checkIgnoredDilation,
  checkStridesAndDilation,
  count,
  filtersParam,
  inputChannels,
  slidingParams,
  slidOver,
  useBiasParam,
} from './convolution.ts';
import { defineLayer, type LayerDefinition } from './define.ts';
import { camelCase } from './naming.ts';
import { anything, optional } from './params.ts';
import type { Problem } from './problems.ts';
import type { Tensor } from './run.ts';

const depthMultiplier = optional(count(), 1, 'How many outputs each input channel has.', {
  says: {
    keras3:
      'Invalid value for argument `depth_multiplier`. Expected a strictly positive value. Received depth_multiplier={got}.',
  },
});

const notInKeras3 = { notIn: ['keras3'] as const, keywordOnly: true };

/**
 * What every convolution of tfjs and Keras 2 takes: in tfjs the separable one refuses them and the depthwise one does without,
 * in Keras 2 both do without.
 */
const plainKernelParams = {
  kernel_initializer: optional(anything(), null, 'Not for kernels of single channels.', notInKeras3),
  kernel_regularizer: optional(anything(), null, 'Not for kernels of single channels.', notInKeras3),
  kernel_constraint: optional(anything(), null, 'Not for kernels of single channels.', notInKeras3),
};

/** Reports the arguments of a plain kernel where each channel has a kernel of its own. */
function checkPlainKernel(
  given: ReadonlySet<string>,
  separable: 'separable' | 'depthwise',
  dialect: Dialect,
  problem: (problem: Problem) => void,
): void {
  if (dialect !== 'tfjs') return;
  for (const argument of Object.keys(plainKernelParams)) {
    if (!given.has(argument)) continue;
    const instead = camelCase(argument.replace('kernel', 'depthwise'));
    if (separable === 'depthwise') {
      problem({ kind: 'ignored-argument', argument, because: `here; \`${instead}\` has`, effect: 'silent' });
      continue;
    }
    problem({
      kind: 'argument-value',
      argument,
      got: 'given',
      expected: `left out; \`${instead}\` and its pointwise counterpart stand for it`,
      runtime: {
        tfjs: 'Fields kernelInitializer, kernelRegularizer and kernelConstraint are invalid for SeparableConv2D.',
      },
    });
  }
}

/** DepthwiseConv1D, DepthwiseConv2D. */
export function defineDepthwiseConvolution(names: ConvolutionNames): LayerDefinition {
  const { axes, ...named } = names;
  const { kernel_size, strides, padding, data_format, dilation_rate } = slidingParams(axes);
  return defineLayer({
    ...named,
    params: {
      kernel_size,
      strides,
      padding,
      depth_multiplier: depthMultiplier,
      data_format,
      dilation_rate,
      activation: activation(),
      use_bias: useBiasParam,
      depthwise_initializer: initializer('glorot_uniform', 'the kernel'),
      bias_initializer: initializer('zeros', 'the bias'),
      depthwise_regularizer: regularizer('the kernel'),
      bias_regularizer: regularizer('the bias'),
      activity_regularizer: regularizer('the output'),
      depthwise_constraint: constraint('the kernel'),
      bias_constraint: constraint('the bias'),
      ...plainKernelParams,
    },
    takes: 'tensor',
    inputRank: { exactly: axes + 2, declared: 'at least, then by the kernel' },
    fixedAxes: config => channelAxis(config.data_format),
    check({ config, dialect, given, problem }) {
      checkPlainKernel(given, 'depthwise', dialect, problem);
      checkIgnoredDilation(config.dilation_rate, dialect, problem);
      if (dialect === 'keras2') checkStridesAndDilation(config, dialect, problem);
    },
    shape: ({ shape }, context) =>
      tensorType(
        slidOver(shape, given => multiply(given, context.config.depth_multiplier), axes, {
          ...context,
          config: asComputed(context.config, context.dialect),
        }),
        context.computeDtype,
      ),
    run(context) {
      const { tf, inputs, weights, config } = context;
      const [kernel, bias] = weights;
      if (kernel === undefined) return { impossible: 'its kernel is missing' };
      const x = toChannelsLast(tf, inputs[0] as Tensor, config.data_format);
      const sums = convolveDepthwise(tf, x, kernel, sliding(asComputed(config, context.dialect)));
      const answer = fromChannelsLast(tf, bias === undefined ? sums : tf.add(sums, bias), config.data_format);
      return activate(context, config.activation, answer);
    },
    weights({ config, inputs, dtype, dialect }) {
      if (isUnknown(config.use_bias)) return config.use_bias;
      const channels = inputChannels(inputs[0]?.shape, config.data_format, axes);
      return [
        {
          name: dialect === 'keras3' ? 'kernel' : 'depthwise_kernel',
          shape: [...config.kernel_size, channels, config.depth_multiplier],
          trainable: true,
          dtype,
          initializer: initialValue(config.depthwise_initializer),
        },
        ...biasSpec(multiply(channels, config.depth_multiplier), config, dtype),
      ];
    },
  });
}

/** tfjs computes a depthwise convolution without dilation. */
function asComputed<C extends { readonly dilation_rate: readonly unknown[] }>(config: C, dialect: Dialect): C {
  return dialect === 'tfjs' ? { ...config, dilation_rate: config.dilation_rate.map(() => 1) } : config;
}

/** SeparableConv1D, SeparableConv2D. */
export function defineSeparableConvolution(names: ConvolutionNames): LayerDefinition {
  const { axes, ...named } = names;
  return defineLayer({
    ...named,
    params: {
      filters: filtersParam,
      ...slidingParams(axes),
      depth_multiplier: depthMultiplier,
      activation: activation(),
      use_bias: useBiasParam,
      depthwise_initializer: initializer('glorot_uniform', 'the depthwise kernel'),
      pointwise_initializer: initializer('glorot_uniform', 'the pointwise kernel'),
      bias_initializer: initializer('zeros', 'the bias'),
      depthwise_regularizer: regularizer('the depthwise kernel'),
      pointwise_regularizer: regularizer('the pointwise kernel'),
      bias_regularizer: regularizer('the bias'),
      activity_regularizer: regularizer('the output'),
      depthwise_constraint: constraint('the depthwise kernel'),
      pointwise_constraint: constraint('the pointwise kernel'),
      bias_constraint: constraint('the bias'),
      ...plainKernelParams,
    },
    takes: 'tensor',
    inputRank: { exactly: axes + 2, declared: 'at least, then by the kernel' },
    fixedAxes: config => channelAxis(config.data_format),
    check({ config, dialect, given, problem }) {
      checkPlainKernel(given, 'separable', dialect, problem);
      if (dialect === 'keras2') checkStridesAndDilation(config, dialect, problem);
      const biased = config.use_bias === true && typeof config.filters === 'number' && config.filters > 1;
      if (dialect !== 'tfjs' || config.data_format !== 'channels_first' || !biased) return;
      problem({
        kind: 'argument-value',
        argument: 'data_format',
        got: `'channelsFirst'`,
        expected: `'channelsLast', or \`useBias: false\`; tfjs adds the bias along the wrong axis`,
        effect: 'fails when run',
      });
    },
    shape: ({ shape }, context) =>
      tensorType(
        slidOver(shape, () => context.config.filters, axes, context),
        context.computeDtype,
      ),
    run(context) {
      const { tf, inputs, weights, config } = context;
      const [depthwise, pointwise, bias] = weights;
      if (depthwise === undefined || pointwise === undefined) return { impossible: 'its kernels are missing' };
      const x = toChannelsLast(tf, inputs[0] as Tensor, config.data_format);
      const apart = convolveDepthwise(tf, x, depthwise, sliding(config));
      const ones = config.strides.map(() => 1);
      const mixed = convolve(tf, apart, pointwise, 1, { strides: ones, padding: 'valid', dilation: ones });
      const answer = fromChannelsLast(tf, bias === undefined ? mixed : tf.add(mixed, bias), config.data_format);
      return activate(context, config.activation, answer);
    },
    weights({ config, inputs, dtype }) {
      if (isUnknown(config.use_bias)) return config.use_bias;
      const channels = inputChannels(inputs[0]?.shape, config.data_format, axes);
      const ones: Dim[] = config.kernel_size.map(() => 1);
      return [
        {
          name: 'depthwise_kernel',
          shape: [...config.kernel_size, channels, config.depth_multiplier],
          trainable: true,
          dtype,
          initializer: initialValue(config.depthwise_initializer),
        },
        {
          name: 'pointwise_kernel',
          shape: [...ones, multiply(channels, config.depth_multiplier), config.filters],
          trainable: true,
          dtype,
          initializer: initialValue(config.pointwise_initializer),
        },
        ...biasSpec(config.filters, config, dtype),
      ];
    },
  });
}

function sliding(config: {
  readonly strides: readonly number[];
  readonly padding: Sliding['padding'];
  readonly dilation_rate: readonly number[];
}): Sliding {
  return { strides: config.strides, padding: config.padding, dilation: config.dilation_rate };
}
