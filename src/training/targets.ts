// Whether the targets of a training fit the outputs of a model, as each loss of Keras 3 sees it.
//
// Every loss first brings both to one rank where a last axis of size 1 allows it (`squeeze_or_expand_to_same_rank`). Cross
// entropies then ask for equal shapes, the sparse one for one axis less; all others compute element by element, where axes
// of size 1 are broadcast without a word.

import { assertNever } from '../base/assertNever.ts';
import { type Dim, isDynamic, sameDim } from '../shapes/dim.ts';
import { printShape } from '../shapes/shape.ts';

export type Agreement =
  | { readonly kind: 'fits' }
  /** An axis of size 1 is repeated against the other side. */
  | { readonly kind: 'broadcast'; readonly axis: number }
  | { readonly kind: 'refused'; readonly runtime?: string };

/** Losses whose targets must have the shape of the outputs. */
const equalShapes: ReadonlySet<string> = new Set([
  'binary_crossentropy',
  'binary_focal_crossentropy',
  'categorical_crossentropy',
]);

/** Losses that compute element by element. */
const elementwise: ReadonlySet<string> = new Set([
  'mean_squared_error',
  'mean_absolute_error',
  'mean_absolute_percentage_error',
  'mean_squared_logarithmic_error',
  'kl_divergence',
  'poisson',
  'huber',
  'hinge',
  'squared_hinge',
  'categorical_hinge',
  'log_cosh',
  'cosine_similarity',
  'categorical_focal_crossentropy',
  'dice',
  'tversky',
]);

/** Losses whose first step takes the outputs from the targets, so that the words of its refusal are known. */
const subtracts: ReadonlySet<string> = new Set(['mean_squared_error', 'mean_absolute_error']);

const fits: Agreement = { kind: 'fits' };

/** How targets of one shape go with outputs of another, the batch axis first in both; what is not known fits. */
export function targetsAgainst(loss: string, target: readonly Dim[], output: readonly Dim[]): Agreement {
  const [left, right] = toSameRank(target, output);
  if (loss === 'sparse_categorical_crossentropy') return sparseTargets(left, right);
  if (equalShapes.has(loss)) return equalTargets(left, right);
  return elementwise.has(loss) ? broadcastTargets(loss, left, right) : fits;
}

/**
 * How targets go with outputs of the same rank in TensorFlow.js, which has held both against the declared shape before, so
 * that they can differ on axes only that the model leaves open. The sparse cross entropy is not judged.
 */
export function tfjsTargetsAgainst(loss: string, target: readonly Dim[], output: readonly Dim[]): Agreement {
  const [left, right] = [target.slice(1), output.slice(1)];
  if (loss === 'sparse_categorical_crossentropy' || left.length !== right.length) return fits;
  if (loss === 'binary_crossentropy')
    return differing(left, right) === undefined
      ? fits
      : { kind: 'refused', runtime: 'logits and labels must have the same shape, but got shapes' };
  if (loss !== 'categorical_crossentropy' && !elementwise.has(loss)) return fits;
  const agreement = broadcastTargets(loss, left, right);
  switch (agreement.kind) {
    case 'fits':
      return agreement;
    case 'broadcast':
      return { kind: 'broadcast', axis: agreement.axis + 1 };
    case 'refused':
      return { kind: 'refused', runtime: 'Operands could not be broadcast together with shapes' };
    default:
      return assertNever(agreement);
  }
}

/** A shape whose open batch axis has the size of a batch, where that is known. */
export function ofBatch(shape: readonly Dim[], size: number | undefined): readonly Dim[] {
  const [first, ...rest] = shape;
  return size !== undefined && first !== undefined && isDynamic(first) ? [size, ...rest] : shape;
}

/** Both shapes with a last axis of size 1 added or dropped where that gives them one rank. */
export function toSameRank(a: readonly Dim[], b: readonly Dim[]): readonly [readonly Dim[], readonly Dim[]] {
  if (a.length === b.length + 1 && a.at(-1) === 1) return b.length === 1 ? [a, [...b, 1]] : [a.slice(0, -1), b];
  if (b.length === a.length + 1 && b.at(-1) === 1) return a.length === 1 ? [[...a, 1], b] : [a, b.slice(0, -1)];
  return [a, b];
}

function equalTargets(target: readonly Dim[], output: readonly Dim[]): Agreement {
  const received = `Received: target.shape=${printShape(target)}, output.shape=${printShape(output)}`;
  if (target.length !== output.length)
    return mayBeOne(target, output)
      ? fits
      : {
          kind: 'refused',
          runtime: `Arguments \`target\` and \`output\` must have the same rank (ndim). ${received}`,
        };
  return differing(target, output) === undefined
    ? fits
    : { kind: 'refused', runtime: `Arguments \`target\` and \`output\` must have the same shape. ${received}` };
}

function sparseTargets(left: readonly Dim[], output: readonly Dim[]): Agreement {
  const target = left.length === output.length && left.at(-1) === 1 ? left.slice(0, -1) : left;
  const received = `target.shape=${printShape(target)}, output.shape=${printShape(output)}`;
  if (target.length !== output.length - 1)
    return mayBeOne(target, output.slice(0, -1))
      ? fits
      : {
          kind: 'refused',
          runtime: `Argument \`output\` must have rank (ndim) \`target.ndim - 1\`. Received: ${received}`,
        };
  return differing(target, output.slice(0, -1)) === undefined
    ? fits
    : {
        kind: 'refused',
        runtime: `Arguments \`target\` and \`output\` must have the same shape up until the last dimension: ${received}`,
      };
}

function broadcastTargets(loss: string, target: readonly Dim[], output: readonly Dim[]): Agreement {
  const rank = Math.max(target.length, output.length);
  const a = fromRight(target, rank);
  const b = fromRight(output, rank);
  let broadcast: number | undefined;
  for (let axis = 0; axis < rank; axis++) {
    const left = a[axis];
    const right = b[axis];
    if (left === undefined || right === undefined) continue;
    if (left !== 1 && right !== 1 && sameDim(left, right) === 'no') {
      return {
        kind: 'refused',
        ...(subtracts.has(loss) && typeof left === 'number' && typeof right === 'number'
          ? { runtime: `Dimensions must be equal, but are ${left} and ${right}` }
          : {}),
      };
    }
    if (isRepeated(left, right) || isRepeated(right, left)) broadcast ??= axis;
  }
  return broadcast === undefined ? fits : { kind: 'broadcast', axis: broadcast };
}

/** Axes count from the right where ranks differ. */
function fromRight(shape: readonly Dim[], rank: number): readonly (Dim | undefined)[] {
  return [...new Array<undefined>(rank - shape.length).fill(undefined), ...shape];
}

function isRepeated(one: Dim, other: Dim): boolean {
  return one === 1 && typeof other === 'number' && other > 1;
}

function differing(a: readonly Dim[], b: readonly Dim[]): number | undefined {
  const axis = a.findIndex((dim, i) => sameDim(dim, b[i] ?? dim) === 'no');
  return axis < 0 ? undefined : axis;
}

/** True where the longer of two shapes may end with an axis of size 1 that is not known yet. */
function mayBeOne(a: readonly Dim[], b: readonly Dim[]): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  const last = longer.at(-1);
  return (
    longer.length === shorter.length + 1 && last !== undefined && typeof last !== 'number' && last.kind !== 'dynamic'
  );
}
