// The numbers of classes among targets held against how many classes an output tells apart.

import type { Problem } from '../../layers/problems.ts';
import { outside } from '../../layers/tableRows.ts';
import type { CompiledLoss } from '../../model/training.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';

/** TensorFlow.js computes a loss of 0 for what is no class, without a word. */
export function silently(problem: Problem | undefined): Problem | undefined {
  return problem === undefined ? undefined : { ...problem, effect: 'silent' };
}

/** A label that is no class of the output. */
export function labelProblem(loss: CompiledLoss, target: TensorType, output: TensorType): Problem | undefined {
  const classes = isUnknown(output.shape) ? undefined : output.shape.at(-1);
  const { extremes } = target;
  if (loss.name !== 'sparse_categorical_crossentropy' || loss.ignoresClass === true) return undefined;
  if (typeof classes !== 'number' || extremes === undefined) return undefined;
  const got = outside(extremes, { least: 0, most: classes - 1 });
  if (got === undefined) return undefined;
  const words = `which is outside the valid range of [0, ${classes}).`;
  const { lowest, highest } = extremes;
  return {
    kind: 'target-values',
    argument: 'y',
    classes,
    got,
    lowest,
    highest,
    runtime: { keras3: words, keras2: words },
  };
}
