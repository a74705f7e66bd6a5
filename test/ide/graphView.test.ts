// Models as they are drawn: nodes, edges, nested graphs, cuts, and what is not known.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { toDot } from '../../src/ide/graph/dot.ts';
import { graphView } from '../../src/ide/graph/graphView.ts';
import { toMermaid } from '../../src/ide/graph/mermaid.ts';
import { listedModels } from '../../src/ide/modelList.ts';
import { type GraphView, nodeLabel } from '../../src/protocol/graphView.ts';
import { isGraphAnswer } from '../../src/protocol/validate.ts';
import { analyseText, type SuiteLanguage } from '../harness/analyseText.ts';

function viewOf(program: string, variable = 'model', language: SuiteLanguage = 'python'): GraphView {
  const analysis = analyseText(program, language);
  const listed = listedModels(analysis).find(({ label }) => label === variable);
  assert.ok(listed);
  const graph = graphView(analysis, listed.record.model);
  assert.ok(isGraphAnswer({ document: analysis.uri, version: 1, graph, plan: { impossible: 'not asked' } }));
  return graph;
}

const program = (file: string): string => readFileSync(join(import.meta.dirname, '../workspace', file), 'utf8');

const start = `import keras
from keras import layers
`;

test('a node has its shapes, arguments, weights and place', () => {
  const graph = viewOf(`${start}x = keras.Input((28, 28, 1))
y = layers.Conv2D(8, 3, strides=2, activation='relu')(x)
model = keras.Model(x, y, name='small')
`);
  const { name, variable, className, framework, inputs, outputs, params, inputNodes, outputNodes } = graph;
  assert.deepEqual(
    { name, variable, className, framework, inputs, outputs, params, inputNodes, outputNodes },
    {
      name: 'small',
      variable: 'model',
      className: 'Functional',
      framework: 'Keras 3',
      inputs: ['(None, 28, 28, 1)'],
      outputs: ['(None, 13, 13, 8)'],
      params: { total: 80, trainable: 80 },
      inputNodes: ['input_layer'],
      outputNodes: [{ node: 'conv2d', output: 0 }],
    },
  );
  const node = graph.nodes[1];
  assert.ok(node);
  assert.equal(nodeLabel(node), 'conv2d, Conv2D, (None, 13, 13, 8)');
  assert.equal(node.state, 'output');
  assert.equal(node.category, 'convolution');
  assert.equal(node.index, 1);
  assert.equal(node.summary, '3×3, stride 2, relu');
  assert.deepEqual(node.source, {
    uri: 'file:///test.py',
    startLine: 3,
    startColumn: 4,
    endLine: 3,
    endColumn: 56,
  });
  assert.deepEqual(node.weights, [
    { name: 'kernel', shape: '(3, 3, 1, 8)', trainable: true, count: 72 },
    { name: 'bias', shape: '(8,)', trainable: true, count: 8 },
  ]);
  const given = node.args.filter(({ isDefault }) => !isDefault).map(({ name, value }) => `${name}=${value}`);
  assert.deepEqual(given, ['filters=8', 'kernel_size=3', 'strides=2', "activation='relu'"]);
  assert.ok(node.args.every(({ doc }) => doc !== undefined && doc !== ''));
  assert.deepEqual(graph.edges, [
    { from: 'input_layer', output: 0, to: 'conv2d', shape: '(None, 28, 28, 1)', dropped: false },
  ]);
});

test('a nested model holds its graph with the shapes of its call', () => {
  const graph = viewOf(`${start}tower = keras.Sequential([keras.Input((None, 3)), layers.Conv1D(4, 3)], name='tower')
a = keras.Input((10, 3), name='a')
b = keras.Input((20, 3), name='b')
model = keras.Model([a, b], [tower(a), tower(b)])
`);
  const calls = graph.nodes.filter(node => node.category === 'model');
  assert.deepEqual(
    calls.map(({ id, sharedWith, inner }) => [id, sharedWith, inner?.nodes.map(node => [node.id, node.outputs[0]])]),
    [
      [
        'tower',
        ['tower[1]'],
        [
          ['tower[0]/input_layer', '(None, 10, 3)'],
          ['tower[0]/conv1d', '(None, 8, 4)'],
        ],
      ],
      [
        'tower[1]',
        ['tower'],
        [
          ['tower[1]/input_layer', '(None, 20, 3)'],
          ['tower[1]/conv1d', '(None, 18, 4)'],
        ],
      ],
    ],
  );
});

