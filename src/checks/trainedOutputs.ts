// The outputs of compiled models with their losses, as far as both are known, and the layer each output comes out of.

import type { Layer, Model, SymbolicTensor } from '../model/graph.ts';
import { type CompiledLoss, compiledWith, lossOf } from '../model/training.ts';
import { flatten } from '../shapes/nested.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { headOf, readyMade } from './activationOf.ts';
import type { RuleContext } from './rule.ts';

export interface TrainedOutput {
  readonly output: SymbolicTensor;
  readonly loss: CompiledLoss;
  readonly head: Layer;
}

/** True for a model that others are made of and that is never trained by itself, such as the generator of a GAN. */
function isPartOnly({ trainings }: RuleContext, model: Model): boolean {
  return (
    model.layer.state.value.nodes.length > 0 && !trainings.some(one => one.model === model && one.method === 'fit')
  );
}

/** The outputs whose head is written in the program; what a ready-made model ends with is its own business. */
export function trainedOutputs(context: RuleContext): readonly TrainedOutput[] {
  const skipped = readyMade(context);
  return context.models.flatMap(({ model }) => {
    const graph = model.graph.value;
    const compiled = compiledWith(model);
    if (isUnknown(graph) || compiled === undefined || isPartOnly(context, model)) return [];
    return flatten(graph.outputs).flatMap((output, index) => {
      const loss = lossOf(compiled.losses, { index, name: output.node.layer.name });
      const head = headOf(output);
      if (loss === 'none' || isUnknown(loss) || head === undefined || skipped.has(head)) return [];
      return head.created.uri === context.uri && loss.place.uri === context.uri ? [{ output, loss, head }] : [];
    });
  });
}
