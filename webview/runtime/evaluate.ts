// Computes a model call by call: makes inputs and variables, frees every tensor after its last use, and reports each result
// as it comes. A call that cannot be computed says why, what depends on it says what it waits for, and all the rest goes
// on. Nothing here knows of workers or pages; it runs wherever tfjs does.

import { assertNever } from '../../src/base/assertNever.ts';
import type { Dialect } from '../../src/layers/config.ts';
import type { Impossible, Tensor, Tf } from '../../src/layers/run.ts';
import type { CallResult, RunCall, RunInput, RunPlan } from '../../src/protocol/runPlan.ts';
import { type Defect, findDefects, styleOf } from './agreement.ts';
import { type Computed, computeLayer } from './computeLayer.ts';
import { type InputChoice, makeInput } from './inputs.ts';
import { countUses, placeKey, type Uses } from './lifetimes.ts';
import { computeOperation } from './operations/compute.ts';
import { seedOf } from './seeds.ts';
import { statisticsOf, type Values } from './statistics.ts';
import { nextTurn } from './turns.ts';
import { makeVariables, type WeightValues } from './variables.ts';

/** How a model is run. */
export interface RunSettings {
  readonly input: InputChoice;
  /** Decides variables, random inputs and random layers. */
  readonly seed: number;
  /** The size of open batch axes. */
  readonly batch: number;
  /** The sizes of other open axes, by the keys of `openAxes`. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Whether layers behave as in training: dropout on, batch statistics in normalization. */
  readonly training: boolean;
}

export interface EvaluateOptions {
  readonly tf: Tf;
  readonly plan: RunPlan;
  readonly settings: RunSettings;
  /** A backend for calls that the current one cannot compute; tensors move over by themselves. */
  readonly secondBackend?: string;
  readonly weightValues?: WeightValues;
  /** Asked between calls; true ends the run. */
  readonly cancelled?: () => boolean;
  /** Called for every input and call in order, with the values of its outputs; the run goes on when it is done. */
  readonly onResult?: (result: CallResult, values: readonly Values[]) => void | Promise<void>;
  readonly onDefect?: (defect: Defect) => void;
}

export interface RunReport {
  readonly ended: 'done' | 'cancelled';
  readonly results: readonly CallResult[];
  readonly defects: readonly Defect[];
  readonly ms: number;
  /** The most bytes that tensors held at once, as tfjs counts them. */
  readonly peakBytes: number;
}

/** How long calls may follow each other, in milliseconds, before waiting messages are looked at. */
const turnLength = 12;

interface Entry {
  readonly tensor: Tensor;
  readonly mask: Tensor | null;
}

interface Run {
  readonly options: EvaluateOptions;
  readonly uses: Uses;
  readonly tensors: Map<string, Entry>;
  readonly variables: Map<string, readonly Tensor[]>;
  /** For calls without outputs the one whose failure it comes from. */
  readonly failures: Map<string, { readonly node: string; readonly name: string }>;
}

/** Runs the plan. All tensors it makes are gone when it ends, however it ends. */
export async function evaluate(options: EvaluateOptions): Promise<RunReport> {
  const { tf, plan, cancelled } = options;
  const run: Run = {
    options,
    uses: countUses(plan),
    tensors: new Map(),
    variables: new Map(),
    failures: new Map(),
  };
  const results: CallResult[] = [];
  const defects: Defect[] = [];
  const began = performance.now();
  let turnBegan = began;
  let peakBytes = 0;
  let ended: RunReport['ended'] = 'done';
  const report = async ({ result, values }: Step): Promise<void> => {
    results.push(result);
    await options.onResult?.(result, values);
  };
  try {
    for (const step of [...plan.inputs, ...plan.calls]) {
      if (performance.now() - turnBegan > turnLength) {
        await nextTurn();
        turnBegan = performance.now();
      }
      if (cancelled?.() === true) {
        ended = 'cancelled';
        break;
      }
      if (!('what' in step)) {
        await report(await takeInput(run, step));
        continue;
      }
      const shapes = step.inputs.map(input => run.tensors.get(placeKey(input))?.tensor.shape ?? []);
      const done = await takeCall(run, step);
      peakBytes = Math.max(peakBytes, done.bytes);
      await report(done);
      if (done.result.failed !== undefined) continue;
      const outputs = done.values.map(value => value.shape);
      for (const defect of findDefects({
        model: plan.model,
        style: styleOf(plan),
        call: step,
        inputs: shapes,
        outputs,
      })) {
        defects.push(defect);
        options.onDefect?.(defect);
      }
    }
  } finally {
    for (const entry of run.tensors.values()) disposeEntry(tf, entry);
    for (const tensors of run.variables.values()) tf.dispose([...tensors]);
  }
  return { ended, results, defects, ms: performance.now() - began, peakBytes };
}

