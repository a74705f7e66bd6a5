// The names that Keras 2 gives to the nodes of TensorFlow's functions and of the operators. Functions that fall into
// several nodes are left out.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { nodeName } from '../../src/ops/graphNames.ts';
import { findOp } from '../../src/ops/registry.ts';

test('nodes of Keras 2 are named after the innermost function', () => {
  const file = new URL('../truth/ops.keras2.names.json', import.meta.url);
  const names = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  const wrong = Object.entries(names).flatMap(([path, name]) => {
    const op = findOp(path);
    const stem = op === undefined ? 'none' : nodeName(op, 'keras2').stem;
    return stem === `tf.${name}` ? [] : [`${path}: ${stem}, not tf.${name}`];
  });
  assert.deepEqual(wrong, []);
});

test('nodes of Keras 3 are named after their class', () => {
  const stem = (path: string) => {
    const op = findOp(path);
    return op === undefined ? undefined : nodeName(op, 'keras3').stem;
  };
  assert.equal(stem('keras.ops.expand_dims'), 'expand_dims');
  assert.equal(stem('operator.mul'), 'multiply');
  assert.equal(stem('getitem'), 'get_item');
  assert.equal(stem('keras.ops.concatenate'), 'concatenate');
});
