// `layerscope run` on model files: what it computes with their weights is what Keras and TensorFlow.js computed.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { readNpy } from '../../src/cli/compute/npy.ts';
import { openZip } from '../../src/formats/zip.ts';
import { openRuntime } from '../../webview/runtime/open.ts';
import { excess } from '../webview/runtime/recorded.ts';
import { openProgram } from './program.ts';

tf.enableProdMode();
setWasmPaths(join(import.meta.dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
const { run, write } = await openProgram({ openRuntime: () => openRuntime(tf) });
const truth = join(import.meta.dirname, '../truth');

interface RecordedOutput {
  readonly layer: string;
  readonly node: number;
  readonly tensor: number;
  readonly key: string;
  readonly shape: readonly number[];
}

interface Ran {
  readonly backend: string;
  readonly layers: readonly {
    readonly name: string;
    readonly node: number;
    readonly outputs: readonly { readonly shape: readonly number[]; readonly values: readonly number[] }[];
  }[];
  readonly problems: readonly unknown[];
}

async function computed(...argv: string[]): Promise<Ran> {
  const { status, out, complaints } = await run('run', ...argv, '--json', '--values');
  assert.equal(complaints, '');
  assert.equal(status, 0);
  return JSON.parse(out);
}

/** What differs from the recorded outputs of a folder. */
function differences({ layers }: Ran, folder: string): readonly string[] {
  const { outputs } = JSON.parse(readFileSync(join(folder, 'io.json'), 'utf8')) as {
    outputs: readonly RecordedOutput[];
  };
  const archive = openZip(readFileSync(join(folder, 'io.npz')));
  return outputs.flatMap(({ layer, node, tensor, key, shape }) => {
    const about = `${layer}[${node}] [${tensor}]`;
    const found = layers.find(one => one.name === layer && one.node === node)?.outputs[tensor];
    const wanted = readNpy(archive.read(`${key}.npy`) ?? new Uint8Array());
    if (found === undefined || !('data' in wanted)) return [`${about} is missing`];
    if (String(found.shape) !== String(shape)) return [`${about} has the shape ${found.shape}`];
    const off = excess(found.values, Array.from(wanted.data, Number));
    return off > 1 ? [`${about} is off by ${off.toPrecision(3)} tolerances`] : [];
  });
}

const numerics = join(truth, 'numerics');
for (const name of readdirSync(numerics)) {
  for (const file of ['model.keras', 'model.h5']) {
    test(`${name}/${file}: every output is Keras's`, async () => {
      const folder = join(numerics, name);
      const ran = await computed(join(folder, file), '--input', join(folder, 'io.npz'));
      assert.equal(ran.backend, 'wasm');
      assert.deepEqual(differences(ran, folder), []);
      assert.deepEqual(ran.problems, []);
    });
  }
}

interface RecordedLayersModel {
  readonly inputs: readonly { readonly shape: readonly number[]; readonly values: readonly number[] }[];
  readonly outputs: readonly { readonly name: string; readonly values: unknown }[];
}

/** Flat numbers as nested lists. */
function nested(values: readonly number[], [length = 1, ...inner]: readonly number[]): unknown {
  if (inner.length === 0) return values;
  const size = values.length / length;
  return Array.from({ length }, (_, i) => nested(values.slice(i * size, (i + 1) * size), inner));
}

function numbersIn(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.flatMap(numbersIn) : [Number(value)];
}

const layersModels = join(truth, 'modelfiles');
for (const name of readdirSync(layersModels)) {
  test(`${name}/model.json: the outputs are those of TensorFlow.js or Keras`, async () => {
    const text = readFileSync(join(layersModels, name, 'expected.json'), 'utf8');
    const { inputs, outputs } = JSON.parse(text) as RecordedLayersModel;
    const values = Object.fromEntries(inputs.map((input, i) => [i, nested(numbersIn(input.values), input.shape)]));
    await write({ [`${name}.json`]: JSON.stringify(values) });
    const ran = await computed(join(layersModels, name, 'model.json'), '--input', `@/${name}.json`);
    for (const output of outputs) {
      const found = ran.layers.filter(layer => layer.name === output.name.split('/')[0]).at(-1);
      assert.ok(excess(found?.outputs[0]?.values ?? [], numbersIn(output.values)) <= 1, output.name);
    }
    assert.deepEqual(ran.problems, []);
  });
}

test('weights from another file stand in for those of a program', async () => {
  const folder = join(numerics, 'sequential_cnn');
  await write({ 'other.py': 'import keras\nmodel = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])\n' });
  const own = await computed(join(folder, 'model.keras'));
  const given = await computed(join(folder, 'model.keras'), '--weights', join(folder, 'model.h5'));
  assert.deepEqual(
    given.layers.map(({ outputs }) => outputs),
    own.layers.map(({ outputs }) => outputs),
  );
  const { status, complaints } = await run('run', '@/other.py', '--weights', join(folder, 'model.h5'));
  assert.equal(status, 2);
  assert.match(complaints, /model\.h5: its weights cannot be used: none of its weights fit the model/);
  assert.match((await run('run', '@/other.py', '--weights', '@/none.h5')).complaints, /there is no such file/);
});

test('files that hold no model, or no weights', async () => {
  const topology = {
    class_name: 'Sequential',
    config: {
      name: 'bare',
      layers: [
        { class_name: 'InputLayer', config: { batch_input_shape: [null, 3], name: 'x' } },
        { class_name: 'Dense', config: { units: 2, name: 'dense' } },
      ],
    },
  };
  await write({ 'bare.json': JSON.stringify(topology), 'other.json': '{}', 'torn.keras': 'PK\u0003\u0004 torn' });
  const bare = await computed('@/bare.json');
  assert.deepEqual(bare.layers.at(-1)?.outputs[0]?.shape, [1, 2]);
  assert.deepEqual(bare.problems, [
    { kind: 'note', message: 'The weights are drawn as the initializers of the layers would.' },
  ]);
  for (const [file, reason] of [
    ['other.json', /layerscope: @\/other\.json: its JSON describes no Keras model/],
    ['torn.keras', /layerscope: @\/torn\.keras: its archive is broken or cut off/],
    ['none.h5', /layerscope: @\/none\.h5: there is no such file or folder/],
  ] as const) {
    const { status, out, complaints } = await run('run', `@/${file}`);
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.match(complaints, reason);
  }
});
