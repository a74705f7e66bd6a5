// Convolutions as functions of a tensor and a kernel.

import { nullable, optional, type Param, required } from '../../layers/params.ts';
import { layout } from '../../layers/windows.ts';
import { type Dim, multiply } from '../../shapes/dim.ts';
import { printShape, type Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { input, shapeTuple, tensor } from '../arguments.ts';
import { defineOp, type OpContext } from '../define.ts';
import { settled } from '../dtypes.ts';
import type { Operand } from '../operand.ts';
import {
  type Format,
  formatType,
  paddingType,
  perAxis,
  type SpatialArg,
  slide,
  spatial,
  transposedLength,
} from '../sliding.ts';

const kernel: Param<Operand> = required(tensor(), 'The kernel: window, then channels in and out.');
const strides = optional(spatial(), 1, 'How far the window moves at each step.');
const padding = optional(paddingType(), 'valid', '`valid` or `same`.');
const format = optional(formatType(), null, 'Where the channels stand.');
const dilation = optional(nullable(spatial()), 1, 'The spacing of the window.');

const tfRest = 'name: _';

interface Convolution {
  readonly inputs: Operand;
  readonly kernel: Operand;
  readonly strides: SpatialArg;
  readonly padding: Parameters<typeof transposedLength>[4];
  readonly data_format: Format;
  readonly dilation_rate: SpatialArg | null;
}

/** Reports kernels that were made for other channels; a kernel for a divisor of them is a grouped convolution. */
function channelsFit(
  inputs: Dim,
  own: Dim,
  shape: readonly Dim[],
  groups: 'grouped' | 'whole',
  context: OpContext,
): boolean {
  if (typeof inputs !== 'number' || typeof own !== 'number' || own === 0) return true;
  if (groups === 'grouped' ? inputs % own === 0 : inputs === own) return true;
  context.problem({
    kind: 'axis-mismatch',
    input: 0,
    axis: -1,
    expected: own,
    got: inputs,
    shape,
    because: `the kernel was made for ${own} channels`,
    runtime: {
      keras3: `The number of input channels must match the kernel's input channels. Received: input channels=${inputs}, kernel input channels=${own}`,
    },
  });
  return false;
}

/** The shape of a convolution whose output channels follow from the kernel's last two axes. */
function convolve(args: Convolution, channelsOut: (own: Dim, out: Dim) => Dim, context: OpContext): Shape {
  const shape = args.inputs.shape;
  const kernelShape = args.kernel.shape;
  if (isUnknown(shape)) return shape;
  if (isUnknown(args.data_format)) return args.data_format;
  if (isUnknown(kernelShape)) return shape.map((dim, i): Dim => (i === 0 ? dim : kernelShape));
  if (kernelShape.length !== shape.length) {
    context.problem({
      kind: 'call-value',
      argument: 'kernel',
      says: `A kernel of shape ${printShape(kernelShape)} does not fit a tensor of shape ${printShape(shape)}: both must have as many axes`,
      runtime: { keras3: 'Kernel shape must have the same length as input' },
    });
    return afterError;
  }
  const [own = 1, out = 1] = kernelShape.slice(-2);
  const { channels } = layout(args.data_format, shape.length - 2);
  if (!channelsFit(shape[channels] ?? 1, own, shape, 'grouped', context)) return afterError;
  const slid = slide(
    {
      shape,
      format: args.data_format,
      window: kernelShape.slice(0, -2),
      strides: args.strides,
      dilation: args.dilation_rate ?? { all: 1 },
      padding: args.padding,
      argument: 'kernel',
    },
    context,
  );
  if (isUnknown(slid)) return slid;
  return slid.map((dim, i) => (i === channels ? channelsOut(own, out) : dim));
}

const params = { inputs: input(), kernel, strides, padding, data_format: format, dilation_rate: dilation };

export default [
  defineOp({
    names: [
      'keras.ops.conv',
      'keras.ops.nn.conv',
      `tf.nn.conv2d(input: inputs, filters: kernel, strides, padding, data_format="NHWC", dilations: dilation_rate = None, ${tfRest})`,
      `tf.nn.conv1d(input: inputs, filters: kernel, stride: strides, padding, data_format="NWC", dilations: dilation_rate = None, ${tfRest})`,
      `tf.nn.conv3d(input: inputs, filters: kernel, strides, padding, data_format="NDHWC", dilations: dilation_rate = None, ${tfRest})`,
      `tf.nn.convolution(input: inputs, filters: kernel, strides=1, padding="valid", data_format=None, dilations: dilation_rate = None, ${tfRest})`,
      'keras.backend.conv1d(x: inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1)',
      'keras.backend.conv2d(x: inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1)',
      'keras.backend.conv3d(x: inputs, kernel, strides=1, padding="valid", data_format=None, dilation_rate=1)',
    ],
    doc: 'Slides a kernel over the spatial axes; the channels become those of the kernel.',
    className: 'Conv',
    params,
    shape: (args, context) => ({
      shape: convolve(args, (_, out) => out, context),
      dtype: settled(args.inputs, context),
    }),
  }),
  defineOp({
    names: [
      'keras.ops.depthwise_conv',
      'keras.ops.nn.depthwise_conv',
      `tf.nn.depthwise_conv2d(input: inputs, filter: kernel, strides, padding, data_format="NHWC", dilations: dilation_rate = None, ${tfRest})`,
      'keras.backend.depthwise_conv2d(x: inputs, depthwise_kernel: kernel, strides=1, padding="valid", data_format=None, dilation_rate=1)',
    ],
    doc: 'Slides kernels of its own over each channel.',
    className: 'DepthwiseConv',
    params,
    shape: (args, context) => ({
      shape: convolve(args, multiply, context),
      dtype: settled(args.inputs, context),
    }),
  }),
  defineOp({
    names: [
      'keras.ops.separable_conv',
      'keras.ops.nn.separable_conv',
      `tf.nn.separable_conv2d(input: inputs, depthwise_filter: depthwise_kernel, pointwise_filter: pointwise_kernel, strides, padding, data_format="NHWC", dilations: dilation_rate = None, ${tfRest})`,
      'keras.backend.separable_conv2d(x: inputs, depthwise_kernel, pointwise_kernel, strides=1, padding="valid", data_format=None, dilation_rate=1)',
    ],
    doc: 'A depthwise convolution followed by one that mixes the channels.',
    className: 'SeparableConv',
    params: {
      inputs: input(),
      depthwise_kernel: kernel,
      pointwise_kernel: required(tensor(), 'The kernel that mixes the channels.'),
      strides,
      padding,
      data_format: format,
      dilation_rate: dilation,
    },
    shape(args, context) {
      const { pointwise_kernel, depthwise_kernel, data_format } = args;
      const out: Dim = isUnknown(pointwise_kernel.shape)
        ? pointwise_kernel.shape
        : (pointwise_kernel.shape.at(-1) ?? 1);
      const shape = convolve({ ...args, kernel: depthwise_kernel }, () => out, context);
      return { shape: isUnknown(data_format) ? data_format : shape, dtype: settled(args.inputs, context) };
    },
  }),
  defineOp({
    names: ['keras.ops.conv_transpose', 'keras.ops.nn.conv_transpose'],
    doc: 'The convolution that turns another back: the spatial axes grow by the strides.',
    className: 'ConvTranspose',
    params: {
      inputs: input(),
      kernel: required(tensor(), 'The kernel: window, then channels out and in.'),
      strides,
      padding,
      output_padding: optional(nullable(spatial()), null, 'Entries added to the output.'),
      data_format: format,
      dilation_rate: dilation,
    },
    shape({ inputs, kernel, strides, padding, output_padding, data_format, dilation_rate }, context) {
      const dtype = settled(inputs, context);
      const { shape } = inputs;
      if (isUnknown(shape)) return { shape, dtype };
      if (isUnknown(data_format)) return { shape: data_format, dtype };
      if (isUnknown(kernel.shape)) return { shape: kernel.shape, dtype };
      const count = shape.length - 2;
      const moves = perAxis(strides, count, data_format);
      const rates = perAxis(dilation_rate ?? { all: 1 }, count, data_format);
      const extra = output_padding === null ? undefined : perAxis(output_padding, count, data_format);
      const window = kernel.shape.slice(0, -2);
      if (moves === undefined || rates === undefined || window.length !== count) {
        context.problem({
          kind: 'call-value',
          argument: 'kernel',
          says: `A kernel of shape ${printShape(kernel.shape)} does not fit a tensor of shape ${printShape(shape)}`,
        });
        return afterError;
      }
      const [out = 1, own = 1] = kernel.shape.slice(-2);
      const { channels, spatial } = layout(data_format, count);
      if (!channelsFit(shape[channels] ?? 1, own, shape, 'whole', context)) return afterError;
      const dims = [...shape];
      spatial.forEach((axis, i) => {
        dims[axis] = transposedLength(
          shape[axis] ?? 1,
          window[i] ?? 1,
          moves[i] ?? 1,
          rates[i] ?? 1,
          padding,
          extra?.[i] ?? null,
        );
      });
      dims[channels] = out;
      return { shape: dims, dtype };
    },
  }),
  defineOp({
    names: [
      'tf.nn.conv1d_transpose(input: inputs, filters: _, output_shape, strides: _, padding: _, data_format: _, dilations: _, name: _)',
      'tf.nn.conv2d_transpose(input: inputs, filters: _, output_shape, strides: _, padding: _, data_format: _, dilations: _, name: _)',
      'tf.nn.conv3d_transpose(input: inputs, filters: _, output_shape, strides: _, padding: _, data_format: _, dilations: _, name: _)',
      'keras.backend.conv2d_transpose(x: inputs, kernel: _, output_shape, strides: _, padding: _, data_format: _, dilation_rate: _)',
    ],
    doc: 'The convolution that turns another back, to a shape that is given.',
    params: { inputs: input(), output_shape: required(shapeTuple(), 'The shape of the output.') },
    shape({ inputs, output_shape }, context) {
      const dtype = settled(inputs, context);
      if (isUnknown(output_shape)) return { shape: output_shape, dtype };
      return { shape: output_shape.entries.map((entry): Dim => entry ?? { kind: 'dynamic' }), dtype };
    },
  }),
];
