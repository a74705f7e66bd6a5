// Images of another size.

import type { Shape, TensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { runResizing } from '../compute/resize.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import {
  boundingBoxFormat,
  checkRank,
  fillValue,
  firstSpatialAxes,
  imageFormat,
  resized,
  sizedAnswer,
  type TargetSize,
  targetSize,
} from '../images.ts';
import { anything, bool, optional } from '../params.ts';

export default defineLayer({
  name: 'Resizing',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Resizes images. Height and width become those asked for.',
  params: {
    ...targetSize,
    interpolation: optional(anything(), 'bilinear', 'How values between pixels are found.'),
    crop_to_aspect_ratio: optional(
      bool(),
      false,
      'Whether what does not fit is cut off, in place of squeezing images.',
    ),
    pad_to_aspect_ratio: optional(bool(), false, 'Whether what is missing is filled, in place of squeezing images.', {
      notIn: ['keras2', 'tfjs'],
    }),
    fill_mode: optional(anything(), 'constant', 'How it is filled.', { notIn: ['keras2', 'tfjs'] }),
    fill_value: { ...fillValue, notIn: ['keras2', 'tfjs'] },
    antialias: optional(bool(), false, 'Whether images are smoothed before they shrink.', {
      notIn: ['keras2', 'tfjs'],
    }),
    data_format: imageFormat,
    ...boundingBoxFormat,
  },
  takes: 'arguments',
  call: ['data', 'training'],
  callIn: { keras2: ['inputs'], tfjs: ['inputs'] },
  shape(context) {
    return sizedAnswer(context, image => {
      if (context.dialect === 'tfjs') return announced(context, image);
      checkRank(context, image.shape);
      return resized(image, context.config, firstSpatialAxes);
    });
  },
  run: runResizing,
});

/** tfjs announces (height, width, third axis) whatever it is given, which is wrong for images in a batch. */
function announced(context: ShapeContext<TargetSize>, { shape }: TensorType): Shape {
  if (isUnknown(shape)) return shape;
  const { height, width } = context.config;
  if (shape.length === 4) {
    context.problem({
      kind: 'call-value',
      says: 'TensorFlow.js announces the shape of a single image here, but computes a batch of them',
      effect: 'silent',
    });
  }
  return [height, width, shape[2] ?? afterError];
}
