// RandomHeight and RandomWidth, which Keras 3 no longer has.

import { dynamic } from '../shapes/dim.ts';
import { type Shape, type TensorType, tensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, unknown } from '../shapes/unknown.ts';
import type { Dialect } from './config.ts';
import { defineLayer, type LayerDefinition, type ShapeContext } from './define.ts';
import { checkRank, factor, interpolation, lastSpatialAxes, seed } from './images.ts';
import { oneTensor } from './inputs.ts';
import { anything, optional, required } from './params.ts';

/** A layer that stretches images along one axis. */
export function defineRandomSize(options: {
  readonly name: string;
  readonly dialects: readonly Dialect[];
  readonly axis: 'height' | 'width';
  readonly doc: string;
}): LayerDefinition {
  const { name, dialects, axis, doc } = options;
  return defineLayer({
    name,
    dialects,
    doc,
    params: {
      factor: required(
        factor(-1, 1),
        `How much the ${axis} changes, as a share of it: a range, or a number for both directions.`,
      ),
      interpolation: interpolation(),
      seed,
      auto_vectorize: optional(anything(), null, 'Without effect.', { notIn: ['keras3', 'keras2'] }),
    },
    takes: 'arguments',
    shape(context) {
      const image = oneTensor(context, context.call.get('inputs'));
      if (context.dialect === 'tfjs') return tensorType(announced(context, image), context.computeDtype);
      checkRank(context, image.shape);
      if (isUnknown(image.shape)) return tensorType(image.shape, context.computeDtype);
      const at = lastSpatialAxes('channels_last', image.shape.length)[axis];
      return tensorType(
        image.shape.map((dim, i) => (i === at ? dynamic : dim)),
        context.computeDtype,
      );
    },
  });
}

/** tfjs announces (nothing, -1, third axis), which no image has, and computes something else. */
function announced({ problem }: ShapeContext<unknown>, { shape }: TensorType): Shape {
  problem({
    kind: 'call-value',
    says: 'TensorFlow.js announces a wrong shape for this layer and computes another',
    effect: 'silent',
  });
  if (isUnknown(shape)) return shape;
  return [unknown({ kind: 'data', what: 'the images' }), -1, shape[2] ?? afterError];
}
