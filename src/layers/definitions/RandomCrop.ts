// Random parts of images.

import { isUnknown } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import {
  boundingBoxFormat,
  checkRank,
  imageFormat,
  lastSpatialAxes,
  resized,
  seed,
  sizedAnswer,
  targetSize,
} from '../images.ts';
import { baseParams } from '../make.ts';

export default defineLayer({
  name: 'RandomCrop',
  dialects: ['keras3', 'keras2'],
  doc: 'Cuts a random part out of images, the middle of them outside of training. Height and width become those asked for.',
  params: {
    ...targetSize,
    seed,
    data_format: imageFormat,
    name: { ...baseParams.name, keywordOnly: false },
    ...boundingBoxFormat,
  },
  takes: 'arguments',
  call: ['data', 'training'],
  callIn: { keras2: ['inputs', 'training'] },
  shape(context) {
    return sizedAnswer(context, image => {
      if (!isUnknown(image.shape) && image.shape.length < 3)
        context.problem({ kind: 'rank-mismatch', input: 0, expected: { atLeast: 3, atMost: 4 }, shape: image.shape });
      else checkRank(context, image.shape);
      return resized(image, context.config, lastSpatialAxes);
    });
  },
});
