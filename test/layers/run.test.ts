// What layers compute on tfjs against what real Keras computed with the same weights, and against numbers that can be
// checked by hand.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { applyLayer } from '../../src/layers/apply.ts';
import type { CallArgument } from '../../src/layers/define.ts';
import type { RunContext, Tensor } from '../../src/layers/run.ts';
import { flatten } from '../../src/shapes/nested.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';
import { chooseBackend } from '../../webview/runtime/backend.ts';
import { failureTable, makeFrom, readRows, toCall } from './rows.ts';

interface Values {
  readonly shape: readonly number[];
  readonly dtype?: string;
  readonly values: readonly number[];
}

interface Row {
  readonly layer: string;
  readonly args: Record<string, unknown>;
  readonly positional?: boolean;
  readonly call?: Record<string, unknown>;
  readonly call_tensors?: Record<string, unknown>;
  readonly inputs: unknown;
  readonly weights: readonly Values[];
  readonly outputs: readonly Values[];
}

setWasmPaths(join(import.meta.dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/'));

beforeEach(async () => {
  await tf.setBackend('cpu');
});

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'values' in value;
}

/** The tensors of a row, depth first. */
function valuesIn(value: unknown): readonly Values[] {
  if (isValues(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(valuesIn);
}

function tensorOf({ shape, dtype = 'float32', values }: Values): Tensor {
  const type = dtype === 'bool' ? 'bool' : /int/.test(dtype) ? 'int32' : 'float32';
  return tf.tensor([...values], [...shape], type);
}

/** The layer's computation; a string where there is none. */
function compute(
  row: Row,
  more: {
    readonly training?: boolean;
    readonly masks?: readonly (Tensor | null)[];
    readonly dialect?: 'keras3' | 'keras2' | 'tfjs';
  } = {},
): readonly Tensor[] | string {
  const dialect = more.dialect ?? 'keras3';
  const made = makeFrom(row.layer, row.args, dialect);
  if (made === undefined) return 'not defined';
  const { run } = made.layer.definition;
  if (run === undefined) return 'no computation';
  if ('impossible' in run) return run.impossible;
  const call: ReadonlyMap<string, CallArgument> = toCall(made.layer.definition, dialect, {
    inputs: row.inputs,
    ...(row.positional === undefined ? {} : { positional: row.positional }),
    ...(row.call === undefined ? {} : { call: row.call }),
    ...(row.call_tensors === undefined ? {} : { call_tensors: row.call_tensors }),
  });
  const inputs = [...valuesIn(row.inputs), ...valuesIn(row.call_tensors)].map(tensorOf);
  const context: RunContext = {
    tf,
    config: made.layer.config,
    given: made.layer.given,
    dialect,
    inputs,
    masks: more.masks ?? inputs.map(() => null),
    weights: row.weights.map(tensorOf),
    training: more.training ?? false,
    seed: 5,
    call,
  };
  const answer = run(context);
  if ('impossible' in answer) return answer.impossible;
  const outputs = Array.isArray(answer) ? (answer as readonly Tensor[]) : [answer as Tensor];
  const foretold = applyLayer({ layer: made.layer, call }).outputs;
  if (!isUnknown(foretold) && !foretoldOtherwise.has(row.layer)) {
    flatten(foretold).forEach(({ shape }, i) => {
      if (isUnknown(shape) || shape.some(dim => typeof dim !== 'number')) return;
      assert.deepEqual(outputs[i]?.shape, shape, `${row.layer}: the shape that is foretold`);
    });
  }
  return outputs;
}

/** What Keras foretells one shape for and computes another: scores of attention, bins of places that are no axis of one. */
const foretoldOtherwise = new Set(['MultiHeadAttention', 'Hashing']);

function compare(outputs: readonly Tensor[], wanted: readonly Values[]): string {
  if (outputs.length !== wanted.length) return `${outputs.length} outputs, Keras ${wanted.length}`;
  for (const [i, { shape, values }] of wanted.entries()) {
    const output = outputs[i] as Tensor;
    if (JSON.stringify(output.shape) !== JSON.stringify(shape)) return `shape ${output.shape}, Keras ${shape}`;
    const got = output.dataSync();
    const at = values.findIndex((value, j) => !(Math.abs(Number(got[j]) - value) <= 1e-4 + 2e-4 * Math.abs(value)));
    if (at >= 0) return `value ${at} is ${got[at]}, Keras ${values[at]}`;
  }
  return '';
}

for (const backend of ['cpu', 'wasm'] as const) {
  test(`every recorded computation of Keras 3 on ${backend}`, () => holdRecorded(backend));
}

async function holdRecorded(backend: 'cpu' | 'wasm'): Promise<void> {
  if (backend === 'wasm') assert.equal((await chooseBackend(tf, backend)).backend, backend);
  const failures = new Map<string, string[]>();
  const without = new Set<string>();
  let held = 0;
  for (const row of readRows<Row>('layerValues.keras3.jsonl.gz', 'plain numbers')) {
    if (process.env.LAYER !== undefined && row.layer !== process.env.LAYER) continue;
    let wrong: string;
    try {
      const outputs = compute(row);
      if (typeof outputs === 'string') {
        without.add(row.layer);
        continue;
      }
      wrong = compare(outputs, row.outputs);
    } catch (error) {
      wrong = String(error).slice(0, 200);
    }
    held++;
    if (wrong === '') continue;
    const list = failures.get(row.layer) ?? [];
    list.push(`${JSON.stringify(row.args)}: ${wrong}`);
    failures.set(row.layer, list);
  }
  const count = [...failures.values()].flat().length;
  if (process.env.WORST !== undefined) console.log(`${held} held, no computation: ${[...without].join(', ')}`);
  assert.equal(count, 0, `${count} of ${held} differ\n${failureTable(failures)}`);
  assert.ok(process.env.LAYER !== undefined || held > 600, `only ${held} were computed`);
}

/** The numbers that a layer makes of a single tensor. */
function numbers(
  layer: string,
  args: Record<string, unknown>,
  input: Values,
  more: Parameters<typeof compute>[1] & { readonly weights?: readonly Values[] } = {},
): readonly number[] {
  const outputs = compute({ layer, args, inputs: input, weights: more.weights ?? [], outputs: [] }, more);
  assert.ok(typeof outputs !== 'string', String(outputs));
  return [...(outputs[0] as Tensor).dataSync()].map(value => Math.round(value * 1e4) / 1e4);
}

const vector = (values: readonly number[]): Values => ({ shape: [1, values.length], values });

test('hard sigmoid is another line in Keras 3 than in tfjs', () => {
  assert.deepEqual(
    numbers('Activation', { activation: 'hard_sigmoid' }, vector([-3, -1, 0, 1])),
    [0, 0.3333, 0.5, 0.6667],
  );
  assert.deepEqual(
    numbers('activation', { activation: 'hardSigmoid' }, vector([-3, -1, 0, 1]), { dialect: 'tfjs' }),
    [0, 0.3, 0.5, 0.7],
  );
});

test('a rectifier with slope, limit and threshold', () => {
  const args = { negative_slope: 0.5, max_value: 3, threshold: 1 };
  assert.deepEqual(numbers('ReLU', args, vector([-1, 0.5, 1, 2, 5])), [-1, -0.25, 0, 2, 3]);
});

test('a layer as an activation', () => {
  const args = { units: 1, activation: { layer: 'LeakyReLU', args: { negative_slope: 0.1 } } };
  const weights = [
    { shape: [1, 1], values: [-2] },
    { shape: [1], values: [0] },
  ];
  assert.deepEqual(numbers('Dense', args, { shape: [1, 1], values: [3] }, { weights }), [-0.6]);
});

test('batch normalization by running averages, and by the batch while it is trained', () => {
  const input = { shape: [2, 1], values: [1, 3] };
  const weights = [[2], [1], [0], [4]].map(values => ({ shape: [1], values }));
  assert.deepEqual(numbers('BatchNormalization', { epsilon: 0 }, input, { weights }), [2, 4]);
  assert.deepEqual(numbers('BatchNormalization', { epsilon: 0 }, input, { weights, training: true }), [-1, 3]);
  const frozen = { epsilon: 0, trainable: false };
  assert.deepEqual(numbers('BatchNormalization', frozen, input, { weights, training: true }), [2, 4]);
});

test('dropout keeps the mean, and does nothing outside of training', () => {
  const input = { shape: [1, 2000], values: new Array<number>(2000).fill(1) };
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  assert.equal(mean(numbers('Dropout', { rate: 0.5 }, input)), 1);
  const dropped = numbers('Dropout', { rate: 0.5 }, input, { training: true });
  assert.deepEqual([...new Set(dropped)].sort(), [0, 2]);
  assert.ok(Math.abs(mean(dropped) - 1) < 0.1);
  assert.deepEqual(numbers('Dropout', { rate: 0.5 }, input, { training: true }), dropped);
});

test('the mean over a sequence leaves masked steps out', () => {
  const input = { shape: [1, 3, 1], values: [1, 3, 100] };
  const mask = tf.tensor([true, true, false], [1, 3], 'bool');
  assert.deepEqual(numbers('GlobalAveragePooling1D', {}, input, { masks: [mask] }), [2]);
});

test('steps of a sequence are masked in Keras 3 where the call has no other tensors, or is given the mask', () => {
  const sequence = { shape: [1, 3, 1], dtype: 'float32', values: [1, 2, 0] };
  const state = { shape: [1, 1], dtype: 'float32', values: [10] };
  const flags = { shape: [1, 3], dtype: 'bool', values: [1, 1, 0] };
  const mask = tf.tensor([true, true, false], [1, 3], 'bool');
  const weights = [
    { shape: [1, 1], values: [1] },
    { shape: [1, 1], values: [2] },
  ];
  const args = { units: 1, activation: null, use_bias: false, return_sequences: true };
  const outputs = (
    call_tensors: Record<string, unknown>,
    dialect: 'keras3' | 'keras2' = 'keras3',
  ): readonly number[] => {
    const row = { layer: 'SimpleRNN', args, inputs: sequence, call_tensors, weights, outputs: [] };
    const masks = [mask, null, null];
    const found = compute(row, { masks, dialect });
    assert.ok(typeof found !== 'string', String(found));
    return [...(found[0] as Tensor).dataSync()];
  };
  assert.deepEqual(outputs({}), [1, 4, 4]);
  assert.deepEqual(outputs({ initial_state: [state] }), [21, 44, 88]);
  assert.deepEqual(outputs({ initial_state: [state] }, 'keras2'), [21, 44, 44]);
  assert.deepEqual(outputs({ initial_state: [state], mask: flags }), [21, 44, 44]);
});

test('a low-rank update of a kernel', () => {
  const weights = [
    { shape: [1, 1], values: [1] },
    { shape: [1], values: [0] },
    { shape: [1, 2], values: [1, 2] },
    { shape: [2, 1], values: [3, 4] },
  ];
  assert.deepEqual(
    numbers('Dense', { units: 1, lora_rank: 2, lora_alpha: 1 }, { shape: [1, 1], values: [2] }, { weights }),
    [13],
  );
});

test('masks of embeddings, of masking, and of what joins them', () => {
  const masksOf = (
    name: string,
    args: Record<string, unknown>,
    inputs: readonly Tensor[],
    masks: readonly (Tensor | null)[],
  ) => {
    const made = makeFrom(name, args, 'keras3');
    assert.ok(made !== undefined);
    const { mask } = made.layer.definition;
    assert.ok(typeof mask === 'function');
    const context = {
      tf,
      config: made.layer.config,
      given: made.layer.given,
      dialect: 'keras3',
      inputs,
      masks,
      weights: [],
      training: false,
      seed: 1,
      call: new Map(),
    } as const;
    return mask({ ...context, outputs: inputs }).map(made => (made === null ? null : [...made.dataSync()]));
  };
  const steps = tf.tensor([1, 2, 0], [1, 3], 'int32');
  assert.deepEqual(masksOf('Embedding', { input_dim: 3, output_dim: 2, mask_zero: true }, [steps], [null]), [
    [1, 1, 0],
  ]);
  assert.deepEqual(masksOf('Embedding', { input_dim: 3, output_dim: 2 }, [steps], [null]), [null]);
  const values = tf.tensor([0, 1, 0, 0], [1, 2, 2]);
  assert.deepEqual(masksOf('Masking', {}, [values], [null]), [[1, 0]]);
  const first = tf.tensor([true, false], [1, 2], 'bool');
  const second = tf.tensor([false, false], [1, 2], 'bool');
  assert.deepEqual(masksOf('Add', {}, [values, values], [first, second]), [[1, 0]]);
  assert.deepEqual(masksOf('Add', {}, [values, values], [first, null]), [null]);
  assert.deepEqual(masksOf('Concatenate', { axis: 1 }, [values, values], [first, second]), [[1, 0, 0, 0]]);
});
