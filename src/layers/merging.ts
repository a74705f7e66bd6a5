// Merges element by element: how the shapes of a list of tensors are brought together.

import { type Dim, dynamic, isDynamic, sameDim } from '../shapes/dim.ts';
import { printShape, type Shape, tensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import { anyMask } from './compute/masks.ts';
import type { Dialect } from './config.ts';
import { defineLayer, type LayerDefinition } from './define.ts';
import { valuesDtype } from './elementwise.ts';
import type { Problem } from './problems.ts';
import type { Tensor, Tf } from './run.ts';

/** Add, Multiply and their like. */
export function defineMerge(options: {
  readonly name: string;
  readonly dialects: readonly Dialect[];
  readonly exactly?: number;
  readonly doc: string;
  /** Merges tensors of one rank on tfjs. */
  merge(tf: Tf, tensors: readonly Tensor[]): Tensor;
}): LayerDefinition {
  return defineLayer({
    name: options.name,
    dialects: options.dialects,
    doc: options.doc,
    params: {},
    takes: 'tensors',
    ...(options.exactly === undefined ? {} : { exactly: options.exactly }),
    shape(inputs, { computeDtype, dialect, problem }) {
      const shape = mergedShape(
        inputs.map(input => input.shape),
        dialect,
        problem,
      );
      return tensorType(shape, valuesDtype(inputs[0] ?? { dtype: computeDtype }, { dialect, computeDtype }));
    },
    run({ tf, inputs }) {
      const rank = Math.max(...inputs.map(input => input.rank));
      return options.merge(
        tf,
        inputs.map(input => {
          const [batch = 1, ...rest] = input.shape;
          return tf.reshape(input, [batch, ...new Array<number>(rank - input.rank).fill(1), ...rest]);
        }),
      );
    },
    mask: context => [anyMask(context)],
  });
}

/**
 * The shape of tensors merged element by element: sizes must agree or be 1, tensors with fewer axes get axes of size 1
 * after the batch. An open axis stays open (Keras `Merge`); in Keras 2 it takes the other's size.
 */
export function mergedShape(shapes: readonly Shape[], dialect: Dialect, problem: (problem: Problem) => void): Shape {
  const unknownShape = shapes.find(isUnknown);
  if (unknownShape !== undefined && isUnknown(unknownShape)) return unknownShape;
  const known = shapes as readonly (readonly Dim[])[];
  const batches = known.map(shape => shape[0]).filter(dim => dim !== undefined);
  if (batches.some(a => batches.some(b => sameDim(a, b) === 'no'))) {
    problem({
      kind: 'merge-shape',
      shapes: known,
      axes: [0],
      runtime: {
        keras3: `Cannot merge tensors with different batch sizes. Received tensors with shapes [${known.map(shape => printShape(shape)).join(', ')}]`,
      },
    });
    return afterError;
  }
  let out: readonly Dim[] = known[0]?.slice(1) ?? [];
  for (const shape of known.slice(1)) {
    const next = mergePair(out, shape.slice(1), dialect);
    if ('differing' in next) {
      const words = `Inputs have incompatible shapes. Received shapes ${printShape(next.longer)} and ${printShape(next.shorter)}`;
      problem({
        kind: 'merge-shape',
        shapes: known,
        axes: next.differing,
        runtime: {
          keras3: words,
          keras2: words,
          tfjs: 'Operands could not be broadcast together with shapes',
        },
      });
      return afterError;
    }
    out = next.merged;
  }
  return [mergedBatch(batches), ...out];
}

/** The one batch size that is known; open where all are. A batch of 1 is repeated beside one that is not known. */
function mergedBatch(batches: readonly Dim[]): Dim {
  const all = batches.filter(dim => !isDynamic(dim));
  const closed = all.some(isUnknown) ? all.filter(dim => dim !== 1) : all;
  return closed.find(dim => typeof dim === 'number') ?? closed.find(dim => !isUnknown(dim)) ?? closed[0] ?? dynamic;
}

type MergedPair =
  | { readonly merged: readonly Dim[] }
  /** `differing` counts axes from the end. */
  | { readonly differing: readonly number[]; readonly longer: readonly Dim[]; readonly shorter: readonly Dim[] };

function mergePair(a: readonly Dim[], b: readonly Dim[], dialect: Dialect): MergedPair {
  const [longer, shorter] = a.length < b.length ? [b, a] : [a, b];
  const ahead = longer.length - shorter.length;
  const differing: number[] = [];
  const merged = longer.map((dim, i) => {
    const other = shorter[i - ahead];
    if (other === undefined) return dim;
    if (isDynamic(dim)) return dialect === 'keras2' ? filled(other) : dynamic;
    if (isDynamic(other)) return dialect === 'keras2' ? filled(dim) : dynamic;
    if (dim === 1) return other;
    if (other === 1) return dim;
    if (sameDim(dim, other) === 'no' && !mayBeOne(dim) && !mayBeOne(other)) differing.push(i - longer.length);
    return agreed(dim, other);
  });
  return differing.length > 0 ? { differing, longer, shorter } : { merged };
}

/** What an open axis becomes beside a size in Keras 2: that size, unless it is 1. */
function filled(other: Dim): Dim {
  if (typeof other === 'number') return other === 1 ? dynamic : other;
  return isDynamic(other) ? dynamic : undecided;
}

/** A size by name may turn out to be 1, which broadcasts. */
function mayBeOne(dim: Dim): boolean {
  return typeof dim !== 'number';
}

const undecided: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'whether two sizes are equal' } };

/** The size of an axis on which two tensors meet that is 1 in neither for sure. */
function agreed(a: Dim, b: Dim): Dim {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  if (sameDim(a, b) === 'yes') return a;
  if (typeof a === 'number') return a;
  if (typeof b === 'number') return b;
  return undecided;
}
