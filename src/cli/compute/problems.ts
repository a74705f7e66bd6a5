// What went wrong or otherwise than expected in a run, layer by layer.

import { shapeText, styleOf } from '../../../webview/runtime/agreement.ts';
import type { RunReport } from '../../../webview/runtime/evaluate.ts';
import type { CallResult, RunPlan } from '../../protocol/runPlan.ts';

export interface RunProblem {
  readonly kind: /** Nothing could be computed. */
    | 'failed'
    /** Nothing could be computed because of another layer that failed. */
    | 'waits'
    /** The computed shape is not the one that was worked out, and those it is computed from are. */
    | 'shape'
    /** The first tensors on their way that hold such numbers. */
    | 'nan'
    | 'inf'
    /** Something was done otherwise than the program or file says. */
    | 'note';
  /** The layer's name and the number of its call; left out where the whole model is meant. */
  readonly layer?: string;
  readonly node?: number;
  readonly output?: number;
  readonly message: string;
}

/** The problems of a run in the order of its calls. */
export function problemsOf(plan: RunPlan, { results, defects }: RunReport): readonly RunProblem[] {
  const style = styleOf(plan);
  const calls = new Map(plan.calls.map(call => [call.node, call]));
  const byNode = new Map(results.map(result => [result.node, result]));
  const differs = new Set(defects.map(({ node, output }) => `${node}:${output}`));
  const holds = (node: string, output: number, kind: 'nan' | 'inf'): boolean =>
    (byNode.get(node)?.outputs[output]?.[kind] ?? 0) > 0;
  return results.flatMap(result => {
    const about = { layer: result.name, node: result.callIndex };
    const out: RunProblem[] = [];
    if (result.failed !== undefined) {
      out.push({ kind: result.waitsFor === undefined ? 'failed' : 'waits', ...about, message: result.failed });
    }
    const inputs = calls.get(result.node)?.inputs ?? [];
    const own = inputs.some(input => differs.has(`${input.node}:${input.output}`))
      ? []
      : defects.filter(({ node }) => node === result.node);
    for (const { output, real, inferred } of own) {
      const computed = real === null ? 'there is no such output' : `its shape is ${shapeText(real, style)}`;
      const expected = inferred === null ? 'none was worked out' : `${shapeText(inferred, style)} was worked out`;
      out.push({ kind: 'shape', ...about, output, message: `${computed}, ${expected}` });
    }
    for (const kind of ['nan', 'inf'] as const) {
      if (inputs.some(input => holds(input.node, input.output, kind))) continue;
      result.outputs.forEach((output, i) => {
        if (output[kind] > 0) out.push({ kind, ...about, output: i, message: countText(output, kind) });
      });
    }
    for (const message of result.notes ?? []) out.push({ kind: 'note', ...about, message });
    return out;
  });
}

function countText(output: CallResult['outputs'][number], kind: 'nan' | 'inf'): string {
  const size = output.shape.reduce((all, axis) => all * axis, 1);
  return `${output[kind]} of its ${size} numbers ${output[kind] === 1 ? 'is' : 'are'} ${kind === 'nan' ? 'NaN' : 'infinite'}`;
}
