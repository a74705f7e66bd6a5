// Inputs: open axes and their sizes, ones, seeded random numbers that the layers behind them accept.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { RunPlan } from '../../../src/protocol/runPlan.ts';
import { type InputChoice, inputShape, makeInput, openAxes } from '../../../webview/runtime/inputs.ts';
import { input, layer, plan, tf, useCpu } from './plans.ts';

before(useCpu);

function numbers(of: RunPlan, choice: InputChoice, seed = 1): number[] {
  const first = of.inputs[0];
  assert.ok(first !== undefined);
  const made = makeInput({ tf, plan: of, input: first, choice, seed, batch: 2, sizes: {} });
  assert.ok(!('impossible' in made));
  const out = Array.from(made.dataSync());
  made.dispose();
  return out;
}

test('open axes beside the batch get a size that suits the input; symbols are asked for once', () => {
  const open = plan(
    [
      input('image', [null, null, null, 3]),
      input('steps', [null, null, 8]),
      input('a', [null, 'h']),
      input('b', [null, 'h']),
    ],
    [],
  );
  assert.deepEqual(openAxes(open), [
    { key: 'image:1', label: 'image, axis 1', fallback: 128 },
    { key: 'image:2', label: 'image, axis 2', fallback: 128 },
    { key: 'steps:1', label: 'steps, axis 1', fallback: 64 },
    { key: 'h', label: 'h', fallback: 16 },
  ]);
  const [image, , a] = open.inputs;
  assert.ok(image !== undefined && a !== undefined);
  assert.deepEqual(inputShape(image, { batch: 2, sizes: { 'image:2': 64 } }), [2, 128, 64, 3]);
  assert.deepEqual(inputShape(a, { batch: 1, sizes: { h: 5 } }), [1, 5]);
});

test('a batch that the program fixes stays', () => {
  assert.deepEqual(inputShape(input('x', [4, 2]), { batch: 1, sizes: {} }), [4, 2]);
});

test('ones, and random numbers from 0 to 1 that the seed decides', () => {
  const floats = plan([input('x', [null, 50])], []);
  assert.deepEqual(numbers(floats, { kind: 'ones' }), Array(100).fill(1));
  const random = numbers(floats, { kind: 'random' });
  assert.ok(random.every(value => value >= 0 && value < 1));
  assert.ok(new Set(random).size > 90);
  assert.deepEqual(numbers(floats, { kind: 'random' }), random);
  assert.notDeepEqual(numbers(floats, { kind: 'random' }, 0), random);
  assert.deepEqual(numbers(floats, { kind: 'random' }, 0), numbers(floats, { kind: 'random' }, 0));
});

test('random tokens stay below the smallest vocabulary behind them', () => {
  const tokens = plan(
    [input('tokens', [null, 200], 'int64')],
    [
      layer('e', 'Embedding', { input_dim: 5, output_dim: 2 }, { from: ['tokens'] }),
      layer('f', 'Embedding', { input_dim: 9, output_dim: 2 }, { from: ['tokens'] }),
    ],
  );
  const drawn = numbers(tokens, { kind: 'random' });
  assert.deepEqual([...new Set(drawn)].sort(), [0, 1, 2, 3, 4]);
  const floats = plan([input('tokens', [null, 200])], tokens.calls);
  assert.deepEqual([...new Set(numbers(floats, { kind: 'random' }))].sort(), [0, 1, 2, 3, 4]);
  assert.deepEqual(
    [...new Set(numbers(plan([input('x', [null, 99], 'bool')], []), { kind: 'random' }))].sort(),
    [0, 1],
  );
});

test('text cannot be made up, but can be given', () => {
  const text = input('words', [null, 1], 'string');
  const asked = { tf, plan: plan([text], []), input: text, seed: 1, batch: 1, sizes: {} };
  assert.deepEqual(makeInput({ ...asked, choice: { kind: 'ones' } }), {
    impossible: 'text cannot be made up for an input of strings',
  });
  const values = { words: { shape: [1, 1], data: ['hello'] } };
  const made = makeInput({ ...asked, choice: { kind: 'values', values } });
  assert.ok(!('impossible' in made) && made.dtype === 'string');
  made.dispose();
});
