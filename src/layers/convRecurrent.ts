// Convolutional LSTM layers: sequences of images whose gates are convolutions.

import { type Dim, isDynamic, multiply } from '../shapes/dim.ts';
import { one } from '../shapes/nested.ts';
import type { Shape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, type Unknown, unknown } from '../shapes/unknown.ts';
import {
  activation,
  checkedFormatWords,
  type DataFormat,
  dataFormat,
  initialValue,
  type Named,
  plainInt,
} from './arguments.ts';
import { checkOrthogonal, forgetBias } from './cells.ts';
import { runConvLstm } from './compute/convLstm.ts';
import { sequenceMasks } from './compute/recurrent.ts';
import type { Dialect } from './config.ts';
import { defineLayer, type LayerDefinition, type ShapeContext, type WeightSpec } from './define.ts';
import { requireKnown } from './inputs.ts';
import { bool, type IntArg, int, oneOf, optional, refused, required, type WindowArg, window } from './params.ts';
import type { Problem } from './problems.ts';
import * as recurrent from './recurrent.ts';
import * as params from './recurrentParams.ts';
import { layout, windowLengths } from './windows.ts';

/** The parameters of the convolutions in a cell over `axes` spatial axes. */
export function convCellParams(axes: 1 | 2 | 3) {
  return {
    filters: required(int(1), 'The number of output channels, of which the state has as many.'),
    kernel_size: required(window(axes), 'The size of the sliding window on each axis.'),
    strides: optional(window(axes), 1, 'How far the window moves over the input at each step.'),
    padding: optional(
      oneOf(['valid', 'same'] as const, 'any case'),
      'valid',
      '`valid` keeps the window inside the input, `same` pads so that only the stride shrinks the axis.',
    ),
    data_format: dataFormat({ says: checkedFormatWords }),
    dilation_rate: optional(window(axes), 1, 'The spacing between the elements of the window.'),
    activation: activation('tanh'),
    ...params.recurrentActivation,
    ...params.cellInitializers,
    ...params.unitForgetBias,
    ...params.cellRegularizers,
  };
}

/** What a convolutional cell depends on. */
export interface ConvCellConfig {
  readonly filters: IntArg;
  readonly kernel_size: WindowArg;
  readonly strides: WindowArg;
  readonly padding: Maybe<'valid' | 'same'>;
  readonly data_format: DataFormat;
  readonly dilation_rate: WindowArg;
  readonly use_bias: Maybe<boolean>;
  readonly unit_forget_bias: Maybe<boolean>;
  readonly kernel_initializer: Named | null;
  readonly recurrent_initializer: Named | null;
  readonly bias_initializer: Named | null;
}

/** A kernel (window…, channels, 4·filters), a recurrent kernel (window…, filters, 4·filters) and a bias (4·filters). */
export function convCellWeights(
  config: ConvCellConfig,
  place: { readonly step: Shape; readonly dtype: WeightSpec['dtype']; readonly prefix: string },
): readonly WeightSpec[] | Unknown {
  const { step, dtype, prefix } = place;
  if (isUnknown(step)) return step;
  if (isUnknown(config.data_format)) return config.data_format;
  if (isUnknown(config.use_bias)) return config.use_bias;
  const channels = step[config.data_format === 'channels_first' ? 1 : step.length - 1] ?? afterError;
  const width = multiply(config.filters, 4);
  const trainable = true;
  const weights: WeightSpec[] = [
    {
      name: `${prefix}kernel`,
      shape: [...config.kernel_size, channels, width],
      trainable,
      dtype,
      initializer: initialValue(config.kernel_initializer),
    },
    {
      name: `${prefix}recurrent_kernel`,
      shape: [...config.kernel_size, config.filters, width],
      trainable,
      dtype,
      initializer: initialValue(config.recurrent_initializer),
    },
  ];
  if (!config.use_bias) return weights;
  const start = initialValue(config.bias_initializer);
  const initializer = config.unit_forget_bias === false ? start : forgetBias(start);
  return [...weights, { name: `${prefix}bias`, shape: [width], trainable, dtype, initializer }];
}

/** Strides and dilation exclude each other; tfjs finds that out when it computes. */
export function checkStrides(context: {
  readonly config: ConvCellConfig;
  readonly dialect: Dialect;
  problem(problem: Problem): void;
}): void {
  const { strides, dilation_rate: dilation } = context.config;
  const above = (dims: WindowArg) => dims.some(dim => (plainInt(dim) ?? 0) > 1);
  if (!above(strides) || !above(dilation)) return;
  const tuple = (dims: WindowArg) =>
    `(${dims.map(dim => plainInt(dim) ?? '?').join(', ')}${dims.length === 1 ? ',' : ''})`;
  context.problem({
    kind: 'argument-value',
    argument: context.dialect === 'tfjs' ? 'dilationRate' : 'dilation_rate',
    got: tuple(dilation),
    expected: '1 where strides are above 1',
    runtime: {
      keras3: `Specifying \`strides > 1\` is not compatible with \`dilation_rate > 1\`. Please provide \`strides=1\` or \`dilation_rate=1\`. Received: strides=${tuple(strides)} and dilation_rate=${tuple(dilation)}`,
      tfjs: 'Error in conv2D: Either strides or dilations must be 1.',
    },
    ...(context.dialect === 'tfjs' ? { effect: 'fails when run' } : {}),
  });
}