interface Step {
  readonly result: CallResult;
  readonly values: readonly Values[];
}

async function takeInput(run: Run, input: RunInput): Promise<Step> {
  const { tf, plan, settings } = run.options;
  const { node, name } = input;
  const began = performance.now();
  const about = { node, name, className: 'InputLayer', callIndex: 0 };
  const made = await attempt(async () => {
    const tensor = makeInput({ tf, plan, ...settings, input, choice: settings.input });
    return 'impossible' in tensor ? tensor : withValues(tf, { outputs: [tensor], masks: [null] });
  });
  if ('impossible' in made) {
    run.failures.set(node, { node, name });
    return { result: { ...about, ms: 0, outputs: [], failed: made.impossible }, values: [] };
  }
  keepWhileUsed(run, node, made.computed);
  const outputs = made.values.map(values => ({
    ...statisticsOf(values),
    inferred: typeof input.shape === 'string' ? '?' : input.shape,
  }));
  return { result: { ...about, ms: performance.now() - began, outputs }, values: made.values };
}

async function takeCall(run: Run, call: RunCall): Promise<Step & { readonly bytes: number }> {
  const { tf } = run.options;
  const { node, name, className, callIndex } = call;
  const about = { node, name, className, callIndex };
  const began = performance.now();
  const source = call.inputs.map(input => run.failures.get(input.node)).find(failure => failure !== undefined);
  const notes: string[] = [];
  const answer =
    source === undefined
      ? await compute(run, call, notes)
      : { impossible: `waits for \`${source.name}\`, which could not be computed` };
  const bytes = tf.memory().numBytes;
  const told = notes.length === 0 ? {} : { notes };
  let step: Step;
  if ('impossible' in answer) {
    run.failures.set(node, source ?? { node, name });
    const waitsFor = source === undefined ? {} : { waitsFor: source.node };
    step = { result: { ...about, ms: 0, outputs: [], failed: answer.impossible, ...waitsFor, ...told }, values: [] };
  } else {
    keepWhileUsed(run, node, answer.computed);
    const outputs = answer.values.map((value, i) => ({ ...statisticsOf(value), inferred: call.inferred[i] ?? '?' }));
    step = { result: { ...about, ms: performance.now() - began, outputs, ...told }, values: answer.values };
  }
  release(run, call);
  return { ...step, bytes };
}

interface WithValues {
  readonly computed: Computed;
  readonly values: readonly Values[];
}

/** Reads the values, which is where a backend that works asynchronously reports its errors. */
async function withValues(tf: Tf, computed: Computed): Promise<WithValues> {
  try {
    const values: Values[] = [];
    for (const tensor of computed.outputs) {
      const data = await tensor.data();
      values.push({ shape: [...tensor.shape], dtype: tensor.dtype, data: data as unknown as Values['data'] });
    }
    return { computed, values };
  } catch (error) {
    disposeComputed(tf, computed);
    throw error;
  }
}

/** Computes a call on the current backend, or on the second one where that fails or where an input has no elements. */
async function compute(run: Run, call: RunCall, notes: string[]): Promise<WithValues | Impossible> {
  const { tf, secondBackend } = run.options;
  const once = () =>
    attempt(async () => {
      const computed = computeNow(run, call, notes);
      return 'impossible' in computed ? computed : withValues(tf, computed);
    });
  const backend = tf.getBackend();
  const hasOther = secondBackend !== undefined && backend !== secondBackend;
  const isEmpty = call.inputs.some(input => run.tensors.get(placeKey(input))?.tensor.size === 0);
  if (!hasOther) return once();
  if (!isEmpty) {
    const first = await once();
    if (!('thrown' in first)) return first;
  }
  await tf.setBackend(secondBackend);
  try {
    const second = await once();
    if (!('impossible' in second)) notes.push(`computed on ${secondBackend}, since ${backend} cannot`);
    return second;
  } finally {
    await tf.setBackend(backend);
  }
}

