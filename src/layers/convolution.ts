// What convolutions share: their parameters, checks and the length of their output axes; and the plain convolution.

import { type Dim, floorDivide, isDynamic, sameDim } from '../shapes/dim.ts';
import { printShape, type Shape, tensorType } from '../shapes/shape.ts';
import { afterError, isUnknown } from '../shapes/unknown.ts';
import {
  activation,
  checkedFormatWords,
  constraint,
  type DataFormat,
  dataFormat,
  initializer,
  initialValue,
  namedPadding,
  plainInt,
  regularizer,
  windowWords,
} from './arguments.ts';
import { activate } from './compute/activate.ts';
import { kernelAndBias } from './compute/matrix.ts';
import { convolve, fromChannelsLast, toChannelsLast } from './compute/spatial.ts';
import { type Dialect, isConfigList } from './config.ts';
import { defineLayer, type LayerDefinition, type ShapeContext, type WeightSpec } from './define.ts';
import { loraParams, withLora } from './lora.ts';
import {
  type ArgType,
  bool,
  type IntArg,
  int,
  isKind,
  isRefused,
  oneOf,
  optional,
  refused,
  required,
  type WindowArg,
  window,
} from './params.ts';
import type { Problem } from './problems.ts';
import type { Tensor } from './run.ts';
import { layout, type Padding, windowLengths } from './windows.ts';

/** How a convolution is called and over how many spatial axes it slides. */
export interface ConvolutionNames {
  readonly name: string;
  readonly alias?: readonly string[];
  readonly dialects: readonly Dialect[];
  readonly axes: 1 | 2 | 3;
  readonly doc: string;
}

/** The arguments that say how a window slides. */
export function slidingParams(axes: number, causal: 'with causal' | 'without causal' = 'without causal') {
  const paddings = oneOf<'valid' | 'same' | 'causal'>(['valid', 'same'], 'any case');
  const withCausal = oneOf<'valid' | 'same' | 'causal'>(['valid', 'same', 'causal'], 'any case');
  return {
    kernel_size: required(slidingWindow('kernelSize', axes), 'The size of the sliding window on each axis.', {
      says: windowWords('kernel_size', axes),
    }),
    strides: optional(slidingWindow('strides', axes), 1, 'How far the window moves at each step.', {
      says: windowWords('strides', axes),
    }),
    padding: optional(
      // tfjs takes every padding for every convolution, and fails when it computes.
      namedPadding(
        causal === 'with causal'
          ? withCausal
          : {
              ...paddings,
              read: (value, dialect) => (dialect === 'tfjs' ? withCausal : paddings).read(value, dialect),
            },
        axes === 1 ? undefined : 'Causal padding is only supported for',
      ),
      'valid',
      '`valid` keeps the window inside the input, `same` pads so that only the stride shrinks the axis.',
      {
        says: {
          keras3: 'The `padding` argument must be a list/tuple or one of',
          tfjs: 'is not a valid PaddingMode.  Valid values are valid,same,causal or null/undefined.',
        },
      },
    ),
    data_format: dataFormat({ says: checkedFormatWords }),
    dilation_rate: optional(slidingWindow('dilationRate', axes), 1, 'The spacing between the elements of the window.', {
      says: windowWords('dilation_rate', axes),
    }),
  };
}

/**
 * A window in the words of those who refuse it: TensorFlow.js looks at the lengths of arrays and computes with kernels of size
 * 0, Keras 2 looks for strides of 0.
 */
function slidingWindow(name: 'kernelSize' | 'strides' | 'dilationRate', axes: number): ArgType<WindowArg> {
  const type = window(axes);
  const emptyToo = window(axes, 0);
  return {
    ...type,
    read(value, dialect) {
      const read = (dialect === 'tfjs' && name === 'kernelSize' ? emptyToo : type).read(value, dialect);
      if (!isRefused(read)) return read;
      if (dialect === 'tfjs' && isConfigList(value) && value.length !== axes && value.length <= 3) {
        const tfjs = `The ${name} argument must be an integer or tuple of ${axes} integers. Received: ${value.length} elements.`;
        return { ...read, runtime: { tfjs } };
      }
      const sizes = isConfigList(value) ? value : Array.from({ length: axes }, () => value);
      const stands =
        sizes.includes(0) && sizes.length === axes && sizes.every(size => typeof size === 'number' && size >= 0);
      return dialect === 'keras2' && name === 'strides' && stands
        ? { ...read, runtime: { keras2: 'The argument `strides` cannot contains 0(s).' } }
        : read;
    },
  };
}

