// Operations of TensorFlow.js with arithmetic of their own: tensors made of values and sizes, images, and what answers
// with several tensors by name.

import { anything, bool, nullable, optional, required } from '../../layers/params.ts';
import { type Dim, subtract } from '../../shapes/dim.ts';
import type { Nested } from '../../shapes/nested.ts';
import type { DType, Shape } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { axes, dtype, dtypeOption, input, type ShapeArg, shapeTuple, size, tensors } from '../arguments.ts';
import { defineOp, type OpDefinition, type TensorAnswer } from '../define.ts';
import { filledExtremes } from '../extremes.ts';
import type { Element } from '../operand.ts';
import { reduceShape } from '../reduce.ts';
import { ownType } from './types.ts';

/** The sizes that an argument names. */
function sizesOf(shape: ShapeArg): Shape {
  return isUnknown(shape)
    ? shape
    : shape.entries.map((entry): Dim => entry ?? unknown({ kind: 'data', what: 'a size' }));
}

function record(entries: readonly (readonly [string, TensorAnswer])[]): Nested<TensorAnswer> {
  return { kind: 'record', entries: entries.map(([name, value]) => [name, { kind: 'one', value }] as const) };
}

const shapeParam = required(shapeTuple(), 'The shape.');

/** Tensors whose shape is given: the name, what stands between the shape and the type, and the type otherwise. */
const made: readonly (readonly [string, string, DType])[] = [
  ['ones', '', 'float32'],
  ['zeros', '', 'float32'],
  ['buffer', '', 'float32'],
  ['rand', 'randFunction: _, ', 'float32'],
  ['randomNormal', 'mean: _, stdDev: _, ', 'float32'],
  ['truncatedNormal', 'mean: _, stdDev: _, ', 'float32'],
  ['randomUniform', 'minval: _, maxval: _, ', 'float32'],
  ['randomGamma', 'alpha: _, beta: _, ', 'float32'],
  ['randomStandardNormal', '', 'float32'],
];

/** What those hold throughout that hold one number. */
const constants: Readonly<Record<string, number>> = { ones: 1, zeros: 0 };

/** A tensor that holds one number throughout, where that is known. */
function uniform(shape: Shape, dtype: DType, element: Element | undefined): TensorAnswer {
  const extremes = filledExtremes(shape, dtype, element);
  return { shape, dtype, ...(extremes === undefined ? {} : { extremes }) };
}

const ofShape: readonly OpDefinition[] = made.map(([name, between, type]) =>
  defineOp({
    names: [`tfjs.${name}(shape, ${between}dtype=None, seed: _)`],
    doc: 'A tensor of the given shape.',
    params: { shape: shapeParam, dtype: dtypeOption() },
    shape: ({ shape, dtype }) => uniform(sizesOf(shape), dtype ?? type, constants[name]),
  }),
);

/** The shape a slice has: from `begin` on, `size` long, -1 and what is left out meaning all that is left. */
function sliced(shape: Shape, begin: ShapeArg, length: ShapeArg | null): Shape {
  if (isUnknown(shape)) return shape;
  if (isUnknown(begin)) return shape.map((): Dim => begin);
  return shape.map((dim, i): Dim => {
    const from = begin.entries[i] ?? 0;
    const wanted = length === null ? -1 : isUnknown(length) ? length : (length.entries[i] ?? -1);
    if (typeof wanted !== 'number' || wanted >= 0) return wanted;
    if (isUnknown(dim)) return dim;
    if (isUnknown(from)) return from;
    return from === 0 ? dim : subtract(dim, from);
  });
}

