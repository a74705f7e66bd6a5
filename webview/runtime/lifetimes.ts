// When the tensors and variables of a plan are needed for the last time, and which calls another one stands on.

import type { RunPlan, TensorPlace } from '../../src/protocol/runPlan.ts';

/** A text that is equal for the same output of the same call. */
export function placeKey(place: TensorPlace): string {
  return `${place.node}:${place.output}`;
}

/** The number of uses that tensors and variables still have; counted down as a run goes on. */
export interface Uses {
  readonly tensors: Map<string, number>;
  readonly variables: Map<string, number>;
}

/** Counts the uses of every tensor and variable by the calls of a plan. */
export function countUses(plan: RunPlan): Uses {
  const tensors = new Map<string, number>();
  const variables = new Map<string, number>();
  for (const call of plan.calls) {
    for (const input of call.inputs) increase(tensors, placeKey(input));
    if (call.weights.length > 0) increase(variables, call.variables);
  }
  return { tensors, variables };
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The part of a plan that one call or input stands on, itself included. */
export function upTo(plan: RunPlan, node: string): RunPlan {
  const needed = new Set([node]);
  for (const call of [...plan.calls].reverse()) {
    if (needed.has(call.node)) for (const input of call.inputs) needed.add(input.node);
  }
  return {
    ...plan,
    calls: plan.calls.filter(call => needed.has(call.node)),
    inputs: plan.inputs.filter(input => needed.has(input.node)),
    outputs: [{ node, output: 0 }],
  };
}
