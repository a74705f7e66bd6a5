// Shapes and tensor types: axes with the batch axis first, and an element type. A shape that is not known at all is
// Unknown; one whose rank is known holds unknown axes.

import { type Dim, identicalDim, printDim, sameDim } from './dim.ts';
import { isUnknown, type Unknown } from './unknown.ts';

export type Shape = readonly Dim[] | Unknown;

/** Data of one axis as frameworks feed it: a column, with one feature for each sample. */
export function asColumn(shape: readonly Dim[]): readonly Dim[] {
  return shape.length === 1 ? [...shape, 1] : shape;
}

/** An element type by its NumPy name (`float32`, `int64`, `bool`, `string`), or unknown. */
export type DType = string | Unknown;

/** What is known of one tensor. */
export interface TensorType {
  readonly shape: Shape;
  readonly dtype: DType;
  /** The elements of a small tensor that holds sizes, such as the answer of `tf.shape(x)`; row-major. */
  readonly sizes?: readonly Dim[];
  readonly extremes?: Extremes;
}

/** The lowest and the highest number in an array, both of which occur. */
export interface Extremes {
  readonly lowest: number;
  readonly highest: number;
  /** How many different ones occur. */
  readonly distinct?: number;
}

/** A tensor type of the given shape, float32 unless said otherwise. */
export function tensorType(shape: Shape, dtype: DType = 'float32'): TensorType {
  return { shape, dtype };
}

/** The number of axes, undefined where it is not known. */
export function rank(shape: Shape): number | undefined {
  return isUnknown(shape) ? undefined : shape.length;
}

/** The position of an axis counted from 0 for one that may count from the end; undefined where there is none such. */
export function normalAxis(axis: number, rank: number): number | undefined {
  const position = axis < 0 ? axis + rank : axis;
  return position >= 0 && position < rank ? position : undefined;
}

/** Whether two shapes are equal for sure, differ for sure, or neither is proven. */
export function sameShape(a: Shape, b: Shape): 'yes' | 'no' | 'maybe' {
  if (isUnknown(a) || isUnknown(b)) return 'maybe';
  if (a.length !== b.length) return 'no';
  let answer: 'yes' | 'maybe' = 'yes';
  for (let i = 0; i < a.length; i++) {
    const same = sameDim(a[i] as Dim, b[i] as Dim);
    if (same === 'no') return 'no';
    if (same === 'maybe') answer = 'maybe';
  }
  return answer;
}

/** True where both shapes are fully known (None included) and written the same. */
export function identicalShape(a: Shape, b: Shape): boolean {
  if (isUnknown(a) || isUnknown(b) || a.length !== b.length) return false;
  return a.every((dim, i) => identicalDim(dim, b[i] as Dim));
}

/** How shapes are written: Python's tuples or JavaScript's arrays. */
export type ShapeStyle = 'tuple' | 'array';

/** `(None, 28, 28, 1)` or `[null, 28, 28, 1]`; `?` for a shape that is not known. */
export function printShape(shape: Shape, style: ShapeStyle = 'tuple'): string {
  if (isUnknown(shape)) return '?';
  const open = style === 'tuple' ? 'None' : 'null';
  const inner = shape.map(dim => printDim(dim, open)).join(', ');
  if (style === 'array') return `[${inner}]`;
  return shape.length === 1 ? `(${inner},)` : `(${inner})`;
}
