// A plan is computed call by call: order, sharing, failures and what waits for them, cancelling, defects, and no tensor
// left behind.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { upTo } from '../../../webview/runtime/lifetimes.ts';
import { given, impossible, input, layer, operation, plan, run, settings, tf, useCpu, weight } from './plans.ts';

before(useCpu);

const dense = (units: number) => ({ units, use_bias: true });

test('a chain of operations with numbers worked out by hand', async () => {
  const ran = await run(
    plan(
      [input('x', [null, 3])],
      [
        operation('twice', 'operator.mul', [{ input: 0 }, 2], { from: ['x'] }),
        operation('sum', 'keras.ops.sum', [{ input: 0 }, 1], { from: ['twice'] }),
      ],
    ),
    { settings: given([1, 3], [1, 2, 3]) },
  );
  assert.equal(ran.ended, 'done');
  assert.deepEqual(ran.numbers('twice'), [2, 4, 6]);
  assert.deepEqual(ran.numbers('sum'), [12]);
  assert.deepEqual(
    ran.results.map(result => result.name),
    ['x', 'twice', 'sum'],
  );
});

test('a residual block adds what went around it', async () => {
  const ran = await run(
    plan(
      [input('x', [null, 4])],
      [
        operation('inner', 'keras.ops.negative', [{ input: 0 }], { from: ['x'] }),
        operation('bigger', 'operator.mul', [{ input: 0 }, 3], { from: ['inner'] }),
        operation('add', 'operator.add', [{ input: 0 }, { input: 1 }], { from: ['bigger', 'x'] }),
      ],
    ),
    { settings: given([1, 4], [1, -2, 0, 5]) },
  );
  assert.deepEqual(ran.numbers('add'), [-2, 4, 0, -10]);
});

test('calls with one key share their variables, others have their own', async () => {
  const kernel = [weight('kernel', [2, 2], 'glorot_uniform'), weight('bias', [2])];
  const ran = await run(
    plan(
      [input('a', [null, 2]), input('b', [null, 2])],
      [
        layer('first', 'Dense', dense(2), { from: ['a'], weights: kernel, variables: 'shared' }),
        layer('second', 'Dense', dense(2), { from: ['b'], weights: kernel, variables: 'shared', callIndex: 1 }),
        layer('other', 'Dense', dense(2), { from: ['b'], weights: kernel }),
      ],
    ),
  );
  assert.deepEqual(ran.numbers('first'), ran.numbers('second'));
  assert.notDeepEqual(ran.numbers('first'), ran.numbers('other'));
});

test('one branch fails: its cause is named downstream, and the other branch goes on', async () => {
  const ran = await run(
    plan(
      [input('x', [null, 2])],
      [
        impossible('lambda', 'a function of the program', { from: ['x'] }),
        operation('after', 'keras.ops.exp', [{ input: 0 }], { from: ['lambda'] }),
        operation('beside', 'keras.ops.negative', [{ input: 0 }], { from: ['x'] }),
        operation('both', 'operator.add', [{ input: 0 }, { input: 1 }], { from: ['after', 'beside'] }),
      ],
    ),
  );
  assert.equal(ran.ended, 'done');
  assert.equal(ran.failure('lambda'), 'a function of the program');
  assert.equal(ran.failure('after'), 'waits for `lambda`, which could not be computed');
  assert.equal(ran.failure('both'), 'waits for `lambda`, which could not be computed');
  assert.equal(ran.results.find(result => result.node === 'both')?.waitsFor, 'lambda');
  assert.equal(ran.results.find(result => result.node === 'lambda')?.waitsFor, undefined);
  assert.deepEqual(ran.numbers('beside'), [-1, -1]);
});

test('what tfjs throws is the reason, and nothing of the failed call stays', async () => {
  const before = tf.memory().numTensors;
  const ran = await run(
    plan(
      [input('x', [null, 2]), input('y', [null, 3])],
      [operation('add', 'operator.add', [{ input: 0 }, { input: 1 }], { from: ['x', 'y'] })],
    ),
  );
  assert.match(ran.failure('add') ?? '', /could not be broadcast/);
  assert.equal(tf.memory().numTensors, before);
});

