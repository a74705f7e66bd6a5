// Images: where height, width and channels stand, for single images and batches of them.

import type { Dim } from '../shapes/dim.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { OpContext } from './define.ts';
import type { Format } from './sliding.ts';

/** The shape of an image or a batch of images, with the positions of its axes. */
export interface ImageAxes {
  readonly shape: readonly Dim[];
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The axes of images; reports tensors that are none. */
export function imageAxes(shape: Shape, format: Format, context: OpContext): ImageAxes | Unknown {
  if (isUnknown(shape)) return shape;
  if (isUnknown(format)) return format;
  if (shape.length !== 3 && shape.length !== 4) {
    context.problem({
      kind: 'rank-mismatch',
      input: 0,
      expected: { atLeast: 3, atMost: 4 },
      shape,
      runtime: {
        keras3: `Invalid images rank: expected rank 3 (single image) or rank 4 (batch of images). Received: images.shape=${printShape(shape)}`,
      },
    });
    return afterError;
  }
  const from = shape.length - 3;
  return format === 'channels_last'
    ? { shape, height: from, width: from + 1, channels: from + 2 }
    : { shape, channels: from, height: from + 1, width: from + 2 };
}

/** The images with other sizes in some axes. */
export function withAxes(
  image: ImageAxes,
  sizes: Partial<Record<'height' | 'width' | 'channels', Dim>>,
): readonly Dim[] {
  const out = [...image.shape];
  for (const name of ['height', 'width', 'channels'] as const) {
    const size = sizes[name];
    if (size !== undefined) out[image[name]] = size;
  }
  return out;
}
