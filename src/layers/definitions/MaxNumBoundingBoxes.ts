// A fixed number of bounding boxes per image.

import type { Nested } from '../../shapes/nested.ts';
import { mapNested } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import { boundingBoxFormat, factor, imageFormat, imagesIn } from '../images.ts';
import { anything, type IntArg, int, isKind, nullable, optional, refused, required } from '../params.ts';

/** Python cuts a float off, as `int()` does. */
const wholeNumber = {
  ...int(),
  read(value: Parameters<ReturnType<typeof int>['read']>[0], dialect: Parameters<ReturnType<typeof int>['read']>[1]) {
    if (isKind(value, 'float')) return Math.trunc(value.value);
    return typeof value === 'number' && value < 0 ? refused('a number of boxes') : int().read(value, dialect);
  },
};

export default defineLayer({
  name: 'MaxNumBoundingBoxes',
  doc: 'Cuts or fills the bounding boxes of each image to a fixed number. Called on a record whose `bounding_boxes` hold `boxes` (batch, boxes, 4) and `labels` (batch, boxes), it gives both that number on their second axis.',
  params: {
    max_number: required(wholeNumber, 'The number of boxes per image.'),
    fill_value: optional(anything(), -1, 'What missing boxes and labels are filled with.'),
    factor: optional(nullable(factor(-1, 1)), null, 'Without effect.', { keywordOnly: true }),
    data_format: { ...imageFormat, keywordOnly: true },
    ...boundingBoxFormat,
  },
  takes: 'arguments',
  call: ['data', 'training'],
  shape(context) {
    const images = imagesIn(context, undefined);
    if (isUnknown(images)) return images;
    return limited(images, context);
  },
});

/** The record with the second axis of its boxes and labels replaced; everything in the compute dtype. */
function limited(
  nested: Nested<TensorType | null>,
  context: ShapeContext<{ readonly max_number: IntArg }>,
): Nested<TensorType> {
  const keep = (tensor: TensorType | null): TensorType => ({
    shape: tensor?.shape ?? afterError,
    dtype: context.computeDtype,
  });
  if (nested.kind !== 'record') return mapNested(nested, keep);
  const entries = nested.entries.map(([key, item]): readonly [string, Nested<TensorType>] => {
    const plain = mapNested(item, keep);
    if (key !== 'bounding_boxes' || plain.kind !== 'record') return [key, plain];
    const extra = plain.entries.find(([name]) => name !== 'boxes' && name !== 'labels');
    if (extra !== undefined) {
      const says = `bounding boxes hold \`boxes\` and \`labels\`, and no \`${extra[0]}\``;
      context.problem({ kind: 'call-value', argument: 'data', says });
    }
    return [
      key,
      mapNested(plain, tensor => ({ ...tensor, shape: withSecondAxis(tensor.shape, context.config.max_number) })),
    ];
  });
  return { kind: 'record', entries };
}

function withSecondAxis(shape: TensorType['shape'], size: IntArg): TensorType['shape'] {
  return isUnknown(shape) ? shape : shape.map((dim, i) => (i === 1 ? size : dim));
}
