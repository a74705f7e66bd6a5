// Operations give the values that Keras, TensorFlow and Python's operators gave, by every library's names; what is not
// computed is refused rather than computed otherwise.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { ConfigJson } from '../../../src/protocol/runPlan.ts';
import { computeOperation } from '../../../webview/runtime/operations/compute.ts';
import { backends, tf, useCpu } from './plans.ts';
import { excess, numbersOf, type RecordedArray } from './recorded.ts';

interface Case {
  readonly op: string;
  readonly tensors: readonly RecordedArray[];
  readonly args: readonly ConfigJson[];
  readonly keywords: Readonly<Record<string, ConfigJson>>;
  readonly outputs: readonly RecordedArray[];
}

const file = new URL('../../truth/operations.keras3.json.gz', import.meta.url);
const cases = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as readonly Case[];

before(useCpu);

function compute({ op, tensors, args, keywords }: Omit<Case, 'outputs'>) {
  const inputs = tensors.map(tensor => tf.tensor(numbersOf(tensor), [...tensor.shape], tensor.dtype));
  try {
    const computed = computeOperation({ tf, op, args, keywords, inputs, dialect: 'keras3' });
    if ('impossible' in computed) return computed;
    return computed.outputs.map(output => {
      const found = { shape: [...output.shape], data: output.dataSync() };
      output.dispose();
      return found;
    });
  } finally {
    tf.dispose(inputs);
  }
}

const groups = new Map<string, Case[]>();
for (const one of cases) groups.set(one.op, [...(groups.get(one.op) ?? []), one]);

const everyGroupAndBackend = backends.flatMap(({ backend, use }) =>
  [...groups].map(([op, group]) => ({ backend, use, op, group })),
);

for (const { backend, use, op, group } of everyGroupAndBackend) {
  test(`${op} gives the recorded values on ${backend}`, async () => {
    await use();
    const before = tf.memory().numTensors;
    for (const one of group) {
      const about = `${op}(${JSON.stringify(one.args)}, ${JSON.stringify(one.keywords)})`;
      const found = compute(one);
      assert.ok(Array.isArray(found), `${about}: ${JSON.stringify(found)}`);
      assert.deepEqual(
        found.map(output => output.shape),
        one.outputs.map(output => [...output.shape]),
        about,
      );
      found.forEach((output, i) => {
        const off = excess(output.data, numbersOf(one.outputs[i] as RecordedArray));
        assert.ok(off <= 1, `${about}: output ${i} is off by ${off} tolerances`);
      });
    }
    assert.equal(tf.memory().numTensors, before);
  });
}

const matrix: RecordedArray = { shape: [2, 2], dtype: 'float32', data: 'AACAPwAAAEAAAEBAAACAQA==' };

function refusal(
  op: string,
  keywords: Readonly<Record<string, ConfigJson>> = {},
  args: readonly ConfigJson[] = [{ input: 0 }],
) {
  const answer = compute({ op, tensors: [matrix], args, keywords });
  assert.ok(!Array.isArray(answer), `${op} is computed`);
  return answer.impossible;
}

test('arguments that change values and are not computed are refused', () => {
  assert.equal(refusal('numpy.std', { ddof: 1 }), '`ddof` of `numpy.std` is not computed here');
  assert.equal(
    refusal('tf.matmul', { transpose_b: true }, [{ input: 0 }, { input: 0 }]),
    '`transpose_b` of `tf.matmul` is not computed here',
  );
  assert.ok(
    Array.isArray(
      compute({
        op: 'tf.matmul',
        tensors: [matrix],
        args: [{ input: 0 }, { input: 0 }],
        keywords: { transpose_b: false },
      }),
    ),
  );
});

test('functions that share a shape with others are not taken for them', () => {
  assert.match(refusal('tf.nn.dropout', { rate: { float: 0.5 } }), /cannot be computed/);
  assert.match(refusal('tf.linalg.band_part', {}, [{ input: 0 }, 0, -1]), /cannot be computed/);
  assert.match(refusal('numpy.nanargmax'), /cannot be computed|NaN/);
  assert.match(refusal('nonsense.function'), /cannot be computed/);
});

test('what is only known by name, or is a function of the program, is a reason', () => {
  const thrown = (json: ConfigJson) => () =>
    compute({ op: 'keras.ops.sum', tensors: [matrix], args: [{ input: 0 }, json], keywords: {} });
  assert.throws(thrown({ unknown: 'it is known by name only, as h' }), /known by name only, as h/);
  assert.throws(thrown({ custom: 'my_axis' }), /`my_axis` is a function of the program/);
});
