// `tf.image`: channels stand last, and images are single or in batches.

import { anything, bool, nullable, optional, required } from '../../layers/params.ts';
import { type Dim, multiply, product } from '../../shapes/dim.ts';
import { list, one } from '../../shapes/nested.ts';
import type { DType, Shape } from '../../shapes/shape.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { dtype, input, shapeTuple, size } from '../arguments.ts';
import { defineOp, type OpContext, type OpDefinition } from '../define.ts';
import { settled } from '../dtypes.ts';
import { imageAxes, withAxes } from '../image.ts';
import { paddingType, perAxis, slide, spatial } from '../sliding.ts';

const image = input('One image or a batch of them.');
const height = required(size(), 'The height.');
const width = required(size(), 'The width.');

/** The images with other sizes; unknown images stay unknown. */
function sized(
  shape: Shape,
  sizes: { readonly height?: Dim; readonly width?: Dim; readonly channels?: Dim },
  context: OpContext,
): Shape {
  const axes = imageAxes(shape, 'channels_last', context);
  return isUnknown(axes) ? axes : withAxes(axes, sizes);
}

/** Operations that change the values of images and leave the shape. */
const inPlace: readonly string[] = [
  'flip_left_right(image: x)',
  'flip_up_down(image: x)',
  'random_flip_left_right(image: x, seed: _)',
  'random_flip_up_down(image: x, seed: _)',
  'stateless_random_flip_left_right(image: x, seed: _)',
  'stateless_random_flip_up_down(image: x, seed: _)',
  'adjust_brightness(image: x, delta: _)',
  'adjust_contrast(images: x, contrast_factor: _)',
  'adjust_gamma(image: x, gamma: _, gain: _)',
  'adjust_hue(image: x, delta: _, name: _)',
  'adjust_saturation(image: x, saturation_factor: _, name: _)',
  'adjust_jpeg_quality(image: x, jpeg_quality: _, dct_method: _, name: _)',
  'random_brightness(image: x, max_delta: _, seed: _)',
  'random_contrast(image: x, lower: _, upper: _, seed: _)',
  'random_hue(image: x, max_delta: _, seed: _)',
  'random_saturation(image: x, lower: _, upper: _, seed: _)',
  'random_jpeg_quality(image: x, min_jpeg_quality: _, max_jpeg_quality: _, seed: _)',
  'stateless_random_brightness(image: x, max_delta: _, seed: _)',
  'stateless_random_contrast(image: x, lower: _, upper: _, seed: _)',
  'stateless_random_hue(image: x, max_delta: _, seed: _)',
  'stateless_random_saturation(image: x, lower: _, upper: _, seed: _)',
  'stateless_random_jpeg_quality(image: x, min_jpeg_quality: _, max_jpeg_quality: _, seed: _)',
  'rgb_to_hsv(images: x, name: _)',
  'hsv_to_rgb(images: x, name: _)',
  'rgb_to_yuv(images: x)',
  'yuv_to_rgb(images: x)',
  'rgb_to_yiq(images: x)',
  'yiq_to_rgb(images: x)',
  'draw_bounding_boxes(images: x, boxes: _, colors: _, name: _)',
];

const openSize: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'the size of the image' } };

/** A box cut out of images or the images put into a box: the sizes are given. */
function box(names: readonly [string, ...string[]], doc: string, type: 'same' | 'float32'): OpDefinition {
  return defineOp({
    names,
    doc,
    params: { image, height, width },
    shape: ({ image, height, width }, context) => ({
      shape: sized(image.shape, { height, width }, context),
      dtype: type === 'same' ? settled(image, context) : 'float32',
    }),
  });
}

