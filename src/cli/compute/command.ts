// `layerscope run`: computes the outputs of every layer of a model and writes them as a table or as JSON.

import { styleOf } from '../../../webview/runtime/agreement.ts';
import type { Runtime } from '../../../webview/runtime/open.ts';
import { type FileToRead, isUnreadableFile, readWeightFile, type StoredWeights } from '../../formats/read.ts';
import { planRun } from '../../ide/runPlan.ts';
import type { Model } from '../../model/graph.ts';
import type { Command } from '../arguments.ts';
import { reasonOf, type UnreadableFile } from '../files.ts';
import { isModelFile, modelFileOnDisk } from '../modelFiles.ts';
import { readInput } from './inputs.ts';
import { jsonWriter } from './json.ts';
import { problemsOf, type RunProblem } from './problems.ts';
import { tableWriter } from './table.ts';

export type RunCommand = Extract<Command, { readonly kind: 'run' }>;

export interface ComputeOptions {
  readonly out: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Waits until what was written has been taken, so that it does not pile up. */
  readonly flushed: () => Promise<void>;
  /** Starts what computes; throws where that is impossible. */
  readonly openRuntime: () => Promise<Runtime>;
}

/** A model and what is known of its variables. */
export interface ModelToRun {
  readonly model: Model;
  /** The values of its variables; absent where they are drawn. */
  readonly weights?: StoredWeights | undefined;
  /** What could not be read as it stands, as sentences. */
  readonly notes?: readonly string[];
}

/** Runs the command on a model and gives the exit status. */
export async function computeModel(told: ModelToRun, command: RunCommand, options: ComputeOptions): Promise<number> {
  const { file, seed, training } = command;
  const refuse = (reason: string): number => {
    options.complain(`layerscope: ${reason}\n`);
    return 2;
  };
  const toRun = command.weights === undefined ? told : await withWeights(told.model, command.weights);
  if ('problem' in toRun) return refuse(`${toRun.file}: ${toRun.problem}`);
  const planned = planRun(toRun.model);
  if ('impossible' in planned) return refuse(`${file}: the model cannot be computed: ${planned.impossible}`);
  const { plan, layers } = planned;
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
  const run = runtime.run({
    plan,
    settings: { input, seed, batch: 1, sizes: {}, training },
    weightValues({ variables }, _, index) {
      const layer = layers.get(variables);
      return layer === undefined ? undefined : toRun.weights?.(layer, index);
    },
    async onResult(result, values) {
      writer.result(result, values);
      await options.flushed();
    },
  });
  const report = await run.catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof report === 'string') return refuse(`${file}: the computation broke off: ${report}`);
  const isDrawn = isModelFile(file) && toRun.weights === undefined;
  const drawn = isDrawn ? ['The weights are drawn as the initializers of the layers would.'] : [];
  const notes = [...(toRun.notes ?? []), ...drawn, ...(runtime.note === undefined ? [] : [runtime.note])];
  const about = notes.map((message): RunProblem => ({ kind: 'note', message }));
  writer.end({ ms: report.ms, problems: [...about, ...problemsOf(plan, report)] });
  return 0;
}

/** The model with the variables of another file. */
async function withWeights(model: Model, file: string): Promise<ModelToRun | UnreadableFile> {
  let opened: FileToRead;
  try {
    opened = await modelFileOnDisk(file);
  } catch (error) {
    return { file, problem: reasonOf(error) };
  }
  const read = await readWeightFile(model, opened);
  return isUnreadableFile(read)
    ? { file, problem: `its weights cannot be used: ${read.unreadable}` }
    : { model, ...read };
}