export const filtersParam = required(count(), 'The number of output channels.', {
  says: {
    keras3: 'Invalid value for argument `filters`. Expected a strictly positive value. Received filters={got}.',
    keras2: 'Invalid value for argument `filters`. Expected a strictly positive value. Received filters={got}.',
    tfjs: "Convolution layer expected config.filters to be a 'number' > 0 but got {got}",
  },
});
export const useBiasParam = optional(bool(), true, 'Whether a bias is added for every output channel.');

const bothAboveOne = '`strides > 1` not supported in conjunction with `dilation_rate > 1`.';

/** Strides and dilation cannot both be above 1. */
export function checkStridesAndDilation(
  config: { readonly strides: WindowArg; readonly dilation_rate: WindowArg },
  dialect: Dialect,
  problem: (problem: Problem) => void,
): void {
  const above = (sizes: WindowArg) => sizes.some(size => typeof size === 'number' && size > 1);
  if (!above(config.strides) || !above(config.dilation_rate)) return;
  const [strides, dilation] = [config.strides, config.dilation_rate].map(printWindow);
  problem({
    kind: 'argument-value',
    argument: 'dilation_rate',
    got: dilation ?? '',
    expected: '1 where strides are above 1',
    ...(dialect === 'tfjs' ? { effect: 'fails when run' } : {}),
    runtime: {
      keras3: `${bothAboveOne} Received: strides=${strides} and dilation_rate=${dilation}`,
      keras2: bothAboveOne,
    },
  });
}

/** tfjs takes a dilation for some convolutions that it computes without. */
export function checkIgnoredDilation(dilation: WindowArg, dialect: Dialect, problem: (problem: Problem) => void): void {
  if (dialect !== 'tfjs' || !dilation.some(rate => typeof rate === 'number' && rate > 1)) return;
  problem({
    kind: 'ignored-argument',
    argument: 'dilation_rate',
    because: 'in tfjs, which computes this layer without it',
    effect: 'silent',
  });
}

/** `(2, 2)`. */
export function printWindow(sizes: WindowArg): string {
  const inner = sizes.map(size => (typeof size === 'number' ? String(size) : '?')).join(', ');
  return sizes.length === 1 ? `(${inner},)` : `(${inner})`;
}

/** The shape with its spatial axes after a window has slid over them, and other channels. */
export function slidOver(
  shape: readonly Dim[],
  channels: (given: Dim) => Dim,
  axes: number,
  {
    config,
    dialect,
    problem,
    held,
  }: Pick<
    ShapeContext<{
      readonly data_format: DataFormat;
      readonly kernel_size: WindowArg;
      readonly strides: WindowArg;
      readonly dilation_rate: WindowArg;
      readonly padding: Padding;
    }>,
    'config' | 'dialect' | 'problem'
  > & { readonly held?: 'when built' },
): Shape {
  const format = config.data_format;
  if (isUnknown(format)) return shape.map((dim, i) => (i === 0 ? dim : format));
  const own = layout(format, axes);
  // Keras 2 takes further axes before the spatial ones, and convolves each entry on its own.
  const further = shape.length - axes - 2;
  const at = { channels: own.channels + further, spatial: own.spatial.map(axis => axis + further) };
  const given = shape[at.channels] ?? 0;
  if (isDynamic(given)) {
    const keras3 = held === undefined ? {} : { keras3: "unsupported operand type(s) for %: 'NoneType' and 'int'" };
    problem({
      kind: 'undefined-axis',
      input: 0,
      axis: at.channels,
      shape,
      runtime: { ...openChannelsWords, ...keras3 },
    });
  }
  const lengths = windowLengths({
    shape,
    axes: at.spatial,
    window: config.kernel_size,
    strides: config.strides,
    dilation: config.dilation_rate,
    // tfjs foretells the length of `valid` for `causal`, which it cannot compute.
    padding: dialect === 'tfjs' && config.padding === 'causal' ? 'valid' : config.padding,
    argument: 'kernel_size',
    ...(held === undefined ? {} : { held }),
    ...(dialect === 'tfjs' ? { effect: 'fails when run' } : {}),
    problem,
  });
  const out: Dim[] = [...shape];
  at.spatial.forEach((axis, i) => {
    out[axis] = lengths[i] ?? 0;
  });
  out[at.channels] = channels(given);
  return out;
}

