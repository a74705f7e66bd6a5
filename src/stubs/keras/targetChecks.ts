// Targets of a training held against the outputs of the model and their losses.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { Problem } from '../../layers/problems.ts';
import { activationOf } from '../../model/activation.ts';
import type { Layer, Model } from '../../model/graph.ts';
import { tfjsMismatch } from '../../model/tfjsData.ts';
import { type Compiled, type CompiledLoss, compiledWith, type LossOfOutput, lossOf } from '../../model/training.ts';
import type { Dim } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import { asColumn, type TensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { keras2Agreement } from '../../training/keras2Targets.ts';
import { type Agreement, ofBatch, targetsAgainst, tfjsTargetsAgainst } from '../../training/targets.ts';
import { report } from '../operations.ts';
import { targetsRefusedEarly } from './earlyChecks.ts';
import { labelProblem, silently } from './labelChecks.ts';
import { holdOwnLoss } from './ownLosses.ts';
import { tell } from './reportData.ts';
import { type FedPart, flatTypes } from './trainingData.ts';

/** Holds targets against the outputs and their losses; `calledAt` is the call that feeds them. */
export function holdTargets(
  context: Context,
  model: Model,
  {
    targets,
    outputs,
    calledAt,
  }: { readonly targets: FedPart; readonly outputs: readonly TensorType[]; readonly calledAt: Place },
): void {
  const compiled = compiledWith(model);
  const given = flatTypes(targets);
  if (compiled === undefined || targets.tensors.kind === 'record') return;
  if (reportStrayLosses(context, model, compiled)) return;
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
        runtime: {
          keras3:
            given.length === 1
              ? "in the `loss` argument, can't be found in either the model's output (`y_pred`) or in the labels (`y_true`)."
              : 'y_true and y_pred have different structures.',
        },
      });
    return;
  }
  const graph = model.graph.value;
  const ends = isUnknown(graph) ? [] : flatten(graph.outputs);
  for (const [index, output] of outputs.entries()) {
    const loss = lossOf(compiled.losses, { index, name: ends[index]?.node.layer.name ?? '' });
    const target = given[index];
    if (loss === 'none' || target === undefined) continue;
    if (isUnknown(loss)) {
      const sizes = targets.batches === undefined ? [targets.batch] : [targets.batches.first, targets.batches.last];
      holdOwnLoss(context, loss, { target, output, sizes, place: calledAt });
      continue;
    }
    if (isUnknown(target.shape) || isUnknown(output.shape)) continue;
    if (context.dialect === 'tfjs') {
      const wanted = ends[index]?.type.shape;
      if (wanted === undefined || isUnknown(wanted)) continue;
      const shapes = { declared: wanted, target: target.shape, output: output.shape };
      const problem = tfjsTargetProblem(loss.name, shapes) ?? silently(labelProblem(loss, target, output));
      if (problem === undefined) continue;
      tell(context, model, targets, problem);
      return;
    }
    const about = { argument: 'y', loss: loss.name, target: target.shape, output: output.shape };
    const early = context.early ? targetsRefusedEarly(loss.name, targets, target.shape, output.shape) : undefined;
    if (early !== undefined) {
      tell(context, model, targets, { kind: 'target-data', ...about, runtime: { keras2: early } });
      return;
    }
    const whole = agreementOf(loss.name, target.shape, output.shape, targets.batch);
    const agreement =
      whole.kind === 'refused' && context.dialect === 'keras2'
        ? keras2Agreement({
            loss: loss.name,
            target: target.shape,
            output: output.shape,
            batch: targets.batch,
            onLogits: isOnLogits(loss, ends[index]?.node.layer),
            metrics: compiled.metricNames,
          })
        : whole;
    if (agreement.kind === 'fits') {
      const problem = labelProblem(loss, target, output);
      if (problem === undefined) continue;
      tell(context, model, targets, problem);
      return;
    }
    const runtime = agreement.kind === 'refused' ? agreement.runtime : undefined;
    tell(
      context,
      model,
      targets,
      agreement.kind === 'refused'
        ? {
            kind: 'target-data',
            ...about,
            ...(runtime === undefined ? {} : { runtime: { [context.dialect]: runtime } }),
          }
        : { kind: 'silent-broadcast', ...about, effect: 'silent' },
    );
    return;
  }
}

/** Whether the binary cross entropy of Keras 2 computes with logits: as it is told, or because the head leaves them to be found. */
function isOnLogits({ fromLogits }: CompiledLoss, head: Layer | undefined): boolean | undefined {
  if (isUnknown(fromLogits)) return undefined;
  if (fromLogits) return true;
  const activation = head === undefined ? undefined : activationOf(head);
  return activation === undefined ? undefined : /^(sigmoid|softmax)$/.test(activation);
}

/** Tells losses by name of which one names no output; true where there is one. */
function reportStrayLosses(context: Context, model: Model, { losses, place }: Compiled): boolean {
  const graph = model.graph.value;
  if (context.dialect === 'tfjs' || model.kind !== 'functional') return false;
  if (isUnknown(losses) || losses.kind !== 'names' || isUnknown(graph) || graph.outputs.kind !== 'list') return false;
  const ends = flatten(graph.outputs).map(output => output.node.layer);
  // Generated names count what was made before, and a single output is not looked up by its name everywhere.
  if (ends.length < 2 || !ends.every(layer => layer.named)) return false;
  const names = ends.map(layer => layer.name);
  const stray = [...losses.losses.keys()].find(name => name !== '' && !names.includes(name));
  if (stray === undefined) return false;
  const written = [...losses.losses.values()].find(isCompiledLoss)?.place;
  const { layer } = model;
  const about = { place: written ?? place, name: layer.name, className: layer.className };
  report(context, [strayLoss(stray, names)], { ...about, layer });
  return true;
}

function isCompiledLoss(loss: LossOfOutput): loss is CompiledLoss {
  return loss !== 'none' && !isUnknown(loss);
}

function strayLoss(stray: string, names: readonly string[]): Problem {
  return {
    kind: 'call-value',
    says: `a loss is given for '${stray}', but its outputs are ${names.map(name => `'${name}'`).join(', ')}`,
    runtime: {
      keras3: 'in loss dict, but found loss.keys()=',
      keras2: 'Found unexpected losses or metrics that do not correspond to any Model output',
    },
  };
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
  const computed = targetsAgainst(loss, ofBatch(target, batch), ofBatch(output, batch));
  return computed.kind === 'refused' ? { kind: 'refused' } : agreement;
}

/**
 * TensorFlow.js holds targets against the declared outputs before any loss sees them; the sparse cross entropy takes one
 * number. Axes that the model leaves open come to the loss as they are.
 */
function tfjsTargetProblem(
  loss: string,
  shapes: { readonly declared: readonly Dim[]; readonly target: readonly Dim[]; readonly output: readonly Dim[] },
): Problem | undefined {
  const { declared, target, output } = shapes;
  const expected = loss === 'sparse_categorical_crossentropy' ? [...declared.slice(0, -1), 1] : declared;
  const found = tfjsMismatch(expected, target, 'fit');
  const about = { argument: 'y', loss, target, output };
  if (found !== undefined) return { kind: 'target-data', ...about, runtime: { tfjs: found.runtime } };
  const agreement = tfjsTargetsAgainst(loss, asColumn(target), output);
  if (agreement.kind === 'broadcast') return { kind: 'silent-broadcast', ...about, effect: 'silent' };
  return agreement.kind === 'refused'
    ? {
        kind: 'target-data',
        ...about,
        ...(agreement.runtime === undefined ? {} : { runtime: { tfjs: agreement.runtime } }),
      }
    : undefined;
}
