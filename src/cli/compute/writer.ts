// What the forms in which a run is written have in common.

import type { Values } from '../../../webview/runtime/statistics.ts';
import type { CallResult } from '../../protocol/runPlan.ts';
import type { RunProblem } from './problems.ts';

export interface RunHead {
  /** As the command names it. */
  readonly file: string;
  readonly model: string;
  readonly backend: string;
  /** What the model is run on, in words. */
  readonly input: string;
  readonly seed: number;
  readonly training: boolean;
}

export interface RunWriter {
  begin(head: RunHead): void;
  /** One call or input, with the values of its outputs. */
  result(result: CallResult, values: readonly Values[]): void;
  end(report: { readonly ms: number; readonly problems: readonly RunProblem[] }): void;
}