const parts: readonly OpDefinition[] = [
  defineOp({
    names: ['tfjs.fill(shape, value, dtype=None)'],
    doc: 'A tensor that holds one value.',
    params: { shape: shapeParam, value: input(), dtype: dtypeOption() },
    shape: ({ shape, value, dtype }) => uniform(sizesOf(shape), dtype ?? ownType(value), value.elements?.[0]),
  }),
  defineOp({
    names: ['tfjs.slice', 'tfjs.slice1d', 'tfjs.slice2d', 'tfjs.slice3d', 'tfjs.slice4d'],
    doc: 'A part of a tensor.',
    params: {
      x: input(),
      begin: required(shapeTuple(), 'Where it begins.'),
      size: optional(nullable(shapeTuple()), null, 'How long it is; -1 for all that is left.'),
    },
    shape: ({ x, begin, size }) => ({ shape: sliced(x.shape, begin, size), dtype: ownType(x) }),
  }),
  defineOp({
    names: ['tfjs.topk(x, k=1, sorted: _)'],
    doc: 'The largest values along the last axis, and where they are.',
    params: { x: input(), k: optional(size(), 1, 'How many.') },
    shape({ x, k }) {
      const shape = isUnknown(x.shape) ? x.shape : [...x.shape.slice(0, -1), k];
      return record([
        ['values', { shape, dtype: ownType(x) }],
        ['indices', { shape, dtype: 'int32' }],
      ]);
    },
  }),
  defineOp({
    names: ['tfjs.moments(x, axis=None, keepDims=False)'],
    doc: 'Mean and variance over axes.',
    params: {
      x: input(),
      axis: optional(axes(), null, 'The axes; all by default.'),
      keepDims: optional(bool(), false, 'Whether reduced axes stay, with size 1.'),
    },
    shape({ x, axis, keepDims }, context) {
      const shape = reduceShape(x.shape, axis, keepDims, { ...context, problem: () => {} });
      return record([
        ['mean', { shape, dtype: 'float32' }],
        ['variance', { shape, dtype: 'float32' }],
      ]);
    },
  }),
  defineOp({
    names: ['tfjs.oneHot(indices, depth, onValue: _, offValue: _, dtype=None)'],
    doc: 'A vector for each label, 1 at the label and 0 elsewhere.',
    params: { indices: input(), depth: required(size(), 'How many classes there are.'), dtype: dtypeOption() },
    shape: ({ indices, depth, dtype }) => ({
      shape: isUnknown(indices.shape) ? indices.shape : [...indices.shape, depth],
      dtype: dtype ?? 'int32',
    }),
  }),
  defineOp({
    names: ['tfjs.cast(x, dtype)'],
    doc: 'The same values in another type.',
    params: { x: input(), dtype: required(dtype(), 'The type.') },
    shape: ({ x, dtype }) => ({ shape: x.shape, dtype }),
  }),
  defineOp({
    names: ['tfjs.addN'],
    doc: 'The sum of tensors of one shape.',
    params: { xs: required(tensors(), 'The tensors.') },
    shape({ xs }) {
      const [first] = 'items' in xs ? xs.items : [];
      return first === undefined
        ? unknown({ kind: 'data', what: 'a list of tensors' })
        : { shape: first.shape, dtype: ownType(first) };
    },
  }),
  defineOp({
    names: ['tfjs.eye(numRows, numColumns=None, batchShape=None, dtype=None)'],
    doc: 'Identity matrices.',
    params: {
      numRows: required(size(), 'How many rows.'),
      numColumns: optional(nullable(size()), null, 'How many columns; as many as rows by default.'),
      batchShape: optional(nullable(shapeTuple()), null, 'The axes in front.'),
      dtype: dtypeOption(),
    },
    shape({ numRows, numColumns, batchShape, dtype }) {
      const front = batchShape === null ? [] : sizesOf(batchShape);
      return {
        shape: isUnknown(front) ? front : [...front, numRows, numColumns ?? numRows],
        dtype: dtype ?? 'float32',
      };
    },
  }),
  defineOp({
    names: ['tfjs.linspace(start: _, stop: _, num)'],
    doc: 'Numbers at equal distances.',
    params: { num: required(size(), 'How many.') },
    shape: ({ num }) => ({ shape: [num], dtype: 'float32' }),
  }),
  defineOp({
    names: ['tfjs.range(start, stop, step=1, dtype=None)'],
    doc: 'Numbers from a start to a stop, at a step.',
    params: {
      start: required(anything(), 'The first.'),
      stop: required(anything(), 'Where it ends.'),
      step: optional(anything(), 1, 'From one to the next.'),
      dtype: dtypeOption(),
    },
    shape({ start, stop, step, dtype }) {
      const known = typeof start === 'number' && typeof stop === 'number' && typeof step === 'number';
      return {
        shape: [known ? countOf(start, stop, step) : unknown({ kind: 'data', what: 'the numbers of a range' })],
        dtype: dtype ?? 'float32',
      };
    },
  }),
  defineOp({
    names: ['tfjs.multinomial(logits, numSamples, seed: _, normalized: _)'],
    doc: 'Draws of classes.',
    params: { logits: input(), numSamples: required(size(), 'How many draws.') },
    shape: ({ logits, numSamples }) => ({
      shape: isUnknown(logits.shape) ? logits.shape : [...logits.shape.slice(0, -1), numSamples],
      dtype: 'int32',
    }),
  }),
  defineOp({
    names: ['tfjs.randomUniformInt(shape, minval: _, maxval: _, seed: _)'],
    doc: 'Random whole numbers.',
    params: { shape: shapeParam },
    shape: ({ shape }) => ({ shape: sizesOf(shape), dtype: 'int32' }),
  }),
  defineOp({
    names: ['tfjs.conv2dTranspose(x, filter: _, outputShape, strides: _, pad: _, dimRoundingMode: _)'],
    doc: 'The transposition of a convolution, of a shape that is given.',
    params: { x: input(), outputShape: shapeParam },
    shape: ({ outputShape }) => ({ shape: sizesOf(outputShape), dtype: 'float32' }),
  }),
  defineOp({
    names: ['tfjs.unsortedSegmentSum(x, segmentIds, numSegments)'],
    doc: 'Sums of rows by the segment each belongs to.',
    params: { x: input(), segmentIds: input(), numSegments: required(size(), 'How many segments.') },
    shape({ x, segmentIds, numSegments }) {
      const dtype = ownType(x);
      if (isUnknown(x.shape)) return { shape: x.shape, dtype };
      if (isUnknown(segmentIds.shape)) return { shape: segmentIds.shape, dtype };
      return { shape: [numSegments, ...x.shape.slice(segmentIds.shape.length)], dtype };
    },
  }),
];