/** What the frameworks say of channels that are left open. */
export const openChannelsWords = {
  keras2: 'The channel dimension of the inputs … should be defined.',
  tfjs: 'The channel dimension of the input should be defined. Found null',
};

/** The channels of an input, unknown where the shape or the format is. */
export function inputChannels(shape: Shape | undefined, format: DataFormat, axes: number): Dim {
  if (shape === undefined) return afterError;
  if (isUnknown(shape)) return shape;
  if (isUnknown(format)) return format;
  return shape[shape.length - (format === 'channels_last' ? 1 : axes + 1)] ?? afterError;
}

/** The position of the channels, counted so that it holds at every rank. */
export function channelAxis(format: DataFormat): readonly number[] {
  if (isUnknown(format)) return [];
  return [format === 'channels_first' ? 1 : -1];
}

/** A bias of the given size, where there is one. */
export function biasSpec(
  size: Dim,
  config: { readonly use_bias: unknown; readonly bias_initializer: Parameters<typeof initialValue>[0] },
  dtype: WeightSpec['dtype'],
): readonly WeightSpec[] {
  if (!config.use_bias) return [];
  return [{ name: 'bias', shape: [size], trainable: true, dtype, initializer: initialValue(config.bias_initializer) }];
}

/** A convolution with a dense kernel: Conv1D, Conv2D, Conv3D. */
export function defineConvolution(names: ConvolutionNames): LayerDefinition {
  const { axes, ...named } = names;
  return defineLayer({
    ...named,
    params: {
      filters: filtersParam,
      ...slidingParams(axes, axes === 1 ? 'with causal' : 'without causal'),
      groups: optional(count(), 1, 'How many groups the channels are split into, each convolved on its own.', {
        says: { keras3: 'The number of groups must be a positive integer. Received: groups={got}.' },
        notIn: ['tfjs'],
      }),
      activation: activation(),
      use_bias: useBiasParam,
      kernel_initializer: initializer('glorot_uniform', 'the kernel'),
      bias_initializer: initializer('zeros', 'the bias'),
      kernel_regularizer: regularizer('the kernel'),
      bias_regularizer: regularizer('the bias'),
      activity_regularizer: regularizer('the output'),
      kernel_constraint: constraint('the kernel'),
      bias_constraint: constraint('the bias'),
      lora_rank: { ...loraParams.lora_rank, keywordOnly: true },
      lora_alpha: { ...loraParams.lora_alpha, keywordOnly: true },
    },
    takes: 'tensor',
    inputRank: (_, dialect) =>
      dialect === 'keras2' ? { atLeast: axes + 2 } : { exactly: axes + 2, declared: 'at least, then by the kernel' },
    fixedAxes: config => channelAxis(config.data_format),
    check({ config, dialect, problem }) {
      checkFiltersAndGroups(config, problem);
      checkStridesAndDilation(config, dialect, problem);
      if (dialect === 'tfjs') checkCausalInTfjs(config, problem);
      if (dialect === 'tfjs' && axes === 1) checkSequenceInTfjs(config, problem);
    },
    shape({ shape }, context) {
      const { config, computeDtype, problem } = context;
      const isBuilt = context.built !== undefined;
      const out = slidOver(shape, () => config.filters, axes, {
        ...context,
        ...(isBuilt ? {} : { held: 'when built' }),
      });
      const groups = plainInt(config.groups);
      const channels = inputChannels(shape, config.data_format, axes);
      if (typeof channels === 'number' && groups !== undefined && channels % groups !== 0) {
        problem({
          kind: 'axis-mismatch',
          input: 0,
          axis: isUnknown(config.data_format) ? -1 : layout(config.data_format, axes).channels,
          expected: groups,
          got: channels,
          shape,
          because: `the channels are split into ${groups} groups`,
          runtime: groupWords(groups, channels, shape),
        });
      }
      return tensorType(out, computeDtype);
    },
    run(context) {
      const { tf, inputs, weights, config } = context;
      const { kernel, bias } = kernelAndBias(tf, weights, config);
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
      if (isUnknown(config.use_bias)) return config.use_bias;
      const channels = inputChannels(inputs[0]?.shape, config.data_format, axes);
      const kernel: WeightSpec = {
        name: 'kernel',
        shape: [...config.kernel_size, perGroup(channels, config.groups), config.filters],
        trainable: true,
        dtype,
        initializer: initialValue(config.kernel_initializer),
      };
      return withLora([kernel, ...biasSpec(config.filters, config, dtype)], config.lora_rank);
    },
  });
}

