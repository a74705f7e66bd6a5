// Losses of the program: functions and objects given to `compile`, run on a batch of targets and outputs where training feeds
// the model. What goes wrong in one because of the sizes of the batches is told at the call that trains.

import type { Place } from '../../base/span.ts';
import { overheard } from '../../interp/aside.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import type { BoundValue, FunctionValue, Value } from '../../interp/value.ts';
import type { ProblemKind } from '../../layers/problems.ts';
import type { Dim } from '../../shapes/dim.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { ofBatch, toSameRank } from '../../training/targets.ts';
import { positionalArgs } from '../arguments.ts';
import { arrayOf } from '../convert.ts';

interface OwnLoss {
  readonly callee: FunctionValue | BoundValue;
  readonly name: string;
  /** Functions get targets and outputs brought to one rank, the `call` of a class as they are. */
  readonly ranks: 'made equal' | 'as they are';
}

/** What is behind losses of which training knows no more than that they are the program's. */
const own = new WeakMap<Unknown, OwnLoss>();

/** The loss that stands for a function of the program, or for an object of a class that has a `call`. */
export function ownLoss(value: Value): Unknown {
  const loss = unknown({ kind: 'data', what: 'a loss of the program' });
  const read = readLoss(value);
  if (read !== undefined) own.set(loss, read);
  return loss;
}

function readLoss(value: Value): OwnLoss | undefined {
  if (value.kind === 'function') return { callee: value, name: value.name, ranks: 'made equal' };
  if (value.kind === 'bound')
    return value.function.kind === 'function'
      ? { callee: value, name: value.function.name, ranks: 'made equal' }
      : undefined;
  if (value.kind !== 'instance' || findMember(value.class, '__call__') !== undefined) return undefined;
  const method = findMember(value.class, 'call');
  return method?.kind === 'function'
    ? { callee: { kind: 'bound', self: value, function: method }, name: value.class.name, ranks: 'as they are' }
    : undefined;
}

/** What may go wrong for the sizes of a batch alone. */
const aboutShapes: ReadonlySet<ProblemKind> = new Set(['merge-shape', 'matmul-shape', 'reshape-size', 'axis-mismatch']);

/**
 * Runs the loss on the targets and outputs of batches of the given sizes, once as they are where none is known, and reports
 * the first contradiction at the training call. Losses of which no more is known are left alone.
 */
export function holdOwnLoss(
  context: Context,
  loss: Unknown,
  batch: {
    readonly target: TensorType;
    readonly output: TensorType;
    readonly sizes: readonly (number | undefined)[];
    readonly place: Place;
  },
): void {
  const { target, output, sizes, place } = batch;
  const found = own.get(loss);
  // In TensorFlow.js the data says nothing of the sizes of batches.
  if (context.dialect === 'tfjs' || found === undefined || isUnknown(target.shape) || isUnknown(output.shape)) return;
  for (const size of new Set(sizes)) {
    const shapes = asLossSees(context, found, [ofBatch(target.shape, size), ofBatch(output.shape, size)]);
    if (shapes === undefined) return;
    const args = positionalArgs(
      shapes.map(shape => arrayOf({ shape, dtype: output.dtype }, 'eager')),
      place,
    );
    const problem = overheard(context, () => {
      context.traced++;
      context.call(found.callee, args, place);
      context.traced--;
    }).find(record => aboutShapes.has(record.problem.kind) && record.problem.effect === undefined);
    if (problem === undefined) continue;
    context.record.problems.push({ ...problem, loss: { called: place, name: found.name } });
    return;
  }
}

/**
 * The shapes of targets and outputs as a loss gets them: for functions an axis of size 1 at the end is added or dropped where
 * that gives both the same rank. Undefined where that is not known, or goes another way in older versions.
 */
function asLossSees(
  { dialect }: Context,
  { ranks }: OwnLoss,
  [target, output]: readonly [readonly Dim[], readonly Dim[]],
): readonly (readonly Dim[])[] | undefined {
  if (ranks === 'as they are')
    return dialect === 'keras3' || target.length === output.length ? [target, output] : undefined;
  const last = (target.length > output.length ? target : output).at(-1);
  if (Math.abs(target.length - output.length) === 1 && typeof last !== 'number') return undefined;
  const same = toSameRank(target, output);
  return dialect === 'keras3' || same[0].length === same[1].length ? same : undefined;
}