test('an argument that is not known is a reason, unless it changes no output', async () => {
  const kernel = [weight('kernel', [2, 3], 'ones'), weight('bias', [3])];
  const ran = await run(
    plan(
      [input('x', [null, 2])],
      [
        layer('unknown', 'Dense', { units: { unknown: 'it comes from outside' } }, { from: ['x'], weights: kernel }),
        layer(
          'regular',
          'Dense',
          { units: 3, kernel_regularizer: { unknown: 'a call' } },
          { from: ['x'], weights: kernel },
        ),
        layer('missing', 'Densest', { units: 3 }, { from: ['x'] }),
      ],
    ),
  );
  assert.equal(ran.failure('unknown'), '`units` is not known: it comes from outside');
  assert.deepEqual(ran.numbers('regular'), [2, 2, 2]);
  assert.equal(ran.failure('missing'), 'there is no layer `Densest`');
});

test('NaN and infinity are counted, and the other elements described', async () => {
  const ran = await run(
    plan(
      [input('x', [null, 4])],
      [operation('quotient', 'keras.ops.divide', [{ input: 0 }, [[0, 0, 1, 2]]], { from: ['x'] })],
    ),
    { settings: given([1, 4], [0, 1, 3, 4]) },
  );
  const output = ran.results.at(-1)?.outputs[0];
  assert.equal(output?.nan, 1);
  assert.equal(output?.inf, 1);
  assert.equal(output?.min, 2);
  assert.equal(output?.max, 3);
  assert.equal(output?.mean, 2.5);
});

test('a computed shape that the inferred one does not allow is a defect', async () => {
  const sum = (node: string, inferred: (number | null | string)[] | string) =>
    operation(node, 'keras.ops.sum', [{ input: 0 }, 1], { from: ['x'], inferred: [inferred] });
  const ran = await run(
    plan(
      [input('x', [null, 4, 3])],
      [
        sum('right', [null, 3]),
        sum('open', [null, '(h-1)//2']),
        sum('unknown', '?'),
        sum('wrong', [null, 4]),
        sum('rank', [null, 4, 3]),
        operation('none', 'keras.ops.sum', [{ input: 0 }, 1], { from: ['x'] }),
      ],
    ),
  );
  assert.deepEqual(
    ran.defects.map(defect => defect.node),
    ['wrong', 'rank', 'none'],
  );
  const report = ran.defects[0]?.report ?? '';
  for (const part of ['wrong', 'Inferred: (None, 4)', 'Computed: (1, 3)', 'Inputs: (1, 4, 3)', 'keras.ops.sum'])
    assert.ok(report.includes(part), part);
});

test('a run stops at a call when it is cancelled, and cleans up', async () => {
  const before = tf.memory().numTensors;
  const calls = Array.from({ length: 50 }, (_, i) =>
    operation(`n${i}`, 'operator.add', [{ input: 0 }, 1], { from: [i === 0 ? 'x' : `n${i - 1}`] }),
  );
  let seen = 0;
  const ran = await run(plan([input('x', [null, 2])], calls), {
    cancelled: () => seen >= 10,
    onResult: () => {
      seen++;
    },
  });
  assert.equal(ran.ended, 'cancelled');
  assert.equal(ran.results.length, 10);
  assert.equal(tf.memory().numTensors, before);
});

test('tensors go after their last use: memory does not grow with depth', async () => {
  const before = tf.memory();
  const chain = (depth: number) =>
    plan(
      [input('x', [null, 1000])],
      Array.from({ length: depth }, (_, i) =>
        operation(`n${i}`, 'keras.ops.negative', [{ input: 0 }], { from: [i === 0 ? 'x' : `n${i - 1}`] }),
      ),
    );
  const short = await run(chain(5));
  const long = await run(chain(60));
  assert.equal(long.peakBytes, short.peakBytes);
  const after = tf.memory();
  assert.equal(after.numTensors, before.numTensors);
  assert.equal(after.numBytes, before.numBytes);
});

