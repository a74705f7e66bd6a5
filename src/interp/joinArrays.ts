// Arrays that differ between two paths: what both have in common of their shape, element type and values.

import type { ModelOutputs } from '../model/access.ts';
import { type Dim, identicalDim } from '../shapes/dim.ts';
import type { DType, Shape, TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { ArrayValue } from './value.ts';

const differs: Unknown = unknown({ kind: 'branch' });

/** True where everything that is known of two arrays is the same. */
export function sameArray(a: ArrayValue, b: ArrayValue): boolean {
  return (
    a.flavour === b.flavour &&
    sameTypes(a.type, b.type) &&
    sameSequence(a.values, b.values) &&
    sameOutputs(a.outputOf, b.outputOf)
  );
}

/** True for outputs of one model called at one place. */
function sameOutputs(a: ModelOutputs | undefined, b: ModelOutputs | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.model === b.model && a.called.uri === b.called.uri && a.called.start === b.called.start;
}

/** An array that is the one or the other. */
export function joinArrays(a: ArrayValue, b: ArrayValue): ArrayValue {
  const values = sameSequence(a.values, b.values) ? a.values : undefined;
  return {
    kind: 'array',
    flavour: a.flavour === b.flavour ? a.flavour : 'eager',
    type: joinTypes(a.type, b.type),
    ...(values === undefined ? {} : { values }),
  };
}

/** The type of what is the one or the other. */
export function joinTypes(a: TensorType, b: TensorType): TensorType {
  const sizes = sameSequence(a.sizes, b.sizes) ? a.sizes : undefined;
  return {
    shape: joinShapes(a.shape, b.shape),
    dtype: joinDTypes(a.dtype, b.dtype),
    ...(sizes === undefined ? {} : { sizes }),
  };
}

/** True where everything that is known of two types is the same. */
export function sameTypes(a: TensorType, b: TensorType): boolean {
  return sameShapes(a.shape, b.shape) && sameDTypes(a.dtype, b.dtype) && sameSequence(a.sizes, b.sizes);
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

function sameSequence(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.length === b.length && a.every((item, i) => item === b[i]);
}
