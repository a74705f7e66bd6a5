// Layers that change values and keep the shape: activations, noise, normalization of values.

import type { DType } from '../shapes/shape.ts';
import { type TensorType, tensorType } from '../shapes/shape.ts';

/** The input's shape in the dtype that the layer computes in. Serves as `shape` and as `shapeOfUnknown`. */
export function keepsShape(input: TensorType, { computeDtype }: { readonly computeDtype: DType }): TensorType {
  return tensorType(input.shape, computeDtype);
}
