// The command line on model files: what it prints of them, and how it refuses those that it cannot read.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openProgram } from './program.ts';

const truth = join(import.meta.dirname, '../truth');
const siamese = join(truth, 'numerics/siamese/model.keras');
const nested = join(truth, 'modelfiles/nested/model.json');
const { run, write } = await openProgram();

test('inspect prints the calls and the model of an archive', async () => {
  const { status, out, complaints } = await run('inspect', '--json', siamese);
  assert.equal(status, 0);
  assert.equal(complaints, '');
  const report = JSON.parse(out);
  assert.equal(report.dialect, 'keras3');
  const at = { line: 1, column: 0, endLine: 1, endColumn: 0 };
  const towers = report.calls.filter((call: { name: string }) => call.name === 'tower');
  const outputs = [
    [null, 6],
    [null, 6],
  ];
  assert.deepEqual(
    towers,
    Array(3).fill({ ...at, layer: 'Functional', name: 'tower', outputs, dtype: 'float32', params: 315 }),
  );
  assert.ok(report.calls.some((call: { name: string }) => call.name === 'separable_conv2d'));
  assert.deepEqual(report.models, [
    {
      line: 1,
      column: 0,
      name: 'functional',
      kind: 'functional',
      inputs: Array(3).fill([null, 8, 8, 3]),
      outputs: [
        [null, 1],
        [null, 1],
        [null, 18],
      ],
      params: 315,
      trainable: 307,
      layers: 6,
    },
  ]);
  assert.deepEqual([report.bindings, report.findings, report.unmodelled, report.stopped], [[], [], {}, null]);
});

test('summary prints the table of a layers model as TensorFlow.js writes shapes', async () => {
  const { status, out } = await run('summary', nested);
  assert.equal(status, 0);
  assert.match(out, /^Model: "nested"/);
  assert.match(out, /encoder \(Sequential\) +│ \[null,3\] +│ +87 │/);
  assert.match(out, /Total params: 181/);
});

test('graph draws model files in all its formats', async () => {
  const json = JSON.parse((await run('graph', siamese, '--format', 'json')).out);
  assert.deepEqual(json.inputs, Array(3).fill('(None, 8, 8, 3)'));
  assert.equal(json.nodes.filter((node: { inner?: object }) => node.inner !== undefined).length, 3);
  assert.match((await run('graph', nested, '--format', 'dot')).out, /^digraph "nested" \{/);
  assert.match((await run('graph', nested, '--format', 'mermaid')).out, /^flowchart TB/);
});

test('a model file is asked for by its name', async () => {
  assert.equal((await run('summary', nested, '--model', 'nested')).status, 0);
  const { status, complaints } = await run('summary', nested, '--model', 'other');
  assert.equal(status, 2);
  assert.match(complaints, /there is no model 'other' in .*, only nested/);
});

test('what cannot be read is refused with one line', async () => {
  await write({ 'a.json': '{"a": ', 'b.json': '[]', 'c.keras': 'PK', 'd.h5': '' });
  for (const [file, words] of [
    ['@/a.json', /a\.json: its JSON ends too early$/],
    ['@/b.json', /b\.json: its JSON is no object, so it describes no model$/],
    ['@/c.keras', /c\.keras: it is no JSON, no archive and no HDF5 file$/],
    ['@/d.h5', /d\.h5: it is empty$/],
    ['@/none.keras', /none\.keras: there is no such file or folder$/],
    [join(truth, 'numerics/siamese/model.weights.h5'), /it holds only weights and says nothing of the layers/],
  ] as const) {
    for (const command of ['inspect', 'summary', 'graph']) {
      const { status, out, complaints } = await run(command, file);
      assert.equal(status, 2, file);
      assert.equal(out, '');
      assert.match(complaints.trim(), words);
      assert.equal(complaints.trim().split('\n').length, 1);
    }
  }
});

test('what a model file does not say is told, and the rest is shown', async () => {
  const layer = (name: string, className: string, from: string) => ({
    class_name: className,
    config: { name, units: 2 },
    name,
    inbound_nodes: [[[from, 0, 0, {}]]],
  });
  const x = {
    class_name: 'InputLayer',
    config: { name: 'x', batch_input_shape: [null, 4] },
    name: 'x',
    inbound_nodes: [],
  };
  const layers = [x, layer('mine', 'Mine', 'x'), layer('out', 'Dense', 'mine')];
  const config = { name: 'm', layers, input_layers: [['x', 0, 0]], output_layers: [['out', 0, 0]] };
  await write({ 'custom.json': JSON.stringify({ class_name: 'Functional', config }) });
  const { status, out } = await run('inspect', '--json', '@/custom.json');
  assert.equal(status, 0);
  const shapes = JSON.parse(out).calls.map((call: { name: string; outputs: unknown }) => [call.name, call.outputs]);
  assert.deepEqual(shapes, [
    ['x', [[null, 4]]],
    ['mine', ['?']],
    ['out', ['?']],
  ]);
});

test('graph draws model files and programs as SVG', async () => {
  const { status, out } = await run('graph', siamese, '--format', 'svg');
  assert.equal(status, 0);
  assert.match(out, /^<\?xml/);
  for (const name of ['anchor', 'tower', 'concatenate']) assert.ok(out.includes(`>${name}</text>`), name);
  await write({
    'a.py': 'import keras\nm = keras.Sequential([keras.Input((8,)), keras.layers.Dense(4, name="last")])\n',
  });
  assert.match((await run('graph', '@/a.py', '--format', 'svg')).out, />last<\/text>/);
});
