// `keras.ops.image`: resizing, cropping, padding, colours, patches.

import { anything, nullable, optional, required } from '../../layers/params.ts';
import { add, type Dim, isDynamic, multiply, product, subtract } from '../../shapes/dim.ts';
import { printShape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { input, type SizeArg, shapeTuple, size } from '../arguments.ts';
import { printList } from '../broadcast.ts';
import { defineOp, type OpContext, type OpDefinition } from '../define.ts';
import { isFloating, settled } from '../dtypes.ts';
import { type ImageAxes, imageAxes, withAxes } from '../image.ts';
import { formatType, paddingType, perAxis, slide, spatial } from '../sliding.ts';

const images = input('One image or a batch of them.');
const format = optional(formatType(), null, 'Where the channels stand.');
const perhaps = (doc: string) => optional(nullable(size()), null, doc);

const resize = defineOp({
  names: [
    'keras.ops.image.resize(images, size, interpolation: _, antialias: _, crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, fill_mode: _, fill_value: _, data_format=None)',
  ],
  doc: 'Images in another size.',
  className: 'Resize',
  params: {
    images,
    size: required(shapeTuple(), 'Height and width.'),
    crop_to_aspect_ratio: optional(anything(), false, 'Whether images are cropped rather than distorted.'),
    pad_to_aspect_ratio: optional(anything(), false, 'Whether images are padded rather than distorted.'),
    data_format: format,
  },
  shape({ images, size, data_format }, context) {
    const dtype = settled(images, context);
    const axes = imageAxes(images.shape, data_format, context);
    if (isUnknown(axes)) return { shape: axes, dtype };
    if (isUnknown(size)) return { shape: withAxes(axes, { height: size, width: size }), dtype };
    const [height, width] = size.entries;
    if (size.single || height === undefined || width === undefined || size.entries.length !== 2) {
      context.problem({
        kind: 'argument-value',
        argument: 'size',
        got: size.single ? 'an integer' : `${size.entries.length} numbers`,
        expected: 'a pair: height and width',
      });
      return afterError;
    }
    return {
      shape: withAxes(axes, { height: height ?? { kind: 'dynamic' }, width: width ?? { kind: 'dynamic' } }),
      dtype,
    };
  },
});

function recoloured(name: 'rgb_to_hsv' | 'hsv_to_rgb', className: string): OpDefinition {
  return defineOp({
    names: [`keras.ops.image.${name}`],
    doc: 'The colours of images in another form.',
    className,
    params: { images, data_format: format },
    shape({ images, data_format }, context) {
      const dtype = settled(images, context);
      const axes = imageAxes(images.shape, data_format, context);
      if (typeof dtype === 'string' && !isFloating(dtype)) {
        context.problem({
          kind: 'input-dtype',
          input: 0,
          got: dtype,
          expected: 'a floating type',
          runtime: { keras3: `Invalid images dtype: expected float dtype. Received: images.dtype=${dtype}` },
        });
        return afterError;
      }
      if (!isUnknown(axes)) channelsAre(axes, [3], context);
      return { shape: images.shape, dtype };
    },
  });
}

/** Reports images with another number of channels. */
function channelsAre(axes: ImageAxes, counts: readonly number[], context: OpContext): void {
  const channels = axes.shape[axes.channels] ?? 1;
  if (typeof channels !== 'number' || counts.includes(channels)) return;
  context.problem({
    kind: 'call-value',
    says: `Images with ${counts.join(' or ')} channels are needed; those of ${printShape(axes.shape)} have ${channels}`,
  });
}

type Side = SizeArg | null;

interface Edges {
  readonly before: Side;
  readonly after: Side;
  readonly target: Side;
}

/** What is cut off or added on one axis: two of the three parts are given, the third follows. */
function edgedSize(
  length: Dim,
  edges: Edges,
  names: readonly [string, string, string, string],
  sign: 1 | -1,
  axes: ImageAxes,
  context: OpContext,
): Dim {
  const { before, after, target } = edges;
  const hidden = [before, after, target].find(part => part !== null && isUnknown(part));
  if (hidden !== undefined && hidden !== null) return typeof target === 'number' ? target : hidden;
  const given = [before, after, target].filter(part => part !== null).length;
  if (given !== 2) {
    context.problem({
      kind: 'call-value',
      argument: names[2],
      says: `Exactly two of \`${names[0]}\`, \`${names[1]}\` and \`${names[2]}\` must be given`,
    });
    return afterError;
  }
  if (sign < 0 && isDynamic(length) && target === null) {
    context.problem({
      kind: 'call-value',
      argument: names[2],
      says: `The ${names[3]} of the images is open, so \`${names[2]}\` must be given`,
      runtime: {
        keras3: `When the ${names[3]} of the images is unknown, \`${names[2]}\` must be specified.Received images.shape=${printList(axes.shape)} and ${names[2]}=None`,
      },
    });
    return afterError;
  }
  const edge = (part: Dim): Dim => multiply(part, sign);
  const size = target ?? add(add(length, edge(before ?? 0)), edge(after ?? 0));
  const rest = multiply(subtract(size, add(length, edge(before ?? after ?? 0))), sign);
  const negative = [before, after, size, target === null ? 0 : rest].some(part => typeof part === 'number' && part < 0);
  if (!negative) return size;
  context.problem({
    kind: 'call-value',
    argument: names[2],
    says: `Nothing is left of the ${names[3]} of ${printShape(axes.shape)}`,
  });
  return afterError;
}

function edged(
  name: 'crop_images' | 'pad_images',
  word: 'cropping' | 'padding',
  className: string,
  sign: 1 | -1,
): OpDefinition {
  return defineOp({
    names: [
      `keras.ops.image.${name}(images, top_${word}: top, left_${word}: left, bottom_${word}: bottom, right_${word}: right, target_height, target_width, data_format=None)`,
    ],
    doc: `${sign < 0 ? 'Cuts' : 'Adds'} entries at the edges of images.`,
    className,
    params: {
      images,
      top: perhaps('At the top.'),
      left: perhaps('On the left.'),
      bottom: perhaps('At the bottom.'),
      right: perhaps('On the right.'),
      target_height: perhaps('The height of the answer.'),
      target_width: perhaps('The width of the answer.'),
      data_format: format,
    },
    shape({ images, top, left, bottom, right, target_height, target_width, data_format }, context) {
      const dtype = settled(images, context);
      const axes = imageAxes(images.shape, data_format, context);
      if (isUnknown(axes)) return { shape: axes, dtype };
      const height = edgedSize(
        axes.shape[axes.height] ?? 1,
        { before: top, after: bottom, target: target_height },
        [`top_${word}`, `bottom_${word}`, 'target_height', 'height'],
        sign,
        axes,
        context,
      );
      const width = edgedSize(
        axes.shape[axes.width] ?? 1,
        { before: left, after: right, target: target_width },
        [`left_${word}`, `right_${word}`, 'target_width', 'width'],
        sign,
        axes,
        context,
      );
      return { shape: withAxes(axes, { height, width }), dtype };
    },
  });
}

function patches(name: string, count: 2 | 3): OpDefinition {
  return defineOp({
    names: [
      `keras.ops.image.${name}(${count === 2 ? 'images' : 'volumes'}: images, size, strides=None, dilation_rate=1, padding="valid", data_format=None)`,
    ],
    doc: 'The entries under each place of a window, as channels.',
    className: 'ExtractPatches',
    params: {
      images,
      size: required(spatial(), 'The window.'),
      strides: optional(nullable(spatial()), null, 'How far it moves; the window itself by default.'),
      dilation_rate: optional(spatial(), 1, 'The spacing of the window.'),
      padding: optional(paddingType(), 'valid', '`valid` or `same`.'),
      data_format: format,
    },
    shape({ images, size, strides, dilation_rate, padding, data_format }, context) {
      const dtype = settled(images, context);
      const { shape } = images;
      if (isUnknown(shape)) return { shape, dtype };
      if (isUnknown(data_format)) return { shape: data_format, dtype };
      const windows = 'each' in size ? size.each.length : count;
      const axes = windows === 3 ? 3 : count;
      const single = shape.length === axes + 1;
      const batch = single ? [1, ...shape] : shape;
      const slid = slide(
        {
          shape: batch,
          format: data_format,
          window: size,
          strides: strides ?? size,
          dilation: dilation_rate,
          padding,
          argument: 'size',
        },
        context,
      );
      if (isUnknown(slid)) return { shape: slid, dtype };
      const position = data_format === 'channels_last' ? slid.length - 1 : 1;
      const depth = product([batch[position] ?? 1, ...(perAxis(size, axes, data_format) ?? [])]);
      const out = slid.map((dim, i) => (i === position ? depth : dim));
      return { shape: single ? out.slice(1) : out, dtype };
    },
  });
}

export default [
  resize,
  recoloured('rgb_to_hsv', 'RGBToHSV'),
  recoloured('hsv_to_rgb', 'HSVToRGB'),
  edged('crop_images', 'cropping', 'CropImages', -1),
  edged('pad_images', 'padding', 'PadImages', 1),
  patches('extract_patches', 2),
  patches('extract_patches_3d', 3),
  defineOp({
    names: ['keras.ops.image.rgb_to_grayscale'],
    doc: 'Images with their colours brought to one channel.',
    className: 'RGBToGrayscale',
    params: { images, data_format: format },
    shape({ images, data_format }, context) {
      const dtype = settled(images, context);
      const axes = imageAxes(images.shape, data_format, context);
      if (isUnknown(axes)) return { shape: axes, dtype };
      channelsAre(axes, [1, 3], context);
      return { shape: withAxes(axes, { channels: 1 }), dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.image.gaussian_blur(images, kernel_size: _, sigma: _, data_format=None)',
      'keras.ops.image.elastic_transform(images, alpha: _, sigma: _, interpolation: _, fill_mode: _, fill_value: _, seed: _, data_format=None)',
      'keras.ops.image.affine_transform(images, transform: _, interpolation: _, fill_mode: _, fill_value: _, data_format=None)',
      'keras.ops.image.perspective_transform(images, start_points: _, end_points: _, interpolation: _, fill_value: _, data_format=None)',
    ],
    doc: 'Images distorted in place.',
    params: { images, data_format: format },
    shape({ images, data_format }, context) {
      imageAxes(images.shape, data_format, context);
      return { shape: images.shape, dtype: settled(images, context) };
    },
  }),
  defineOp({
    names: ['keras.ops.image.sobel_edges', 'tf.image.sobel_edges(image: images)'],
    doc: 'The edges of images in two directions, as a last axis.',
    className: 'SobelEdges',
    params: { images, data_format: format },
    shape({ images }, context) {
      const dtype = settled(images, context);
      const { shape } = images;
      if (isUnknown(shape)) return { shape, dtype };
      if (shape.length !== 4) {
        context.problem({
          kind: 'rank-mismatch',
          input: 0,
          expected: { exactly: 4 },
          shape,
          runtime: {
            keras3: `Invalid images rank: expected rank 4 (batch of images). Received: images.shape=${printList(shape)}`,
          },
        });
        return afterError;
      }
      return { shape: [...shape, 2], dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.image.map_coordinates(inputs, coordinates, order: _, fill_mode: _, fill_value: _)'],
    doc: 'Values read off at coordinates.',
    className: 'MapCoordinates',
    params: { inputs: input(), coordinates: input('The coordinates, one row for each axis.') },
    shape: ({ inputs, coordinates }, context) => ({
      shape: isUnknown(coordinates.shape) ? coordinates.shape : coordinates.shape.slice(1),
      dtype: settled(inputs, context),
    }),
  }),
  defineOp({
    names: [
      'keras.ops.image.scale_and_translate(images, output_shape, scale: _, translation: _, spatial_dims: _, method: _, antialias: _)',
    ],
    doc: 'Images moved and stretched into a shape.',
    className: 'ScaleAndTranslate',
    params: { images, output_shape: required(shapeTuple(), 'The shape.') },
    shape({ images, output_shape }, context) {
      const dtype = settled(images, context);
      if (isUnknown(output_shape)) return { shape: output_shape, dtype };
      return { shape: output_shape.entries.map((entry): Dim => entry ?? { kind: 'dynamic' }), dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.image.ssim(image1: images, image2: _, max_val: _, filter_size: _, filter_sigma: _, k1: _, k2: _, data_format=None)',
    ],
    doc: 'How alike images are.',
    className: 'SSIM',
    params: { images, data_format: format },
    shape({ images }, context) {
      const dtype = settled(images, context);
      if (isUnknown(images.shape)) return { shape: images.shape, dtype };
      return { shape: images.shape.length === 3 ? [] : images.shape.slice(0, 1), dtype };
    },
  }),
];
