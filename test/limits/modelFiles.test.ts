// No model file is too broken: whatever its bytes are, it is read or refused in one line, soon and without an exception.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { readModelFile, readWeightFile } from '../../src/formats/read.ts';
import { variableLayers } from '../../src/formats/weights/variables.ts';
import { readable, readBytes, readFrom, truth, whyNot } from '../formats/readFile.ts';

const samples = [
  'numerics/siamese/model.keras',
  'numerics/siamese/model.h5',
  'numerics/sequential_cnn/model.keras',
  'modelfiles/nested/model.json',
  'modelfiles/keras3_functional/model.json',
];

/** Pseudo-random numbers below 1, the same ones at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Reads the model and all its values; an answer in words must be one short line. */
async function read(bytes: Uint8Array): Promise<void> {
  const weights = new Uint8Array(4096);
  const answer = await readModelFile({ name: 'model', bytes, sibling: async () => weights });
  if ('unreadable' in answer) {
    assert.match(answer.unreadable, /^[^\n]{5,400}$/);
    return;
  }
  for (const note of answer.notes) assert.match(note, /^[^\n]{5,600}$/);
  for (const { layer, weights: specs } of variableLayers(answer.model.layer))
    for (const index of specs.keys()) answer.weights?.(layer, index);
}

for (const sample of samples) {
  test(`${sample}, cut off anywhere`, async () => {
    const whole = await readFile(join(truth, sample));
    const step = Math.ceil(whole.length / 250);
    for (let end = 0; end < whole.length; end += end < 64 ? 1 : step) await read(whole.subarray(0, end));
  });

  test(`${sample}, with bytes changed at random`, async () => {
    const whole = await readFile(join(truth, sample));
    const random = seeded(whole.length);
    for (let round = 0; round < 250; round++) {
      const bytes = Uint8Array.from(whole);
      for (let i = 0; i <= round % 8; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      await read(bytes);
    }
  });
}

test('a broken file of weights gives its reason', async () => {
  const { model } = readable(await readFrom(join(truth, 'numerics/siamese/model.keras')));
  const whole = await readFile(join(truth, 'numerics/siamese/model.weights.h5'));
  const random = seeded(7);
  for (let round = 0; round < 200; round++) {
    const bytes = Uint8Array.from(whole);
    for (let i = 0; i < 4; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    const answer = await readWeightFile(model, { name: 'w.h5', bytes, sibling: async () => undefined });
    if ('unreadable' in answer) assert.match(answer.unreadable, /^[^\n]{5,600}$/);
    else
      for (const { layer, weights } of variableLayers(model.layer))
        for (const i of weights.keys()) answer.weights(layer, i);
  }
});

const text = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

const input = {
  class_name: 'InputLayer',
  name: 'x',
  config: { name: 'x', batch_input_shape: [null, 4] },
  inbound_nodes: [],
};
const dense = (name: string, from: unknown) => ({
  class_name: 'Dense',
  name,
  config: { name, units: 3 },
  inbound_nodes: from,
});
const functional = (layers: readonly unknown[], output: unknown = [['d', 0, 0]]) => ({
  class_name: 'Functional',
  config: { name: 'm', layers, input_layers: [['x', 0, 0]], output_layers: output },
});

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['nothing', '', /^it is empty$/],
  ['no JSON', 'hello', /^its JSON is broken at character 0$/],
  ['bytes of nothing known', '\u0000\u0001', /^its JSON is broken/],
  ['a list', [1, 2], /^its JSON is no object/],
  ['an object of something else', { a: 1 }, /^its JSON describes no Keras model/],
  ['a graph model', { format: 'graph-model', modelTopology: { node: [] } }, /graph model/],
  ['brackets within brackets', '['.repeat(100_000), /nested too deeply/],
  ['a class that says nothing', { class_name: 'Mine', config: { a: 1 } }, /`Mine`.*does not say of what layers/],
  ['layers that are numbers', functional([1, 2]), /is no layer$/],
  ['a layer without a name', functional([{ class_name: 'Dense', config: {} }]), /has no name$/],
  ['two layers of one name', functional([input, input]), /two layers/],
  [
    'a call of what does not exist',
    functional([input, dense('d', [[['y', 0, 0, {}]]])]),
    /^what feeds `d` does not exist/,
  ],
  [
    'a circle',
    functional([input, dense('d', [[['e', 0, 0, {}]]]), dense('e', [[['d', 0, 0, {}]]])]),
    /depends on its own output/,
  ],
  ['a layer that feeds itself', functional([input, dense('d', [[['d', 0, 0, {}]]])]), /depends on its own output/],
  ['an output that does not exist', functional([input], [['z', 3, 0]]), /^an end of its model/],
  ['no outputs', functional([input], []), /no outputs$/],
  ['an output with a huge number', functional([input, dense('d', [[['x', 0, 1e6, {}]]])]), /more than 4096 outputs/],
  [
    'a name without end',
    functional([input, dense('d'.repeat(1e6), [[['y', 0, 0, {}]]])]),
    /^what feeds `d{120}…` does not/,
  ],
];

for (const [name, value, words] of refused) {
  test(`refused: ${name}`, async () => {
    assert.match(whyNot(await readBytes(text(value))), words);
  });
}

test('wrong types everywhere are no reason to fail', async () => {
  const wrong = [null, true, 7, 1.5, 'text', [], {}, [[[]]], { class_name: 3 }, { class_name: 'Dense' }, [['x', 0, 0]]];
  const config = { name: 'd', units: 3, activation: 'relu', dtype: 'float32', kernel_initializer: {}, trainable: true };
  for (const value of wrong) {
    for (const key of Object.keys(config)) {
      const layer = { ...dense('d', [[['x', 0, 0, {}]]]), config: { ...config, [key]: value } };
      await read(text(functional([input, layer])));
    }
    for (const key of ['class_name', 'config', 'name', 'inbound_nodes', 'module', 'registered_name', 'build_config'])
      await read(text(functional([input, { ...dense('d', [[['x', 0, 0, {}]]]), [key]: value }])));
    for (const key of ['layers', 'input_layers', 'output_layers', 'name'])
      await read(text({ class_name: 'Functional', config: { ...functional([input]).config, [key]: value } }));
    for (const key of ['modelTopology', 'weightsManifest', 'format'])
      await read(text({ modelTopology: functional([input], [['x', 0, 0]]), weightsManifest: [], [key]: value }));
  }
});

test('models that hold a model a thousand times, again and again, are refused', async () => {
  let model: Record<string, unknown> = functional([input], [['x', 0, 0]]);
  for (let depth = 0; depth < 4; depth++) {
    const calls = Array.from({ length: 100 }, (_, i) => [[i === 0 ? 'x' : 'm', i, 0, {}]]);
    model = functional([input, { ...model, name: 'm', inbound_nodes: calls }], [['m', 100, 0]]);
  }
  assert.match(whyNot(await readBytes(text(model))), /more than 200000 calls/);
});

test('ten thousand layers in a row, the last one first', async () => {
  const count = 10_000;
  const layers = Array.from({ length: count }, (_, i) => dense(`d${i}`, [[[i === 0 ? 'x' : `d${i - 1}`, 0, 0, {}]]]));
  const answer = await readBytes(text(functional([...layers.reverse(), input], [[`d${count - 1}`, 0, 0]])));
  assert.equal(readable(answer).notes.length, 0);
});

test('an archive that declares more than it holds is refused before anything is made ready for it', async () => {
  const archive = zipSync({ 'config.json': new TextEncoder().encode('{"a": 1}'.repeat(100)) });
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  for (let at = 0; at + 4 < archive.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 2 ** 31 - 1, true);
  assert.match(whyNot(await readBytes(archive)), /^its entry `config.json` declares more bytes than it can hold$/);
});

test('an archive of anything else is no model', async () => {
  const archive = zipSync({ 'a.txt': new Uint8Array(3) });
  assert.match(whyNot(await readBytes(archive)), /without the `config.json` of a Keras model/);
});
