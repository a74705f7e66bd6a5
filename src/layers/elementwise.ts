// Layers that change values and keep the shape: activations, noise, normalization of values.

import { type DType, type TensorType, tensorType } from '../shapes/shape.ts';
import type { Dialect } from './config.ts';

/** What decides the dtype of an output. */
export interface DtypeContext {
  readonly dialect: Dialect;
  readonly computeDtype: DType;
}

/**
 * The dtype of values that a layer moves, picks or changes one by one: Keras 3 foretells the one it computes in whatever
 * comes in, Keras 2 gives what its operations give, so that integers stay integers.
 */
export function valuesDtype(input: { readonly dtype: DType }, { dialect, computeDtype }: DtypeContext): DType {
  return dialect === 'keras2' ? input.dtype : computeDtype;
}

/** The input's shape with the dtype of its values. Serves as `shape` and as `shapeOfUnknown`. */
export function keepsShape(input: TensorType, context: DtypeContext): TensorType {
  return tensorType(input.shape, valuesDtype(input, context));
}