function countOf(start: number, stop: number, step: number): number {
  const ends = start === stop || (start < stop && step < 0) || (stop < start && step > 1);
  const by = stop < start && step === 1 ? -1 : step;
  return ends || by === 0 ? 0 : Math.abs(Math.ceil((stop - start) / by));
}

/** Images of rank 3 and batches of rank 4, at another height and width. */
const resized: readonly OpDefinition[] = (['image.resizeBilinear', 'image.resizeNearestNeighbor'] as const).map(name =>
  defineOp({
    names: [`tfjs.${name}(images, size, alignCorners: _, halfPixelCenters: _)`],
    doc: 'Images at another height and width.',
    params: { images: input(), size: required(shapeTuple(), 'Height and width.') },
    shape({ images, size }) {
      const dtype = name === 'image.resizeBilinear' ? 'float32' : ownType(images);
      const { shape } = images;
      if (isUnknown(shape)) return { shape, dtype };
      const [height, width]: readonly Dim[] = isUnknown(size)
        ? [size, size]
        : sizedPair(size.entries.map(entry => entry ?? unknown({ kind: 'data', what: 'a size' })));
      if (height === undefined || width === undefined || shape.length < 3)
        return { shape: unknown({ kind: 'error' }), dtype };
      return { shape: [...shape.slice(0, -3), height, width, ...shape.slice(-1)], dtype };
    },
  }),
);

function sizedPair(entries: readonly Dim[]): readonly Dim[] {
  return entries.length === 2 ? entries : [];
}

const images: readonly OpDefinition[] = [
  ...resized,
  ...(
    [
      ['image.grayscaleToRGB', 3],
      ['image.rgbToGrayscale', 1],
    ] as const
  ).map(([name, channels]) =>
    defineOp({
      names: [`tfjs.${name}(image)`],
      doc: 'Images with other channels.',
      params: { image: input() },
      shape: ({ image }) => ({
        shape: isUnknown(image.shape) ? image.shape : [...image.shape.slice(0, -1), channels],
        dtype: ownType(image),
      }),
    }),
  ),
  defineOp({
    names: ['tfjs.image.cropAndResize(image, boxes, boxInd: _, cropSize, method: _, extrapolationValue: _)'],
    doc: 'Boxes cut out of images, all at one size.',
    params: { image: input(), boxes: input(), cropSize: required(shapeTuple(), 'Height and width.') },
    shape({ image, boxes, cropSize }) {
      const dtype = 'float32';
      if (isUnknown(image.shape)) return { shape: image.shape, dtype };
      if (isUnknown(boxes.shape)) return { shape: boxes.shape, dtype };
      const sides = sizesOf(cropSize);
      const [height, width] = isUnknown(sides) ? [sides, sides] : sides;
      const channels = image.shape[3];
      const count = boxes.shape[0];
      if (height === undefined || width === undefined || channels === undefined || count === undefined)
        return { shape: unknown({ kind: 'error' }), dtype };
      return { shape: [count, height, width, channels], dtype };
    },
  }),
  defineOp({
    names: [
      'tfjs.browser.fromPixels(pixels: _, numChannels=3)',
      'tfjs.browser.fromPixelsAsync(pixels: _, numChannels=3)',
    ],
    doc: 'The pixels of an image of the page.',
    params: { numChannels: optional(size(), 3, 'How many channels are read.') },
    shape({ numChannels }) {
      const side = unknown({ kind: 'data', what: 'the size of the image' });
      return { shape: [side, side, numChannels], dtype: 'int32' };
    },
  }),
];

/** Losses by hand: a single number, unless they are asked not to reduce. */
const losses: readonly OpDefinition[] = [
  ['absoluteDifference', ''],
  ['meanSquaredError', ''],
  ['hingeLoss', ''],
  ['huberLoss', 'delta: _, '],
  ['logLoss', 'epsilon: _, '],
  ['sigmoidCrossEntropy', 'labelSmoothing: _, '],
  ['softmaxCrossEntropy', 'labelSmoothing: _, '],
].map(([name, between]) =>
  defineOp({
    names: [`tfjs.losses.${name}(labels, predictions: _, weights: _, ${between}reduction=None)`],
    doc: 'A loss as a number.',
    params: { labels: input(), reduction: optional(anything(), null, 'How it is reduced.') },
    shape: ({ reduction }) =>
      reduction === null
        ? { shape: [], dtype: 'float32' }
        : { shape: unknown({ kind: 'todo', what: 'a loss with a reduction of its own' }), dtype: 'float32' },
  }),
);

export const ownOps: readonly OpDefinition[] = [...ofShape, ...parts, ...images, ...losses];
