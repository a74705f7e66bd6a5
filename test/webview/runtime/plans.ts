// Plans written by hand for tests, and a run of them on a tfjs backend in Node.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { ConfigJson, RunCall, RunInput, RunPlan, RunWeight } from '../../../src/protocol/runPlan.ts';
import { chooseBackend } from '../../../webview/runtime/backend.ts';
import { type EvaluateOptions, evaluate, type RunReport, type RunSettings } from '../../../webview/runtime/evaluate.ts';
import type { Values } from '../../../webview/runtime/statistics.ts';

export { tf };

/** Makes the CPU backend the current one, without tfjs's word about Node. */
export async function useCpu(): Promise<void> {
  tf.env().set('IS_TEST', true);
  await tf.setBackend('cpu');
}

/** Makes the WebAssembly backend the current one, as runs have it. */
export async function useWasm(): Promise<void> {
  tf.env().set('IS_TEST', true);
  tf.enableProdMode();
  if (!started) {
    setWasmPaths(fileURLToPath(new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)));
    started = true;
  }
  const { backend } = await chooseBackend(tf, 'wasm');
  assert.equal(backend, 'wasm');
}

let started = false;

/** The backends whose numbers are held against recorded ones. */
export const backends = [
  { backend: 'cpu', use: useCpu },
  { backend: 'wasm', use: useWasm },
] as const;

export function input(node: string, shape: RunInput['shape'], dtype = 'float32'): RunInput {
  return { node, name: node, shape, dtype };
}

type CallParts = Partial<Omit<RunCall, 'inputs'>> & { readonly from: readonly string[] };

/** A call whose inputs are written as nodes, `node:1` for an output other than the first. */
function call(node: string, what: RunCall['what'], parts: CallParts): RunCall {
  const { from, ...rest } = parts;
  const inputs = from.map(text => {
    const [name = '', output = '0'] = text.split(':');
    return { node: name, output: Number(output) };
  });
  return {
    node,
    name: node,
    callIndex: 0,
    variables: node,
    className: '',
    weights: [],
    inferred: [],
    what,
    inputs,
    ...rest,
  };
}

/** A call of a layer. */
export function layer(
  node: string,
  className: string,
  given: Readonly<Record<string, ConfigJson>>,
  parts: CallParts & { readonly call?: Readonly<Record<string, ConfigJson>> },
): RunCall {
  const { call: told, ...rest } = parts;
  const json = { className, name: node, dialect: 'keras3', given } as const;
  return call(
    node,
    { kind: 'layer', layer: json, ...(told === undefined ? {} : { call: told }) },
    { className, ...rest },
  );
}

/** A call of an operation; tensors stand as `{ input: i }`. */
export function operation(node: string, op: string, args: readonly ConfigJson[], parts: CallParts): RunCall {
  return call(node, { kind: 'operation', op, args, keywords: {} }, { className: op, ...parts });
}

/** A call that cannot be computed. */
export function impossible(node: string, reason: string, parts: CallParts): RunCall {
  return call(node, { kind: 'impossible', reason }, { className: 'Lambda', ...parts });
}

export function weight(name: string, shape: readonly number[], initializer: ConfigJson = 'zeros'): RunWeight {
  return { name, shape, dtype: 'float32', trainable: true, initializer };
}

export function plan(inputs: readonly RunInput[], calls: readonly RunCall[]): RunPlan {
  const last = calls.at(-1)?.node ?? inputs[0]?.node ?? '';
  return { model: 'model', inputs, calls, outputs: [{ node: last, output: 0 }] };
}

export const settings: RunSettings = { input: { kind: 'ones' }, seed: 7, batch: 1, sizes: {}, training: false };

/** The settings with the values of the first input given, flat. */
export function given(shape: readonly number[], data: readonly number[]): RunSettings {
  return { ...settings, input: { kind: 'values', values: { 0: { shape, data } } } };
}

export interface Ran extends RunReport {
  /** The numbers of every output of every node. */
  numbers(node: string, output?: number): readonly number[];
  failure(node: string): string | undefined;
}

/** Runs a plan and keeps all numbers, on the CPU backend unless another one is asked for. */
export async function run(
  runPlan: RunPlan,
  { use = useCpu, ...options }: Partial<EvaluateOptions> & { readonly use?: () => Promise<void> } = {},
): Promise<Ran> {
  await use();
  const kept = new Map<string, readonly Values[]>();
  const report = await evaluate({
    tf,
    plan: runPlan,
    settings,
    ...options,
    onResult(result, values) {
      kept.set(result.node, values);
      options.onResult?.(result, values);
    },
  });
  return {
    ...report,
    numbers: (node, output = 0) => Array.from((kept.get(node)?.[output]?.data ?? []) as ArrayLike<number>),
    failure: node => report.results.find(result => result.node === node)?.failed,
  };
}