function computeNow(run: Run, call: RunCall, notes: string[]): Computed | Impossible {
  const { tf, settings } = run.options;
  const given = call.inputs.map(input => run.tensors.get(placeKey(input)));
  const inputs = given.flatMap(entry => (entry === undefined ? [] : [entry.tensor]));
  if (inputs.length < call.inputs.length) return { impossible: 'one of its inputs is not part of the plan' };
  const masks = given.map(entry => entry?.mask ?? null);
  const { what } = call;
  switch (what.kind) {
    case 'impossible':
      return { impossible: what.reason };
    case 'model':
      return { outputs: inputs.map(input => input.clone()), masks: masks.map(mask => mask?.clone() ?? null) };
    case 'operation':
      return computeOperation({ tf, ...what, inputs, dialect: dialectOf(run.options.plan) });
    case 'layer': {
      const weights = variablesOf(run, call, what.layer.dialect, notes);
      if ('impossible' in weights) return weights;
      const seed = seedOf(settings.seed, 'layer', call.variables, String(call.callIndex));
      return computeLayer({ tf, ...what, inputs, masks, weights, training: settings.training, seed });
    }
    default:
      return assertNever(what);
  }
}

/** The dialect of the model's layers, which its operations share. */
function dialectOf(plan: RunPlan): Dialect {
  for (const { what } of plan.calls) if (what.kind === 'layer') return what.layer.dialect;
  return 'keras3';
}

/** The variables of a call; made at their first use, shared by all calls with the same key. */
function variablesOf(run: Run, call: RunCall, dialect: Dialect, notes: string[]): readonly Tensor[] | Impossible {
  const known = run.variables.get(call.variables);
  if (known !== undefined) return known;
  const { tf, settings, weightValues } = run.options;
  const made = makeVariables({ tf, call, dialect, seed: settings.seed, weightValues, notes });
  if (!('impossible' in made)) run.variables.set(call.variables, made);
  return made;
}

function keepWhileUsed(run: Run, node: string, { outputs, masks }: Computed): void {
  outputs.forEach((tensor, output) => {
    const key = placeKey({ node, output });
    const entry = { tensor, mask: masks[output] ?? null };
    if ((run.uses.tensors.get(key) ?? 0) > 0) run.tensors.set(key, entry);
    else disposeEntry(run.options.tf, entry);
  });
}

function disposeEntry(tf: Tf, { tensor, mask }: Entry): void {
  tf.dispose(mask === null ? [tensor] : [tensor, mask]);
}

function disposeComputed(tf: Tf, { outputs, masks }: Computed): void {
  outputs.forEach((tensor, i) => {
    disposeEntry(tf, { tensor, mask: masks[i] ?? null });
  });
}

/** Counts down what a call used and frees what nothing uses any more. */
function release(run: Run, call: RunCall): void {
  const { tf } = run.options;
  const { tensors, variables } = run.uses;
  for (const input of call.inputs) {
    const key = placeKey(input);
    const left = (tensors.get(key) ?? 1) - 1;
    tensors.set(key, left);
    const entry = run.tensors.get(key);
    if (left > 0 || entry === undefined) continue;
    disposeEntry(tf, entry);
    run.tensors.delete(key);
  }
  if (call.weights.length === 0) return;
  const left = (variables.get(call.variables) ?? 1) - 1;
  variables.set(call.variables, left);
  if (left > 0) return;
  tf.dispose([...(run.variables.get(call.variables) ?? [])]);
  run.variables.delete(call.variables);
}

/** What the action gives, or what it threw as a reason. */
async function attempt<T extends object>(
  action: () => Promise<T | Impossible>,
): Promise<T | (Impossible & { readonly thrown?: true })> {
  try {
    return await action();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { impossible: message, thrown: true };
  }
}
