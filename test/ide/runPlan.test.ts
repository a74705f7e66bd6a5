// Plans by which models are computed: calls in order, nested models flattened, shared variables, and reasons.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listedModels } from '../../src/ide/modelList.ts';
import { runPlan } from '../../src/ide/runPlan.ts';
import type { RunPlan } from '../../src/protocol/runPlan.ts';
import { analyseText } from '../harness/analyseText.ts';

function planOf(program: string, variable = 'model'): RunPlan | { readonly impossible: string } {
  const listed = listedModels(analyseText(program)).find(({ label }) => label === variable);
  assert.ok(listed);
  return runPlan(listed.record.model);
}

function possible(program: string): RunPlan {
  const plan = planOf(program);
  assert.ok('calls' in plan, 'impossible' in plan ? plan.impossible : '');
  return plan;
}

const start = `import keras
from keras import layers
`;

test('a layer is given with its arguments, weights and inferred shapes', () => {
  const plan = possible(`${start}x = keras.Input((8,), name='features')
model = keras.Model(x, layers.Dense(4, activation='relu', use_bias=True)(x), name='small')
`);
  assert.equal(plan.model, 'small');
  assert.deepEqual(plan.inputs, [{ node: 'features', name: 'features', shape: [null, 8], dtype: 'float32' }]);
  assert.deepEqual(plan.outputs, [{ node: 'dense', output: 0 }]);
  assert.deepEqual(plan.calls, [
    {
      node: 'dense',
      name: 'dense',
      callIndex: 0,
      variables: 'dense',
      className: 'Dense',
      inputs: [{ node: 'features', output: 0 }],
      inferred: [[null, 4]],
      what: {
        kind: 'layer',
        layer: {
          className: 'Dense',
          name: 'dense',
          dialect: 'keras3',
          given: { units: 4, activation: 'relu', use_bias: true },
        },
      },
      weights: [
        { name: 'kernel', shape: [8, 4], dtype: 'float32', trainable: true, initializer: 'glorot_uniform' },
        { name: 'bias', shape: [4], dtype: 'float32', trainable: true, initializer: 'zeros' },
      ],
    },
  ]);
});

test('calls of a shared layer share variables and are counted', () => {
  const plan = possible(`${start}a = keras.Input((8,), name='a')
b = keras.Input((8,), name='b')
shared = layers.Dense(4, name='shared')
model = keras.Model([a, b], layers.Add(name='sum')([shared(a), shared(b)]))
`);
  assert.deepEqual(
    plan.calls.map(({ node, name, callIndex, variables, inputs }) => [node, name, callIndex, variables, inputs]),
    [
      ['shared', 'shared', 0, 'shared', [{ node: 'a', output: 0 }]],
      ['shared[1]', 'shared', 1, 'shared', [{ node: 'b', output: 0 }]],
      [
        'sum',
        'sum',
        0,
        'sum',
        [
          { node: 'shared', output: 0 },
          { node: 'shared[1]', output: 0 },
        ],
      ],
    ],
  );
});

test('nested models are flattened, with the shapes of each call', () => {
  const plan =
    possible(`${start}tower = keras.Sequential([keras.Input((None, 3)), layers.Conv1D(4, 3, name='conv1d')], name='tower')
a = keras.Input((10, 3), name='a')
b = keras.Input((20, 3), name='b')
model = keras.Model([a, b], layers.Dense(2, name='head')(layers.Concatenate(axis=1, name='both')([tower(a), tower(b)])))
`);
  assert.deepEqual(
    plan.calls.map(({ node, variables, what, inputs, inferred }) => [node, variables, what.kind, inputs, inferred]),
    [
      ['tower[0]/conv1d', 'tower/conv1d', 'layer', [{ node: 'a', output: 0 }], [[null, 8, 4]]],
      ['tower', 'tower', 'model', [{ node: 'tower[0]/conv1d', output: 0 }], [[null, 8, 4]]],
      ['tower[1]/conv1d', 'tower/conv1d', 'layer', [{ node: 'b', output: 0 }], [[null, 18, 4]]],
      ['tower[1]', 'tower', 'model', [{ node: 'tower[1]/conv1d', output: 0 }], [[null, 18, 4]]],
      [
        'both',
        'both',
        'layer',
        [
          { node: 'tower', output: 0 },
          { node: 'tower[1]', output: 0 },
        ],
        [[null, 26, 4]],
      ],
      ['head', 'head', 'layer', [{ node: 'both', output: 0 }], [[null, 26, 2]]],
    ],
  );
});

test('operations are given with their arguments, tensors by their position', () => {
  const plan = possible(`${start}x = keras.Input((8, 8, 3), name='x')
y = keras.ops.reshape(x * 2.0, (-1, 192))
z = y[:, 1:]
model = keras.Model(x, z)
`);
  assert.deepEqual(
    plan.calls.map(({ what }) => (what.kind === 'operation' ? [what.op, what.args, what.keywords] : what)),
    [
      ['operator.mul', [{ input: 0 }, { float: 2 }], {}],
      ['keras.ops.reshape', [{ input: 0 }, [-1, 192]], {}],
      ['getitem', plan.calls[2]?.what.kind === 'operation' ? plan.calls[2].what.args : [], {}],
    ],
  );
});

test('several arguments of a call are told apart', () => {
  const plan = possible(`${start}q = keras.Input((4, 8), name='q')
v = keras.Input((6, 8), name='v')
model = keras.Model([q, v], layers.MultiHeadAttention(2, 4)(q, v, use_causal_mask=True))
`);
  const [call] = plan.calls;
  assert.ok(call?.what.kind === 'layer');
  assert.deepEqual(call.what.call, { query: { input: 0 }, value: { input: 1 }, use_causal_mask: true });
});

test('what cannot be computed says why', () => {
  assert.deepEqual(planOf(`${start}model = keras.Sequential([layers.Dense(3)])\n`), {
    impossible: 'the shape of its input is not known',
  });
  const plan = possible(`${start}class Mine(keras.layers.Layer):
    def call(self, x):
        return x
x = keras.Input((8,))
model = keras.Model(x, Mine(name='mine')(x))
`);
  assert.deepEqual(plan.calls[0]?.what, { kind: 'impossible', reason: '`Mine` is no layer of the framework' });
});
