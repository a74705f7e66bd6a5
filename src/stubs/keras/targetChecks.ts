// Targets of a training held against the outputs of the model and their losses.

import type { Context } from '../../interp/context.ts';
import type { Problem } from '../../layers/problems.ts';
import type { Model } from '../../model/graph.ts';
import { tfjsMismatch } from '../../model/tfjsData.ts';
import { lossOf } from '../../model/training.ts';
import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { type Agreement, targetsAgainst } from '../../training/targets.ts';
import { tell } from './reportData.ts';
import { type FedPart, flatTypes } from './trainingData.ts';

/** Holds targets against the outputs and their losses. */
export function holdTargets(context: Context, model: Model, targets: FedPart, outputs: readonly TensorType[]): void {
  const compiled = model.compiled.value;
  const given = flatTypes(targets);
  if (compiled === undefined || targets.tensors.kind === 'record') return;
  if (given.length !== outputs.length) {
    const isCertain =
      context.dialect === 'keras3' &&
      !isUnknown(compiled.losses) &&
      compiled.losses.kind === 'one' &&
      !isUnknown(compiled.losses.loss);
    if (isCertain && compiled.losses.loss !== 'none')
      tell(context, model, targets, {
        kind: 'target-count',
        argument: 'y',
        expected: outputs.length,
        got: given.length,
      });
    return;
  }
  const graph = model.graph.value;
  const names = isUnknown(graph) ? [] : flatten(graph.outputs).map(output => output.node.layer.name);
  for (const [index, output] of outputs.entries()) {
    const loss = lossOf(compiled.losses, { index, name: names[index] ?? '' });
    const target = given[index];
    if (loss === 'none' || isUnknown(loss) || target === undefined) continue;
    if (isUnknown(target.shape) || isUnknown(output.shape)) continue;
    if (context.dialect === 'tfjs') {
      const problem = tfjsTargetProblem(loss.name, target.shape, output.shape);
      if (problem === undefined) continue;
      tell(context, model, targets, problem);
      return;
    }
    const agreement = agreementOf(loss.name, target.shape, output.shape, targets.batch);
    if (agreement.kind === 'fits') continue;
    const about = { argument: 'y', loss: loss.name, target: target.shape, output: output.shape };
    const runtime = agreement.kind === 'refused' ? agreement.runtime : undefined;
    tell(
      context,
      model,
      targets,
      agreement.kind === 'refused'
        ? { kind: 'target-data', ...about, ...(runtime === undefined ? {} : { runtime: { keras3: runtime } }) }
        : { kind: 'silent-broadcast', ...about, effect: 'silent' },
    );
    return;
  }
}

/**
 * How targets and output go together. Where the batch axis is open, the sizes of whole batches may still contradict each
 * other when they are computed.
 */
function agreementOf(
  loss: string,
  target: readonly Dim[],
  output: readonly Dim[],
  batch: number | undefined,
): Agreement {
  const agreement = targetsAgainst(loss, target, output);
  if (agreement.kind !== 'fits' || batch === undefined) return agreement;
  const whole = (shape: readonly Dim[]): readonly Dim[] =>
    shape[0] !== undefined && isDynamic(shape[0]) ? [batch, ...shape.slice(1)] : shape;
  const computed = targetsAgainst(loss, whole(target), whole(output));
  return computed.kind === 'refused' ? { kind: 'refused' } : agreement;
}

/** TensorFlow.js holds targets against the outputs before any loss sees them; the sparse cross entropy takes one number. */
function tfjsTargetProblem(loss: string, target: readonly Dim[], output: readonly Dim[]): Problem | undefined {
  const expected = loss === 'sparse_categorical_crossentropy' ? [...output.slice(0, -1), 1] : output;
  const found = tfjsMismatch(expected, target, 'fit');
  if (found === undefined) return undefined;
  return { kind: 'target-data', argument: 'y', loss, target, output, runtime: { tfjs: found.runtime } };
}