/** ConvLSTM1D, ConvLSTM2D, ConvLSTM3D. */
export function defineConvRecurrent(options: {
  readonly name: string;
  readonly axes: 1 | 2 | 3;
  readonly dialects: readonly Dialect[];
  readonly doc: string;
}): LayerDefinition {
  const { name, axes, dialects, doc } = options;
  const neverUnrolled = 'False: a convolutional layer cannot be unrolled';
  return defineLayer({
    name,
    dialects,
    doc,
    ...(dialects.includes('tfjs') ? { tfjs: [`convLstm${axes}d`] } : {}),
    params: {
      ...convCellParams(axes),
      ...params.activityRegularizer,
      ...params.cellConstraints,
      ...params.cellDropout,
      ...params.seed,
      ...params.returns,
      unroll: optional(
        {
          ...bool(),
          read: (value, dialect) =>
            dialect !== 'keras3' && value === true ? refused(neverUnrolled) : bool().read(value, dialect),
        },
        false,
        'Whether the steps are written out one after another; Keras 3 alone can.',
        { keywordOnly: true },
      ),
      ...params.zeroOutput,
      ...params.sequenceShape,
    },
    takes: 'arguments',
    ...params.recurrentCall,
    check: checkStrides,
    shape(context) {
      const { config, dialect } = context;
      const { sequence } = recurrent.sequenceInput(context, { exactly: axes + 3 });
      const { shape } = sequence;
      checkOrthogonal(context);
      const format = config.data_format;
      if (isUnknown(format)) return format;
      const { spatial, channels } = layout(format, axes);
      const step = recurrent.stepShape(shape);
      checkStep(context, step, { spatial, channels });
      recurrent.checkStateful(context, shape);
      const output: Dim[] = isUnknown(step)
        ? Array.from({ length: axes + 1 }, () => step)
        : convolve(context, { step, spatial });
      output[channels - 1] = config.filters;
      const states = [one(output), one(output)];
      return recurrent.sequenceAnswer(context, { shape, dtype: context.computeDtype, output, states });

      /** The axes behind the batch after one step. */
      function convolve(
        { problem }: ShapeContext<unknown>,
        at: { readonly step: readonly Dim[]; readonly spatial: readonly number[] },
      ): Dim[] {
        const out = at.step.slice(1);
        const lengths = windowLengths({
          shape: at.step,
          axes: at.spatial,
          window: config.kernel_size,
          strides: config.strides,
          dilation: config.dilation_rate,
          padding: config.padding,
          argument: 'kernel_size',
          problem: found => problem(dialect === 'tfjs' ? { ...found, effect: 'fails when run' } : found),
        });
        at.spatial.forEach((axis, i) => {
          out[axis - 1] = lengths[i] ?? afterError;
        });
        return out;
      }
    },
    run: context => runConvLstm(context),
    mask: sequenceMasks,
    weights({ config, dialect, inputs, dtype }) {
      const step = recurrent.stepShape(inputs[0]?.shape ?? unknown({ kind: 'error' }));
      return convCellWeights(config, { step, dtype, prefix: dialect === 'tfjs' ? '' : 'conv_lstm_cell/' });
    },
  });
}

/** The channels must be known, and in Keras 3 height and width as well, since the states are made for them. */
function checkStep(
  context: ShapeContext<unknown>,
  step: Shape,
  axes: { readonly spatial: readonly number[]; readonly channels: number },
): void {
  if (isUnknown(step)) return;
  const received = `(${step.map(dim => (typeof dim === 'number' ? dim : 'None')).join(', ')})`;
  const open = context.dialect === 'keras3' ? axes.spatial.find(axis => isOpen(step[axis])) : undefined;
  if (open !== undefined) {
    requireKnown(context, {
      shape: step,
      axis: open,
      runtime: {
        keras3: `ConvLSTM layers only support static input shapes for the spatial dimension. Received invalid input shape: input_shape=${received}`,
      },
    });
    return;
  }
  requireKnown(context, {
    shape: step,
    axis: axes.channels,
    runtime: {
      keras3: `The channel dimension of the inputs (last axis) should be defined. Found None. Full input shape received: input_shape=${received}`,
      keras2: 'The channel dimension of the inputs (last axis) should be defined. Found None.',
      tfjs: 'The channel dimension of the input should be defined. Found null',
    },
  });
}

function isOpen(dim: Dim | undefined): boolean {
  return dim !== undefined && isDynamic(dim);
}