export default [
  defineOp({
    names: [`tf.image.${inPlace[0]}`, ...inPlace.slice(1).map(name => `tf.image.${name}`)],
    doc: 'Images with other values in the same shape.',
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: settled(x, context) }),
  }),
  defineOp({
    names: ['tf.image.per_image_standardization(image: x)'],
    doc: 'Images brought to mean 0 and variance 1 each.',
    params: { x: image },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: x.dtype === 'float16' ? settled(x, context) : 'float32' }),
  }),
  defineOp({
    names: ['tf.image.resize(images, size, method="bilinear", preserve_aspect_ratio=False, antialias: _, name: _)'],
    doc: 'Images in another size; float32 unless the nearest neighbour is taken.',
    params: {
      images: image,
      size: required(shapeTuple(), 'Height and width.'),
      method: optional(anything(), 'bilinear', 'How values between pixels are found.'),
      preserve_aspect_ratio: optional(bool(), false, 'Whether the ratio of the sides is kept.'),
    },
    shape({ images, size, method, preserve_aspect_ratio }, context) {
      const nearest =
        method === 'nearest' ||
        (typeof method === 'object' && method !== null && 'name' in method && /nearest/i.test(method.name));
      const dtype: DType = isUnknown(method) ? method : nearest ? settled(images, context) : 'float32';
      if (isUnknown(size)) return { shape: sized(images.shape, { height: size, width: size }, context), dtype };
      if (size.entries.length !== 2 || size.single) {
        context.problem({
          kind: 'argument-value',
          argument: 'size',
          got: `${size.entries.length} numbers`,
          expected: 'a pair: height and width',
        });
        return images;
      }
      if (preserve_aspect_ratio !== false) {
        const why: Unknown = { kind: 'unknown', why: { kind: 'todo', what: 'a kept aspect ratio' } };
        return { shape: sized(images.shape, { height: why, width: why }, context), dtype };
      }
      const [height, width] = size.entries;
      return {
        shape: sized(
          images.shape,
          { height: height ?? { kind: 'dynamic' }, width: width ?? { kind: 'dynamic' } },
          context,
        ),
        dtype,
      };
    },
  }),
  box(
    ['tf.image.resize_with_pad(image, target_height: height, target_width: width, method: _, antialias: _)'],
    'Images in another size, padded so that nothing is distorted.',
    'float32',
  ),
  box(
    [
      'tf.image.resize_with_crop_or_pad(image, target_height: height, target_width: width)',
      'tf.image.crop_to_bounding_box(image, offset_height: _, offset_width: _, target_height: height, target_width: width)',
      'tf.image.pad_to_bounding_box(image, offset_height: _, offset_width: _, target_height: height, target_width: width)',
    ],
    'Images cropped or padded to a size.',
    'same',
  ),
  defineOp({
    names: ['tf.image.central_crop(image, central_fraction)'],
    doc: 'The middle of images.',
    params: { image, central_fraction: required(anything(), 'Which part of each side stays.') },
    shape({ image, central_fraction }, context) {
      const dtype = settled(image, context);
      const axes = imageAxes(image.shape, 'channels_last', context);
      if (isUnknown(axes)) return { shape: axes, dtype };
      const part =
        typeof central_fraction === 'number'
          ? central_fraction
          : typeof central_fraction === 'object' && central_fraction !== null && 'value' in central_fraction
            ? central_fraction.value
            : undefined;
      const kept = (dim: Dim): Dim => {
        if (typeof dim !== 'number' || part === undefined)
          return typeof dim === 'number'
            ? { kind: 'unknown', why: { kind: 'data', what: 'the fraction' } }
            : openOr(dim);
        return dim - 2 * Math.floor((dim - dim * part) / 2);
      };
      return {
        shape: withAxes(axes, { height: kept(axes.shape[axes.height] ?? 1), width: kept(axes.shape[axes.width] ?? 1) }),
        dtype,
      };
    },
  }),
  defineOp({
    names: [
      'tf.image.random_crop(value: image, size, seed: _, name: _)',
      'tf.image.stateless_random_crop(value: image, size, seed: _, name: _)',
      'tf.random_crop(value: image, size, seed: _, name: _)',
    ],
    doc: 'A block cut out at a random place.',
    params: { image, size: required(shapeTuple(), 'The shape of the block.') },
    shape({ image, size }, context) {
      const dtype = settled(image, context);
      if (isUnknown(size))
        return { shape: isUnknown(image.shape) ? image.shape : image.shape.map((): Dim => size), dtype };
      return { shape: size.entries.map((entry): Dim => entry ?? { kind: 'dynamic' }), dtype };
    },
  }),
  defineOp({
    names: [
      'tf.image.crop_and_resize(image, boxes, box_indices: _, crop_size, method: _, extrapolation_value: _, name: _)',
    ],
    doc: 'One image for each box, cut out and brought to a size.',
    params: { image, boxes: input('The boxes.'), crop_size: required(shapeTuple(), 'Height and width.') },
    shape({ image, boxes, crop_size }) {
      const count: Dim = isUnknown(boxes.shape) ? boxes.shape : (boxes.shape[0] ?? 1);
      const channels: Dim = isUnknown(image.shape) ? image.shape : (image.shape.at(-1) ?? 1);
      if (isUnknown(crop_size)) return { shape: [count, crop_size, crop_size, channels], dtype: 'float32' };
      const [height = 1, width = 1] = crop_size.entries;
      return {
        shape: [count, height ?? { kind: 'dynamic' }, width ?? { kind: 'dynamic' }, channels],
        dtype: 'float32',
      };
    },
  }),
  defineOp({
    names: ['tf.image.rgb_to_grayscale(images: image, name: _)', 'tf.image.grayscale_to_rgb(images: image, name: _)'],
    doc: 'Images with their colours brought to one channel, or one channel to three.',
    params: { image },
    shape({ image }, context) {
      const channels = context.path.endsWith('grayscale') ? 1 : 3;
      const { shape } = image;
      return { shape: isUnknown(shape) ? shape : [...shape.slice(0, -1), channels], dtype: settled(image, context) };
    },
  }),
  defineOp({
    names: ['tf.image.convert_image_dtype(image, dtype, saturate: _, name: _)'],
    doc: 'Images as another element type, scaled to its range.',
    params: { image, dtype: required(dtype(), 'The element type.') },
    shape: ({ image, dtype }) => ({ shape: image.shape, dtype: dtype === 'float' ? 'float32' : dtype }),
  }),
  defineOp({
    names: ['tf.image.transpose(image, name: _)'],
    doc: 'Height and width exchanged.',
    params: { image },
    shape({ image }, context) {
      const axes = imageAxes(image.shape, 'channels_last', context);
      const dtype = settled(image, context);
      if (isUnknown(axes)) return { shape: axes, dtype };
      return {
        shape: withAxes(axes, { height: axes.shape[axes.width] ?? 1, width: axes.shape[axes.height] ?? 1 }),
        dtype,
      };
    },
  }),
  defineOp({
    names: ['tf.image.extract_patches(images: image, sizes, strides, rates, padding, name: _)'],
    doc: 'The entries under each place of a window, as channels.',
    params: {
      image,
      sizes: required(spatial(), 'The window.'),
      strides: required(spatial(), 'How far it moves.'),
      rates: optional(nullable(spatial()), 1, 'The spacing of the window.'),
      padding: optional(paddingType(), 'valid', '`VALID` or `SAME`.'),
    },
    shape({ image, sizes, strides, rates, padding }, context) {
      const dtype = settled(image, context);
      const { shape } = image;
      if (isUnknown(shape)) return { shape, dtype };
      const slid = slide(
        {
          shape,
          format: 'channels_last',
          window: sizes,
          strides,
          dilation: rates ?? { all: 1 },
          padding,
          argument: 'sizes',
        },
        context,
      );
      if (isUnknown(slid)) return { shape: slid, dtype };
      const window = perAxis(sizes, 2, 'channels_last') ?? [];
      return { shape: [...slid.slice(0, -1), multiply(product(window), slid[slid.length - 1] ?? 1)], dtype };
    },
  }),
  defineOp({
    names: [
      'tf.image.decode_jpeg(contents: _, channels=0, ratio: _, fancy_upscaling: _, try_recover_truncated: _, acceptable_fraction: _, dct_method: _, name: _)',
      'tf.image.decode_png(contents: _, channels=0, dtype="uint8", name: _)',
      'tf.image.decode_bmp(contents: _, channels=0, name: _)',
      'tf.io.decode_jpeg(contents: _, channels=0, ratio: _, fancy_upscaling: _, try_recover_truncated: _, acceptable_fraction: _, dct_method: _, name: _)',
      'tf.io.decode_png(contents: _, channels=0, dtype="uint8", name: _)',
      'tf.io.decode_bmp(contents: _, channels=0, name: _)',
      'tf.io.decode_image(contents: _, channels=0, dtype="uint8", name: _, expand_animations=True)',
      'tf.image.decode_image(contents: _, channels=0, dtype="uint8", name: _, expand_animations=True)',
    ],
    doc: 'An image out of the bytes of a file: height, width and channels.',
    params: {
      channels: optional(size(), 0, 'How many channels; as many as the file has for 0.'),
      dtype: optional(dtype(), 'uint8', 'The element type.'),
      expand_animations: optional(bool(), false, 'Whether a film gives several images.'),
    },
    shape({ channels, dtype, expand_animations }, context) {
      if (context.path.endsWith('decode_image') && expand_animations !== false) return { shape: openSize, dtype };
      return { shape: [openSize, openSize, channels === 0 ? openSize : channels], dtype };
    },
  }),
  defineOp({
    names: [
      'tf.image.non_max_suppression(boxes: _, scores: _, max_output_size: _, iou_threshold: _, score_threshold: _, name: _)',
    ],
    doc: 'The positions of the boxes that overlap least.',
    params: {},
    shape: () => ({ shape: [{ kind: 'unknown', why: { kind: 'data', what: 'how many boxes stay' } }], dtype: 'int32' }),
  }),
  defineOp({
    names: [
      'tf.image.combined_non_max_suppression(boxes, scores: _, max_output_size_per_class: _, max_total_size: most, iou_threshold: _, score_threshold: _, pad_per_class=False, clip_boxes: _, name: _)',
    ],
    doc: 'The boxes of each image that overlap least, with their scores and classes, and how many of them count.',
    params: {
      boxes: input('The boxes: images, positions, classes, four corners.'),
      most: required(size(), 'How many boxes are given for each image.'),
      pad_per_class: optional(bool(), false, 'Whether no more are given than the classes have.'),
    },
    shape({ boxes, most, pad_per_class }) {
      if (isUnknown(boxes.shape)) return boxes.shape;
      const [images = 1] = boxes.shape;
      const count: Dim = pad_per_class === false ? most : openSize;
      return {
        kind: 'list',
        type: 'tuple',
        items: [[images, count, 4], [images, count], [images, count], [images]].map((shape, i) =>
          one({ shape, dtype: i < 3 ? 'float32' : 'int32' }),
        ),
      };
    },
  }),
  defineOp({
    names: ['tf.image.image_gradients(image)'],
    doc: 'The differences of neighbours in both directions.',
    params: { image },
    shape({ image }, context) {
      const part = { shape: image.shape, dtype: settled(image, context) };
      return list([part, part]);
    },
  }),
];

function openOr(dim: Dim): Dim {
  return isUnknown(dim) || typeof dim === 'number' || dim.kind === 'dynamic'
    ? dim
    : { kind: 'unknown', why: { kind: 'todo', what: 'a fraction of a symbolic size' } };
}