test('an output that nothing uses, unused inputs and several outputs leave nothing behind', async () => {
  const before = tf.memory().numTensors;
  const ran = await run(
    plan(
      [input('x', [null, 4]), input('unused', [null, 2])],
      [
        operation('halves', 'keras.ops.split', [{ input: 0 }, 2, 1], {
          from: ['x'],
          inferred: [
            [null, 2],
            [null, 2],
          ],
        }),
        operation('second', 'keras.ops.negative', [{ input: 0 }], { from: ['halves:1'] }),
        operation('same', 'keras.ops.reshape', [{ input: 0 }, [-1, 4]], { from: ['x'] }),
      ],
    ),
    { settings: given([1, 4], [1, 2, 3, 4]) },
  );
  assert.deepEqual(ran.numbers('halves', 1), [3, 4]);
  assert.deepEqual(ran.numbers('second'), [-3, -4]);
  assert.equal(ran.failure('unused'), 'no values are given for the input `unused`');
  assert.equal(tf.memory().numTensors, before);
});

test('the call of a nested model hands on what its inside has computed', async () => {
  const inner = operation('inner', 'operator.mul', [{ input: 0 }, 5], { from: ['x'], name: 'tower[0]/multiply' });
  const outer = {
    ...operation('tower', '', [], { from: ['inner'], inferred: [[null, 2]] }),
    what: { kind: 'model' } as const,
  };
  const after = operation('after', 'operator.add', [{ input: 0 }, { input: 1 }], { from: ['tower', 'inner'] });
  const before = tf.memory().numTensors;
  const ran = await run(plan([input('x', [null, 2])], [inner, outer, after]));
  assert.deepEqual(ran.numbers('tower'), [5, 5]);
  assert.deepEqual(ran.numbers('after'), [10, 10]);
  assert.equal(tf.memory().numTensors, before);
});

test('the same seed gives the same numbers; a name keeps its numbers when others come before it', async () => {
  const kernel = [weight('kernel', [2, 3], 'he_normal'), weight('bias', [3])];
  const only = plan([input('x', [null, 2])], [layer('last', 'Dense', dense(3), { from: ['x'], weights: kernel })]);
  const more = plan(
    [input('x', [null, 2])],
    [
      layer('early', 'Dense', dense(3), { from: ['x'], weights: kernel }),
      layer('last', 'Dense', dense(3), { from: ['x'], weights: kernel }),
    ],
  );
  const first = (await run(only)).numbers('last');
  assert.deepEqual((await run(more)).numbers('last'), first);
  assert.notDeepEqual((await run(only, { settings: { ...settings, seed: 8 } })).numbers('last'), first);
});

test('stored values take the place of initial ones, if their shape is right', async () => {
  const weights = [weight('kernel', [2, 1], 'ones'), weight('bias', [1])];
  const one = plan([input('x', [null, 2])], [layer('d', 'Dense', dense(1), { from: ['x'], weights })]);
  const stored = await run(one, {
    weightValues: (_, { name }) => (name === 'kernel' ? { shape: [2, 1], data: [10, 20] } : undefined),
  });
  assert.deepEqual(stored.numbers('d'), [30]);
  const wrong = await run(one, { weightValues: () => ({ shape: [3], data: [1, 2, 3] }) });
  assert.match(wrong.failure('d') ?? '', /`kernel` cannot be made: it has the shape \(2, 1\), its stored values \(3\)/);
});

test('a part of a plan computes to the same numbers as the whole', async () => {
  const whole = plan(
    [input('x', [null, 2]), input('y', [null, 2])],
    [
      operation('a', 'keras.ops.exp', [{ input: 0 }], { from: ['x'] }),
      operation('b', 'keras.ops.exp', [{ input: 0 }], { from: ['y'] }),
      operation('c', 'operator.add', [{ input: 0 }, 1], { from: ['a'] }),
    ],
  );
  const part = upTo(whole, 'c');
  assert.deepEqual(
    part.calls.map(call => call.node),
    ['a', 'c'],
  );
  assert.deepEqual(
    part.inputs.map(entry => entry.node),
    ['x'],
  );
  const random = { ...settings, input: { kind: 'random' } as const };
  assert.deepEqual(
    (await run(part, { settings: random })).numbers('c'),
    (await run(whole, { settings: random })).numbers('c'),
  );
});