test('a cut shows the branch it drops and the merge it misses', () => {
  const graph = viewOf(program('siamese_fixed.py'), 'model2');
  const dropped = graph.nodes.filter(node => node.state === 'dropped').map(nodeLabel);
  assert.deepEqual(dropped, [
    'conv2_block1_0_conv, Conv2D, (None, 25, 25, 256), dropped',
    'conv2_block1_0_bn, BatchNormalization, (None, 25, 25, 256), dropped',
    'conv2_block1_add, Add, (None, 25, 25, 256), dropped',
  ]);
  assert.deepEqual(
    graph.edges.filter(edge => edge.dropped).map(({ from, to }) => `${from} → ${to}`),
    [
      'pool1_pool → conv2_block1_0_conv',
      'conv2_block1_0_conv → conv2_block1_0_bn',
      'conv2_block1_0_bn → conv2_block1_add',
      'conv2_block1_3_bn → conv2_block1_add',
    ],
  );
  const { base, complete, severity, at, merges, message } = graph.cut ?? {};
  assert.deepEqual(
    { base, complete, severity, at, merges },
    { base: 'model', complete: false, severity: 'warning', at: ['conv2_block1_3_bn'], merges: ['conv2_block1_add'] },
  );
  assert.match(message ?? '', /conv2_block1_add/);
});

test('a cut that drops a bare shortcut shows the merge', () => {
  const graph = viewOf(program('residual.js'), 'features', 'javascript');
  assert.deepEqual(
    graph.edges.filter(edge => edge.dropped).map(({ from, to }) => `${from} → ${to}`),
    ['block1_out → block2_add', 'block2_conv2 → block2_add'],
  );
  assert.equal(graph.framework, 'TensorFlow.js');
  assert.deepEqual(graph.outputs, ['[null, 32, 32, 16]']);
});

test('a model whose input is not known is drawn without shapes', () => {
  const graph = viewOf(`${start}model = keras.Sequential([layers.Dense(3), layers.Dense(2)])\n`);
  assert.deepEqual(graph.nodes.map(nodeLabel), ['dense, Dense, ?', 'dense_1, Dense, ?']);
  assert.equal(graph.edges.length, 1);
  assert.match(graph.incomplete ?? '', /input is not known/);
});

test('a part that is not known says why', () => {
  const graph = viewOf(`${start}import sys
x = keras.Input((8,))
model = keras.Model(x, layers.Dense(int(sys.argv[1]))(x))
`);
  const node = graph.nodes.find(({ className }) => className === 'Dense');
  assert.deepEqual(node?.outputs, ['(None, ?)']);
  assert.equal(node?.params.total, null);
  assert.match(node?.notes[0]?.message ?? '', /^Not known: /);
});

test('names of users are quoted in DOT and Mermaid', () => {
  const graph = viewOf(`${start}x = keras.Input((8,), name='a"b')
model = keras.Model(x, layers.Dense(3, name='c] --> d["e')(x))
`);
  assert.match(toDot(graph), /"a\\"b" \[label="a\\"b\\nInputLayer\\n\(None, 8\)"\];/);
  assert.match(toDot(graph), /"a\\"b" -> "c\] --> d\[\\"e" \[label="\(None, 8\)"\];/);
  const mermaid = toMermaid(graph);
  assert.match(mermaid, /^flowchart TB\n {2}n0\["a#34;b<br\/>InputLayer<br\/>\(None, 8\)"\]\n/);
  assert.ok(!mermaid.includes('d["e'));
});
