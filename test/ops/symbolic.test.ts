// Symbolic tensors of Keras 3 in functions of TensorFlow and NumPy: refused, but for the few that compute nothing; taken
// within the call of a layer and under Keras 2, where they are TensorFlow's own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfigValue, Dialect } from '../../src/layers/config.ts';
import { applyOp } from '../../src/ops/apply.ts';
import type { OpResult } from '../../src/ops/define.ts';
import { findOp } from '../../src/ops/registry.ts';
import { dynamic } from '../../src/shapes/dim.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';

const x: ConfigValue = { kind: 'tensor', shape: [dynamic, 6], dtype: 'float32' };

function call(
  path: string,
  positional: readonly ConfigValue[],
  how: { readonly dialect?: Dialect; readonly traced?: boolean } = {},
): OpResult {
  const op = findOp(path);
  assert.ok(op, path);
  return applyOp({ op, positional, keywords: [], dialect: how.dialect ?? 'keras3', traced: how.traced ?? false });
}

const kinds = (result: OpResult) => result.problems.map(problem => problem.kind);

test('functions of TensorFlow and NumPy refuse symbolic tensors of Keras 3', () => {
  for (const path of ['tf.reduce_mean', 'tf.shape', 'tf.identity', 'numpy.mean', 'numpy.expand_dims'])
    assert.deepEqual(kinds(call(path, path === 'numpy.expand_dims' ? [x, 0] : [x])), ['symbolic-value'], path);
  assert.deepEqual(kinds(call('tf.concat', [[x, x], 1])), ['symbolic-value']);
});

test('those that compute nothing take them', () => {
  for (const path of ['numpy.shape', 'numpy.ndim', 'numpy.squeeze', 'numpy.flip', 'tf.is_tensor'])
    assert.deepEqual(kinds(call(path, [x])), [], path);
});

test('within a call they are TensorFlow tensors, and under Keras 2 such that NumPy refuses', () => {
  for (const how of [{ traced: true }, { traced: false, dialect: 'keras2' as const }]) {
    const mean = call('tf.reduce_mean', [x, 1], how);
    assert.deepEqual(kinds(mean), []);
    assert.ok(!isUnknown(mean.outputs) && mean.outputs.kind === 'one');
    assert.deepEqual(mean.outputs.value.shape, [dynamic]);
    assert.deepEqual(kinds(call('numpy.mean', [x], how)), how.traced === true ? [] : ['symbolic-value']);
  }
});

test('sizes of open axes go through tf.shape into shapes', () => {
  const shape = call('tf.shape', [x], { dialect: 'keras2' });
  assert.ok(!isUnknown(shape.outputs) && shape.outputs.kind === 'one');
  assert.deepEqual(shape.outputs.value.sizes, [dynamic, 6]);
  const vector: ConfigValue = { kind: 'tensor', ...shape.outputs.value };
  const first = call('getitem', [vector, 0], { dialect: 'keras2' });
  assert.ok(!isUnknown(first.outputs) && first.outputs.kind === 'one');
  const batch: ConfigValue = { kind: 'tensor', ...first.outputs.value };
  const reshaped = call('tf.reshape', [x, [batch, 3, 2]], { dialect: 'keras2' });
  assert.ok(!isUnknown(reshaped.outputs) && reshaped.outputs.kind === 'one');
  assert.deepEqual(reshaped.outputs.value.shape, [dynamic, 3, 2]);
});

test('methods that symbolic tensors of Keras 3 do not have', () => {
  assert.deepEqual(kinds(call('method.astype', [x, 'int32'])), ['symbolic-value']);
  assert.deepEqual(kinds(call('method.reshape', [x, [-1, 3]])), []);
});

test('TensorFlow 1 had other names, which Keras 2 programs may use', () => {
  const op = findOp('tf.reduce_mean');
  assert.ok(op);
  const call = { op, positional: [x], keywords: [['keep_dims', true]] as const };
  assert.deepEqual(applyOp({ ...call, dialect: 'keras2' }).problems, []);
  assert.ok(isUnknown(applyOp({ ...call, dialect: 'keras2' }).outputs));
  assert.deepEqual(kinds(applyOp({ ...call, dialect: 'keras3', traced: true })), ['unknown-argument']);
});
