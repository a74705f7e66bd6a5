// Whether the targets of a training fit the outputs of a model as the losses of Keras 2 see them, and what it says where they
// do not, as far as that is certain. It makes columns of targets of one axis, drops a last axis of size 1 where that gives both
// one rank, and builds the loss of a batch before it runs it.

import { type Dim, isDynamic } from '../shapes/dim.ts';
import { printShape } from '../shapes/shape.ts';
import { type Agreement, ofBatch } from './targets.ts';

export interface ComparedTargets {
  readonly loss: string;
  /** Shapes of a batch of targets and of the output for it. */
  readonly target: readonly Dim[];
  readonly output: readonly Dim[];
  /** How many samples the first batch holds, where that is known. */
  readonly batch: number | undefined;
  /** Whether the binary cross entropy computes with what goes into the last activation; undefined where that is not known. */
  readonly onLogits: boolean | undefined;
  /** The metrics, where all are known by name: they may fail before the loss does. */
  readonly metrics: readonly string[] | undefined;
}

/** Losses that ask for equal shapes before they compute. */
const comparing: ReadonlySet<string> = new Set(['categorical_crossentropy', 'categorical_focal_crossentropy']);

/** Losses that compute element by element, and which side their first step names first. */
const firstSides: Readonly<Record<string, 'target' | 'output'>> = {
  mean_squared_error: 'output',
  mean_absolute_error: 'output',
  mean_squared_logarithmic_error: 'output',
  huber: 'output',
  log_cosh: 'output',
  mean_absolute_percentage_error: 'target',
  kl_divergence: 'target',
  poisson: 'target',
  hinge: 'target',
  squared_hinge: 'target',
  categorical_hinge: 'target',
  cosine_similarity: 'target',
  binary_focal_crossentropy: 'target',
};

/** How Keras 2 takes targets that Keras 3 refuses. */
export function keras2Agreement(given: ComparedTargets): Agreement {
  const { loss, onLogits } = given;
  if (![...given.target, ...given.output].every(isPrinted)) return { kind: 'refused' };
  const { target, output, dropped } = matched(given.target, given.output);
  if (comparing.has(loss))
    return compatible(target, output)
      ? { kind: 'fits' }
      : refused(`Shapes ${printShape(target)} and ${printShape(output)} are incompatible`);
  if (loss === 'sparse_categorical_crossentropy') return sparseAgreement({ ...given, target, output });
  if (loss !== 'binary_crossentropy') {
    const first = firstSides[loss];
    if (first === undefined) return { kind: 'refused' };
    return first === 'target' ? computed(target, output, given.batch) : computed(output, target, given.batch);
  }
  // Whether shapes have to be equal is not known then; that they cannot be repeated is refused either way.
  if (onLogits === undefined) {
    const free = computed(target, output, given.batch);
    return free.kind === 'refused' ? { kind: 'refused' } : free;
  }
  // What went into the activation is not found behind an axis that was dropped.
  if (!onLogits || dropped) return computed(target, output, given.batch);
  return compatible(target, output)
    ? { kind: 'fits' }
    : refused(
        `\`logits\` and \`labels\` must have the same shape, received (${printShape(output)} vs ${printShape(target)}).`,
      );
}

function refused(runtime: string): Agreement {
  return { kind: 'refused', runtime };
}

/** True for what is printed as it is known here. */
function isPrinted(dim: Dim): boolean {
  return typeof dim === 'number' || isDynamic(dim);
}

interface Matched {
  readonly target: readonly Dim[];
  readonly output: readonly Dim[];
  /** True where an axis of the output was dropped. */
  readonly dropped: boolean;
}

function matched(given: readonly Dim[], output: readonly Dim[]): Matched {
  const target = given.length === 1 && output.length === 2 ? [...given, 1] : given;
  if (output.length === target.length + 1 && output.at(-1) === 1)
    return { target, output: output.slice(0, -1), dropped: true };
  if (target.length === output.length + 1 && target.at(-1) === 1)
    return { target: target.slice(0, -1), output, dropped: false };
  return { target, output, dropped: false };
}

/** True where two shapes may be the same. */
function compatible(a: readonly Dim[], b: readonly Dim[]): boolean {
  return (
    a.length === b.length && a.every((dim, i) => typeof dim !== 'number' || typeof b[i] !== 'number' || dim === b[i])
  );
}

/**
 * Shapes that are repeated against each other, in the order in which the first step names them. Sizes that are known when
 * the loss is built are compared then, and the first that differ are named; what is said later may name them either way.
 */
function computed(first: readonly Dim[], second: readonly Dim[], batch: number | undefined): Agreement {
  const built = firstUnequal(first, second);
  if (built !== undefined) return refused(`Dimensions must be equal, but are ${built[0]} and ${built[1]}`);
  return firstUnequal(ofBatch(first, batch), ofBatch(second, batch)) === undefined
    ? { kind: 'broadcast', axis: 0 }
    : refused('Incompatible shapes:');
}

function firstUnequal(one: readonly Dim[], other: readonly Dim[]): readonly [number, number] | undefined {
  const rank = Math.max(one.length, other.length);
  for (let axis = -rank; axis < 0; axis++) {
    const [a, b] = [one.at(axis), other.at(axis)];
    if (typeof a === 'number' && typeof b === 'number' && a !== b && a !== 1 && b !== 1) return [a, b];
  }
  return undefined;
}

/**
 * The sparse cross entropy makes rows of both where the targets have not one axis less than the output. Sizes that are all
 * known are compared when it is built, others when it runs; metrics are built before that.
 */
function sparseAgreement({ target, output, batch, metrics }: ComparedTargets): Agreement {
  const classes = output.at(-1);
  const isFlat = target.length !== output.length - 1;
  const rows = output.slice(0, -1);
  const [labels, logits] = [sizeOf(target), sizeOf(rows)];
  if (labels !== undefined && logits !== undefined) {
    if (isFlat ? labels === logits : compatible(target, rows)) return { kind: 'fits' };
    const [one, other] = isFlat ? [[labels], [logits, classes ?? 1]] : [target, output];
    return refused(
      `\`labels.shape\` must equal \`logits.shape\` except for the last dimension. Received: labels.shape=${printShape(one)} and logits.shape=${printShape(other)}`,
    );
  }
  // What stands for the batch is of one size on both sides.
  const [given, wanted] = [sizeOf(ofBatch(target, batch ?? 1)), sizeOf(ofBatch(rows, batch ?? 1))];
  if (given === undefined || wanted === undefined) return { kind: 'refused' };
  if (isFlat ? given === wanted : compatible(target, rows)) return { kind: 'fits' };
  // Accuracy compares classes where both have two axes, and else runs against the loss to fail first.
  const isAccuracy =
    metrics?.every(name => /^(acc|accuracy)$/.test(name)) && target.length === 2 && output.length === 2;
  if (metrics === undefined || (metrics.length > 0 && !isAccuracy)) return { kind: 'refused' };
  if (!isFlat) return refused('Condition x == y did not hold');
  const words = 'logits and labels must have the same first dimension, got logits shape [';
  const isKnown = batch !== undefined && typeof classes === 'number';
  return refused(isKnown ? `${words}${wanted},${classes}] and labels shape [${given}]` : words);
}

function sizeOf(shape: readonly Dim[]): number | undefined {
  return shape.every(dim => typeof dim === 'number') ? shape.reduce((all, dim) => all * dim, 1) : undefined;
}
