// Which windows of a Sequential must be padded for something to be left behind all of them.

import { applyLayer } from '../layers/apply.ts';
import type { LayerObject } from '../layers/define.ts';
import type { Problem } from '../layers/problems.ts';
import type { Layer } from '../model/graph.ts';
import type { Understanding } from '../model/understanding.ts';
import { one } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';

/**
 * The layer and those behind it of which nothing is left once it is padded, in their order; the layer alone where it stands
 * in no Sequential. Undefined where padding does not help.
 */
export function windowsToPad({ models }: Understanding, layer: Layer): readonly Layer[] | undefined {
  const stack = models.map(({ model }) => model.stack.value).find(layers => layers.includes(layer)) ?? [layer];
  const out: Layer[] = [];
  let type = layer.state.value.nodes[0]?.inputs[0]?.type;
  for (const next of stack.slice(stack.indexOf(layer))) {
    if (next.object === undefined || type === undefined) break;
    let answer = answerOf(next.object, type);
    if (answer.problems.some(isWindow)) {
      answer = answerOf({ ...next.object, config: { ...next.object.config, padding: 'same' } }, type);
      if (answer.problems.some(isWindow)) return undefined;
      out.push(next);
    }
    // What else is wrong is no matter of padding.
    if (answer.problems.length > 0) break;
    type = answer.output;
  }
  return out;
}

function answerOf(object: LayerObject, type: TensorType) {
  const [name = 'inputs'] = object.definition.call ?? [];
  const { outputs, problems } = applyLayer({
    layer: object,
    call: new Map([[name, { kind: 'tensors', value: one(type) }]]),
  });
  const output = isUnknown(outputs) || outputs.kind !== 'one' ? undefined : outputs.value;
  return { output, problems };
}

function isWindow(problem: Problem): boolean {
  return problem.kind === 'empty-output';
}
