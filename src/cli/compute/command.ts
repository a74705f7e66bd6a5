// `layerscope run`: computes the outputs of every layer of a model and writes them as a table or as JSON.

import { styleOf } from '../../../webview/runtime/agreement.ts';
import type { Runtime } from '../../../webview/runtime/open.ts';
import { planRun } from '../../ide/runPlan.ts';
import type { Model } from '../../model/graph.ts';
import type { Command } from '../arguments.ts';
import { readInput } from './inputs.ts';
import { jsonWriter } from './json.ts';
import { problemsOf, type RunProblem } from './problems.ts';
import { tableWriter } from './table.ts';

export type RunCommand = Extract<Command, { readonly kind: 'run' }>;

export interface ComputeOptions {
  readonly out: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Starts what computes; throws where that is impossible. */
  readonly openRuntime: () => Promise<Runtime>;
}

/** Runs the command on a model and gives its exit status. */
export async function computeModel(model: Model, command: RunCommand, options: ComputeOptions): Promise<number> {
  const { file, seed, training } = command;
  const refuse = (reason: string): number => {
    options.complain(`layerscope: ${reason}\n`);
    return 2;
  };
  const planned = planRun(model);
  if ('impossible' in planned) return refuse(`${file}: the model cannot be computed: ${planned.impossible}`);
  const { plan } = planned;
  const input = await readInput(command.input, plan);
  if ('problem' in input) return refuse(input.problem);
  let runtime: Runtime;
  try {
    runtime = await options.openRuntime();
  } catch (error) {
    return refuse(`TensorFlow.js does not start: ${error instanceof Error ? error.message : String(error)}`);
  }
  const writer = command.json
    ? jsonWriter(options.out, command)
    : tableWriter(options.out, { ...command, style: styleOf(plan) });
  writer.begin({ file, model: plan.model, backend: runtime.backend, input: command.input, seed, training });
  const report = await runtime.run({
    plan,
    settings: { input, seed, batch: 1, sizes: {}, training },
    onResult: writer.result,
  });
  const notes: RunProblem[] = runtime.note === undefined ? [] : [{ kind: 'note', message: runtime.note }];
  writer.end({ ms: report.ms, problems: [...notes, ...problemsOf(plan, report)] });
  return 0;
}