function perGroup(channels: Dim, groups: IntArg): Dim {
  if (isUnknown(groups)) return groups;
  if (typeof groups === 'number') return floorDivide(channels, groups);
  return sameDim(channels, groups) === 'yes' ? 1 : { kind: 'unknown', why: { kind: 'todo', what: 'symbolic groups' } };
}

function checkFiltersAndGroups(
  config: { readonly filters: IntArg; readonly groups: IntArg },
  problem: (problem: Problem) => void,
): void {
  const filters = plainInt(config.filters);
  const groups = plainInt(config.groups);
  if (filters === undefined || groups === undefined || filters % groups === 0) return;
  problem({
    kind: 'argument-value',
    argument: 'filters',
    got: String(filters),
    expected: `divisible by groups (${groups})`,
    runtime: {
      keras3: `The number of filters must be evenly divisible by the number of groups. Received: groups=${groups}, filters=${filters}.`,
      keras2: `The number of filters must be evenly divisible by the number of groups. Received: groups=${groups}, filters=${filters}`,
    },
  });
}

/** The padding that tfjs takes for every convolution and computes for none. */
function checkCausalInTfjs(config: { readonly padding: Padding }, problem: (problem: Problem) => void): void {
  if (config.padding !== 'causal') return;
  problem({
    kind: 'argument-value',
    argument: 'padding',
    got: `'causal'`,
    expected: `'valid' or 'same'`,
    effect: 'fails when run',
    runtime: { tfjs: 'The support for CAUSAL padding mode in conv1dWithBias is not implemented yet.' },
  });
}

/** What tfjs takes for a convolution along a sequence and does not compute as it says. */
function checkSequenceInTfjs(config: { readonly data_format: DataFormat }, problem: (problem: Problem) => void): void {
  if (config.data_format === 'channels_first') {
    problem({
      kind: 'argument-value',
      argument: 'data_format',
      got: `'channelsFirst'`,
      expected: `'channelsLast'`,
      effect: 'fails when run',
    });
  }
}

function groupWords(groups: number, channels: number, shape: readonly Dim[]): { keras3: string; keras2: string } {
  const words = `The number of input channels must be evenly divisible by the number of groups. Received groups=${groups}, but the input has ${channels} channels (full input shape is ${printShape(shape)}).`;
  return { keras3: words, keras2: words };
}

/** A positive integer. Of what is no number, Keras says nothing that could be foretold; tfjs speaks of both alike. */
export function count(): ArgType<IntArg> {
  const type = int(1);
  return {
    ...type,
    read(value, dialect) {
      const number = typeof value === 'number' || isKind(value, 'size');
      return number || dialect === 'tfjs' ? type.read(value, dialect) : refused(type.expects, { runtime: {} });
    },
  };
}
