// The transposed convolution, which spreads every value of its input over a window of the output.

import { add, type Dim, isDynamic, multiply, subtract } from '../shapes/dim.ts';
import { type Shape, tensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import {
  activation,
  constraint,
  type DataFormat,
  initializer,
  initialValue,
  regularizer,
  windowWords,
} from './arguments.ts';
import { activate } from './compute/activate.ts';
import { kernelAndBias } from './compute/matrix.ts';
import { fromChannelsLast, toChannelsLast } from './compute/spatial.ts';
import { convolveTransposed } from './compute/transposed.ts';
import type { Dialect } from './config.ts';
import {
  biasSpec,
  type ConvolutionNames,
  channelAxis,
  checkIgnoredDilation,
  checkStridesAndDilation,
  filtersParam,
  inputChannels,
  openChannelsWords,
  printWindow,
  slidingParams,
  useBiasParam,
} from './convolution.ts';
import { defineLayer, type LayerDefinition } from './define.ts';
import { nullable, optional, type WindowArg, window } from './params.ts';
import type { Problem } from './problems.ts';
import type { Tensor } from './run.ts';
import { layout, type Padding } from './windows.ts';

/** Conv1DTranspose, Conv2DTranspose, Conv3DTranspose. `order` says where `output_padding` stands among the arguments. */
export function defineConvolutionTranspose(
  names: ConvolutionNames & { readonly order: 'output_padding first' | 'data_format first' },
): LayerDefinition {
  const { axes, order, ...named } = names;
  const { data_format, dilation_rate, ...sliding } = slidingParams(axes);
  const output_padding = optional(
    nullable(window(axes, 0)),
    null,
    'How much longer the output is made on each axis; worked out from the strides if None.',
    { notIn: ['tfjs'], says: windowWords('output_padding', axes) },
  );
  return defineLayer({
    ...named,
    params: {
      filters: filtersParam,
      ...sliding,
      ...(order === 'output_padding first' ? { output_padding, data_format } : { data_format, output_padding }),
      dilation_rate,
      activation: activation(),
      use_bias: useBiasParam,
      kernel_initializer: initializer('glorot_uniform', 'the kernel'),
      bias_initializer: initializer('zeros', 'the bias'),
      kernel_regularizer: regularizer('the kernel'),
      bias_regularizer: regularizer('the bias'),
      activity_regularizer: regularizer('the output'),
      kernel_constraint: constraint('the kernel'),
      bias_constraint: constraint('the bias'),
    },
    takes: 'tensor',
    inputRank: { exactly: axes + 2, declared: 'at least' },
    fixedAxes: config => channelAxis(config.data_format),
    check({ config, dialect, problem }) {
      checkOutputPadding(config, problem);
      if (dialect === 'tfjs') checkIgnoredDilation(config.dilation_rate, dialect, problem);
      else checkStridesAndDilation(config, dialect, problem);
    },
    shape: ({ shape }, { config, computeDtype, dialect, problem }) =>
      tensorType(spread(shape, config.filters, axes, asComputed(config, dialect), problem), computeDtype),
    run(context) {
      const { tf, inputs, weights } = context;
      const config: typeof context.config = asComputed(context.config, context.dialect);
      const { kernel, bias } = kernelAndBias(tf, weights, config);
      if (kernel === undefined) return { impossible: 'its kernel is missing' };
      const x = toChannelsLast(tf, inputs[0] as Tensor, config.data_format);
      const spatial = x.shape
        .slice(1, -1)
        .map((size, i) => spreadLength(size, i, config))
        .map(size => (typeof size === 'number' ? size : 0));
      const sums = convolveTransposed(tf, x, kernel, spatial, {
        strides: config.strides,
        padding: config.padding,
        dilation: config.dilation_rate,
      });
      const answer = fromChannelsLast(tf, bias === undefined ? sums : tf.add(sums, bias), config.data_format);
      return activate(context, config.activation, answer);
    },
    weights({ config, inputs, dtype }) {
      if (isUnknown(config.use_bias)) return config.use_bias;
      return [
        {
          name: 'kernel',
          shape: [...config.kernel_size, config.filters, inputChannels(inputs[0]?.shape, config.data_format, axes)],
          trainable: true,
          dtype,
          initializer: initialValue(config.kernel_initializer),
        },
        ...biasSpec(config.filters, config, dtype),
      ];
    },
  });
}

interface Spreading {
  readonly data_format: DataFormat;
  readonly kernel_size: WindowArg;
  readonly strides: WindowArg;
  readonly dilation_rate: WindowArg;
  readonly output_padding: WindowArg | null;
  readonly padding: Padding;
}

/** tfjs computes a transposed convolution without dilation. */
function asComputed<C extends { readonly dilation_rate: WindowArg }>(config: C, dialect: Dialect): C {
  return dialect === 'tfjs' ? { ...config, dilation_rate: config.dilation_rate.map(() => 1) } : config;
}

function spread(
  shape: readonly Dim[],
  filters: Dim,
  axes: number,
  config: Spreading,
  problem: (problem: Problem) => void,
): Shape {
  const format = config.data_format;
  if (isUnknown(format)) return shape.map((dim, i) => (i === 0 ? dim : format));
  const at = layout(format, axes);
  if (isDynamic(shape[at.channels] ?? 0)) {
    const runtime = {
      ...openChannelsWords,
      keras3: 'Shapes used to initialize variables must be fully-defined (no `None` dimensions).',
    };
    problem({ kind: 'undefined-axis', input: 0, axis: at.channels, shape, runtime });
  }
  const out: Dim[] = [...shape];
  at.spatial.forEach((axis, i) => {
    out[axis] = spreadLength(shape[axis] ?? 0, i, config);
  });
  out[at.channels] = filters;
  return out;
}

/**
 * The length of an axis spread out: n·s with padding `same`, (n - 1)·s + max(reach, s) with `valid`; with a given output
 * padding p, (n - 1)·s + reach + p, where `same` takes reach modulo 2 (Keras `compute_conv_transpose_output_shape`).
 */
function spreadLength(
  input: Dim,
  axis: number,
  { kernel_size, strides, dilation_rate, output_padding, padding }: Omit<Spreading, 'data_format'>,
): Dim {
  if (isUnknown(padding)) return padding;
  const stride = strides[axis] ?? 1;
  const reach = add(multiply(subtract(kernel_size[axis] ?? 1, 1), dilation_rate[axis] ?? 1), 1);
  const extra = output_padding?.[axis];
  if (extra === undefined) {
    if (padding === 'same') return multiply(input, stride);
    return add(multiply(subtract(input, 1), stride), larger(reach, stride));
  }
  const window = padding === 'same' ? remainder(reach) : reach;
  return add(multiply(subtract(input, 1), stride), add(window, extra));
}

function larger(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return Math.max(a, b);
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  if (b === 1) return a;
  return { kind: 'unknown', why: { kind: 'todo', what: 'the larger of two sizes' } };
}

function remainder(reach: Dim): Dim {
  if (typeof reach === 'number') return reach % 2;
  return isUnknown(reach) ? reach : { kind: 'unknown', why: { kind: 'todo', what: 'the parity of a size' } };
}

function checkOutputPadding(
  config: { readonly strides: WindowArg; readonly output_padding: WindowArg | null },
  problem: (problem: Problem) => void,
): void {
  const given = config.output_padding;
  if (given === null) return;
  const at = given.findIndex((extra, i) => {
    const stride = config.strides[i];
    return typeof extra === 'number' && typeof stride === 'number' && extra >= stride;
  });
  if (at < 0) return;
  const [extras, strides] = [printWindow(given), printWindow(config.strides)];
  problem({
    kind: 'argument-value',
    argument: 'output_padding',
    got: extras,
    expected: 'less than the stride on every axis',
    runtime: {
      keras2: 'Strides must be greater than output padding.',
      keras3: `\`output_padding\` must be strictly less than \`strides\` for all dimensions. At dimension ${at}, \`output_padding\` is ${given[at]} but \`strides\` is ${config.strides[at]}. Received: output_padding=${extras}, strides=${strides}`,
    },
  });
}
