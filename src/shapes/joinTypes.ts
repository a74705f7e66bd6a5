// Types of tensors that differ between two paths: what both have in common.

import { type Dim, identicalDim } from './dim.ts';
import type { DType, Extremes, Shape, TensorType } from './shape.ts';
import { isUnknown, type Unknown, unknown } from './unknown.ts';

const differs: Unknown = unknown({ kind: 'branch' });

/** The type of what is the one or the other. */
export function joinTypes(a: TensorType, b: TensorType): TensorType {
  const sizes = sameSequence(a.sizes, b.sizes) ? a.sizes : undefined;
  const extremes = sameExtremes(a.extremes, b.extremes) ? a.extremes : undefined;
  return {
    shape: joinShapes(a.shape, b.shape),
    dtype: joinDTypes(a.dtype, b.dtype),
    ...(sizes === undefined ? {} : { sizes }),
    ...(extremes === undefined ? {} : { extremes }),
  };
}

/** True where everything that is known of two types is the same. */
export function sameTypes(a: TensorType, b: TensorType): boolean {
  return (
    sameShapes(a.shape, b.shape) &&
    sameDTypes(a.dtype, b.dtype) &&
    sameSequence(a.sizes, b.sizes) &&
    sameExtremes(a.extremes, b.extremes)
  );
}

function sameExtremes(a: Extremes | undefined, b: Extremes | undefined): boolean {
  return a?.lowest === b?.lowest && a?.highest === b?.highest && a?.distinct === b?.distinct;
}

function joinShapes(a: Shape, b: Shape): Shape {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  return a.length === b.length ? a.map((dim, i) => joinDims(dim, b[i] ?? differs)) : differs;
}

function joinDims(a: Dim, b: Dim): Dim {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  return identicalDim(a, b) ? a : differs;
}

function joinDTypes(a: DType, b: DType): DType {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  return a === b ? a : differs;
}

function sameShapes(a: Shape, b: Shape): boolean {
  if (isUnknown(a) || isUnknown(b)) return isUnknown(a) && isUnknown(b);
  return a.length === b.length && a.every((dim, i) => sameDims(dim, b[i] ?? differs));
}

function sameDims(a: Dim, b: Dim): boolean {
  return isUnknown(a) || isUnknown(b) ? isUnknown(a) && isUnknown(b) : identicalDim(a, b);
}

function sameDTypes(a: DType, b: DType): boolean {
  return isUnknown(a) || isUnknown(b) ? isUnknown(a) && isUnknown(b) : a === b;
}

/** True for the same items in the same order, and where there are none on either side. */
export function sameSequence(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.length === b.length && a.every((item, i) => item === b[i]);
}
