// Pooling as functions: windows, adaptive pools, and the patches under windows.

import { anything, nullable, optional, required } from '../../layers/params.ts';
import { layout } from '../../layers/windows.ts';
import { add, type Dim, isDynamic, multiply, product } from '../../shapes/dim.ts';
import { printShape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { input, shapeTuple, size } from '../arguments.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { settled } from '../dtypes.ts';
import { exactQuotient } from '../reshape.ts';
import { formatType, paddingType, perAxis, slide, spatial } from '../sliding.ts';

const format = optional(formatType(), null, 'Where the channels stand.');
const padding = optional(paddingType(), 'valid', '`valid` or `same`.');

function pool(kind: 'max' | 'average', tf: 'max' | 'avg'): OpDefinition {
  const rest = 'name: _';
  return defineOp({
    names: [
      `keras.ops.${kind}_pool`,
      `keras.ops.nn.${kind}_pool`,
      `tf.nn.${tf}_pool(input: inputs, ksize: pool_size, strides, padding, data_format=None, ${rest})`,
      ...[1, 2, 3].map(
        axes =>
          `tf.nn.${tf}_pool${axes}d(input: inputs, ksize: pool_size, strides, padding, data_format=None, ${rest})`,
      ),
    ],
    doc: `The ${kind === 'max' ? 'largest' : 'mean'} entry under a sliding window.`,
    params: {
      inputs: input(),
      pool_size: required(spatial(), 'The window.'),
      strides: optional(nullable(spatial()), null, 'How far it moves; the window itself by default.'),
      padding,
      data_format: format,
    },
    shape({ inputs, pool_size, strides, padding, data_format }, context) {
      const dtype = settled(inputs, context);
      const { shape } = inputs;
      if (isUnknown(shape)) return { shape, dtype };
      if (isUnknown(data_format)) return { shape: data_format, dtype };
      const moves = strides ?? pool_size;
      const slid = slide(
        {
          shape,
          format: data_format,
          window: pool_size,
          strides: moves,
          dilation: { all: 1 },
          padding,
          argument: 'pool_size',
        },
        context,
      );
      return { shape: slid, dtype };
    },
  });
}

function adaptive(kind: 'max' | 'average'): OpDefinition {
  return defineOp({
    names: [`keras.ops.adaptive_${kind}_pool`, `keras.ops.nn.adaptive_${kind}_pool`],
    doc: 'Pools to a size that is given, with windows that fit.',
    params: {
      inputs: input(),
      output_size: required(shapeTuple(), 'The size of the spatial axes.'),
      data_format: format,
    },
    shape({ inputs, output_size, data_format }, context) {
      const dtype = settled(inputs, context);
      const { shape } = inputs;
      if (isUnknown(output_size)) return { shape: output_size, dtype };
      if (output_size.single && context.specOnly) {
        context.problem({
          kind: 'argument-value',
          argument: 'output_size',
          got: 'an integer',
          expected: 'a tuple with a size for each spatial axis, where the tensor is symbolic',
          runtime: { keras3: "object of type 'int' has no len()" },
        });
        return afterError;
      }
      if (isUnknown(shape)) return { shape, dtype };
      if (isUnknown(data_format)) return { shape: data_format, dtype };
      const sizes = output_size.entries.map((entry): Dim => entry ?? { kind: 'dynamic' });
      const target = output_size.single ? Array.from({ length: shape.length - 2 }, () => sizes[0] ?? 1) : sizes;
      if (data_format === 'channels_first') return { shape: [...shape.slice(0, 2), ...target], dtype };
      // Keras's specification puts the sizes in place of as many axes at the end, whether or not these are the spatial ones.
      const kept = context.specOnly ? shape.slice(0, -target.length) : shape.slice(0, 1);
      return { shape: [...kept, ...target, shape[shape.length - 1] ?? 1], dtype };
    },
  });
}

const pairOf = { kernel: required(spatial(), 'The window.'), one: optional(spatial(), 1, 'For each axis.') };

export default [
  pool('max', 'max'),
  pool('average', 'avg'),
  adaptive('max'),
  adaptive('average'),
  defineOp({
    names: [
      'keras.backend.pool2d(x: inputs, pool_size, strides=1, padding="valid", data_format=None, pool_mode: _)',
      'keras.backend.pool3d(x: inputs, pool_size, strides=1, padding="valid", data_format=None, pool_mode: _)',
    ],
    doc: 'The largest or mean entry under a sliding window.',
    params: {
      inputs: input(),
      pool_size: required(spatial(), 'The window.'),
      strides: optional(spatial(), 1, 'How far it moves.'),
      padding,
      data_format: format,
    },
    shape({ inputs, pool_size, strides, padding, data_format }, context) {
      const { shape, dtype } = inputs;
      if (isUnknown(shape)) return { shape, dtype };
      if (isUnknown(data_format)) return { shape: data_format, dtype };
      return {
        shape: slide(
          {
            shape,
            format: data_format,
            window: pool_size,
            strides,
            dilation: { all: 1 },
            padding,
            argument: 'pool_size',
          },
          context,
        ),
        dtype,
      };
    },
  }),
  defineOp({
    names: [
      'keras.ops.unfold(x, kernel_size, dilation=1, padding=0, stride=1)',
      'keras.ops.nn.unfold(x, kernel_size, dilation=1, padding=0, stride=1)',
    ],
    doc: 'The entries under each place of a window as columns: (batch, channels · window, places).',
    className: 'Unfold',
    params: {
      x: input(),
      kernel_size: pairOf.kernel,
      dilation: pairOf.one,
      padding: optional(anything(), 0, 'Zeros around the image.'),
      stride: pairOf.one,
    },
    shape({ x, kernel_size, dilation, padding, stride }, context) {
      const dtype = settled(x, context);
      const { shape } = x;
      if (isUnknown(shape)) return { shape, dtype };
      if (shape.length !== 4) {
        context.problem({ kind: 'rank-mismatch', input: 0, expected: { exactly: 4 }, shape });
        return afterError;
      }
      const pads = padding === null || isUnknown(padding) ? undefined : [padding].flat();
      const [batch = 1, channels = 1] = shape;
      const window = perAxis(kernel_size, 2, 'channels_first') ?? [];
      const padded = shape.map((dim, i): Dim => {
        const pad = i < 2 || pads === undefined ? undefined : pads.length === 1 ? pads[0] : pads[i - 2];
        if (i < 2) return dim;
        return typeof pad === 'number'
          ? add(dim, 2 * pad)
          : { kind: 'unknown', why: { kind: 'todo', what: 'this padding' } };
      });
      const slid = slide(
        {
          shape: padded,
          format: 'channels_first',
          window: kernel_size,
          strides: stride,
          dilation,
          padding: 'valid',
          argument: 'kernel_size',
        },
        context,
      );
      if (isUnknown(slid)) return { shape: slid, dtype };
      return { shape: [batch, product([channels, ...window]), product(slid.slice(2))], dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.fold(x, output_size, kernel_size, dilation: _, padding: _, stride: _)',
      'keras.ops.nn.fold(x, output_size, kernel_size, dilation: _, padding: _, stride: _)',
    ],
    doc: 'Brings the columns of `unfold` back to an image.',
    className: 'Fold',
    params: { x: input(), output_size: required(spatial(), 'The size of the image.'), kernel_size: pairOf.kernel },
    shape({ x, output_size, kernel_size }, context) {
      const dtype = settled(x, context);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      const [batch = 1, columns = 1] = x.shape;
      const window = product(perAxis(kernel_size, 2, 'channels_first') ?? []);
      const channels = exactQuotient(columns, window);
      if (channels === 'none') {
        context.problem({
          kind: 'call-value',
          argument: 'kernel_size',
          says: `The second axis of ${printShape(x.shape)} is not a multiple of the window`,
        });
        return afterError;
      }
      return { shape: [batch, channels, ...(perAxis(output_size, 2, 'channels_first') ?? [])], dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.depth_to_space',
      'keras.ops.nn.depth_to_space',
      'tf.nn.depth_to_space(input: x, block_size, data_format="NHWC", name: _)',
    ],
    doc: 'Spreads the channels over blocks of the image.',
    className: 'DepthToSpace',
    params: {
      x: input(),
      block_size: required(size(), 'The side of a block.'),
      data_format: optional(formatType(), 'channels_last', 'Where the channels stand.'),
    },
    shape: (args, context) => blocks(args, 'to space', context),
  }),
  defineOp({
    names: [
      'keras.ops.space_to_depth',
      'keras.ops.nn.space_to_depth',
      'tf.nn.space_to_depth(input: x, block_size, data_format="NHWC", name: _)',
    ],
    doc: 'Brings blocks of the image into the channels.',
    className: 'SpaceToDepth',
    params: {
      x: input(),
      block_size: required(size(), 'The side of a block.'),
      data_format: optional(formatType(), 'channels_last', 'Where the channels stand.'),
    },
    shape: (args, context) => blocks(args, 'to depth', context),
  }),
];

type BlockArgs = {
  readonly x: Parameters<typeof settled>[0];
  readonly block_size: Dim;
  readonly data_format: ReturnType<ReturnType<typeof formatType>['unknown']>;
};

function blocks(
  { x, block_size, data_format }: BlockArgs,
  direction: 'to space' | 'to depth',
  context: Parameters<typeof settled>[1],
) {
  const dtype = settled(x, context);
  const { shape } = x;
  if (isUnknown(shape)) return { shape, dtype };
  if (isUnknown(data_format)) return { shape: data_format, dtype };
  if (shape.length !== 4) {
    context.problem({ kind: 'rank-mismatch', input: 0, expected: { exactly: 4 }, shape });
    return afterError;
  }
  const { channels, spatial } = layout(data_format, 2);
  const area = multiply(block_size, block_size);
  const out = [...shape];
  for (const axis of [channels, ...spatial]) {
    const dim = shape[axis] ?? 1;
    const grows = (axis === channels) === (direction === 'to depth');
    const by = axis === channels ? area : block_size;
    const next = grows ? multiply(dim, by) : exactQuotient(dim, by);
    if (next === 'none') {
      context.problem({
        kind: 'call-value',
        argument: 'block_size',
        says: `Axis ${axis} of ${printShape(shape)} is not a multiple of ${typeof by === 'number' ? by : 'the block'}`,
      });
      return afterError;
    }
    out[axis] = isDynamic(dim) ? dim : next;
  }
  return { shape: out, dtype };
}
