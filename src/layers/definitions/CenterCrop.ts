// The middle of images.

import { isUnknown } from '../../shapes/unknown.ts';
import { runCenterCrop } from '../compute/resize.ts';
import { defineLayer } from '../define.ts';
import { boundingBoxFormat, firstSpatialAxes, imageFormat, resized, sizedAnswer, targetSize } from '../images.ts';

export default defineLayer({
  name: 'CenterCrop',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Cuts the middle out of images; smaller images are resized. Height and width become those asked for.',
  params: { ...targetSize, data_format: imageFormat, ...boundingBoxFormat },
  takes: 'arguments',
  call: ['data', 'training'],
  callIn: { keras2: ['inputs'], tfjs: ['inputs'] },
  shape(context) {
    return sizedAnswer(context, image => {
      const { shape } = image;
      if (!isUnknown(shape) && shape.length !== 3 && shape.length !== 4)
        context.problem({ kind: 'rank-mismatch', input: 0, expected: { atLeast: 3, atMost: 4 }, shape });
      return resized(image, context.config, firstSpatialAxes);
    });
  },
  run: runCenterCrop,
});
