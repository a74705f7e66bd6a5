// `layerscope run`: outputs, statistics and values of every layer, what it is run on, and what it refuses.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { RunProblem } from '../../src/cli/compute/problems.ts';
import { openRuntime } from '../../webview/runtime/open.ts';
import { bytesOf, npy, npz } from './npyFiles.ts';
import { openProgram, type Ran } from './program.ts';

tf.enableProdMode();
setWasmPaths(join(import.meta.dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
const { run, write } = await openProgram({ openRuntime: () => openRuntime(tf) });

interface Output {
  readonly shape: readonly number[];
  readonly values?: readonly (number | string)[];
  readonly [figure: string]: unknown;
}

interface Report {
  readonly file: string;
  readonly model: string;
  readonly backend: string;
  readonly ms: number;
  readonly layers: readonly {
    readonly name: string;
    readonly class: string;
    readonly node: number;
    readonly ms: number;
    readonly outputs: readonly Output[];
    readonly failed?: string;
  }[];
  readonly problems: readonly RunProblem[];
}

/** The object that a run prints. */
async function report(...argv: string[]): Promise<Report> {
  const { status, out, complaints } = await run('run', ...argv, '--json');
  assert.equal(complaints, '');
  assert.equal(status, 0);
  return JSON.parse(out);
}

function outputOf({ layers }: Report, name: string, node = 0, output = 0): Output {
  const found = layers.find(layer => layer.name === name && layer.node === node)?.outputs[output];
  assert.ok(found !== undefined, `${name}[${node}] [${output}] in ${layers.map(layer => layer.name).join(', ')}`);
  return found;
}

/** How a run that is not possible is refused. */
async function refusal(...argv: string[]): Promise<string> {
  const { status, out, complaints }: Ran = await run('run', ...argv);
  assert.equal(out, '');
  assert.equal(status, 2);
  return complaints;
}

const start = `import keras
from keras import layers
`;

const relu = `${start}x = keras.Input((2, 3), name='image')
model = keras.Model(x, layers.Activation('relu', name='positive')(x), name='rectifier')
`;

test('the shape and statistics of every layer, and the numbers where they are asked for', async () => {
  await write({ 'relu.py': relu, 'in.json': '{"image": [[[3, -2, 3], [-4, 0, 3]]]}' });
  const { file, model, backend, ms, layers, problems } = await report(
    ...['@/relu.py', '--input', '@/in.json', '--values'],
  );
  assert.deepEqual(
    { file, model, backend, problems },
    { file: '@/relu.py', model: 'rectifier', backend: 'wasm', problems: [] },
  );
  assert.equal(typeof ms, 'number');
  const [, positive] = layers.map(({ ms, ...rest }) => rest);
  assert.deepEqual(positive, {
    name: 'positive',
    class: 'Activation',
    node: 0,
    outputs: [
      {
        shape: [1, 2, 3],
        inferred: [null, 2, 3],
        dtype: 'float32',
        min: 0,
        mean: 1.5,
        max: 3,
        std: 1.5,
        zeros: 0.5,
        nan: 0,
        inf: 0,
        values: [3, 0, 3, 0, 0, 3],
      },
    ],
  });
  assert.deepEqual(
    layers.map(({ name }) => name),
    ['image', 'positive'],
  );
  const without = await report('@/relu.py');
  assert.ok(!('values' in outputOf(without, 'positive')));
});

test('the table for people', async () => {
  await write({ 'relu.py': relu, 'in.json': '{"0": [[[3, -2, 3], [-4, 0, 3]]]}' });
  const { status, out } = await run('run', '@/relu.py', '--input', '@/in.json');
  assert.equal(status, 0);
  const [head, , ...lines] = out.replace(/(\d+\.\d)$/gm, '#.#').split('\n');
  assert.match(head ?? '', /^@\/relu\.py: rectifier on @\/in\.json, seed 1: \d+ ms on WebAssembly$/);
  assert.deepEqual(
    lines.map(line => line.trimEnd().replace(/ +(?=#\.#|ms)/, ' ')),
    [
      'layer     class       output     min  mean  max    std  zeros ms',
      'image     InputLayer  (1, 2, 3)   -4   0.5    3  2.754    17% #.#',
      'positive  Activation  (1, 2, 3)    0   1.5    3    1.5    50% #.#',
      '',
    ],
  );
});

test('the table with the numbers before it', async () => {
  await write({ 'relu.py': relu, 'in.json': '{"0": [[[1, -2, 3], [-4, 0, 0.1]]]}' });
  const { out } = await run('run', '@/relu.py', '--input', '@/in.json', '--values');
  assert.ok(out.includes('positive (1, 2, 3)\n  [0, 0] 1 0 3\n  [0, 1] 0 0 0.1\n'), out);
});

test('calls of shared layers are counted, layers of nested models named through them', async () => {
  await write({
    'nested.py': `${start}inner = keras.Input((4,))
tower = keras.Model(inner, layers.Dense(2, name='inside')(inner), name='tower')
a = keras.Input((4,), name='a')
b = keras.Input((4,), name='b')
model = keras.Model([a, b], layers.Add(name='both')([tower(a), tower(b)]))
`,
    'in.json': '{"a": [[1, 0, 0, 0]], "b": [[1, 0, 0, 0]]}',
  });
  const ran = await report('@/nested.py', '--model', 'model', '--input', '@/in.json', '--values');
  assert.deepEqual(
    ran.layers.map(({ name, node }) => `${name} ${node}`),
    ['a 0', 'b 0', 'tower[0]/inside 0', 'tower 0', 'tower[1]/inside 0', 'tower 1', 'both 0'],
  );
  const first = outputOf(ran, 'tower[0]/inside').values;
  assert.deepEqual(outputOf(ran, 'tower', 1).values, first);
  assert.deepEqual(
    outputOf(ran, 'both').values,
    first?.map(value => Number(value) * 2),
  );
});

test('random numbers and weights depend on the seed alone', async () => {
  await write({
    'dense.py': `${start}model = keras.Sequential([keras.Input((8,)), layers.Dense(3), layers.Dropout(0.5)])\n`,
  });
  const values = async (...options: string[]): Promise<unknown> =>
    outputOf(await report('@/dense.py', '--values', ...options), 'dropout').values;
  const first = await values('--input', 'random', '--seed', '7');
  assert.deepEqual(await values('--input=random', '--seed=7'), first);
  assert.notDeepEqual(await values('--input', 'random', '--seed', '8'), first);
  assert.notDeepEqual(await values('--input', 'random', '--seed', '7', '--training'), first);
});

test('arrays of an archive by name, by position and in order; others are left alone', async () => {
  const array = (...numbers: number[]): Uint8Array => npy('<f4', [1, 2], bytesOf(new Float32Array(numbers)));
  await write({
    'two.py': `${start}a = keras.Input((2,), name='a')
b = keras.Input((2,), name='b')
model = keras.Model([a, b], layers.Subtract(name='less')([a, b]))
`,
    'named.npz': npz({ a: array(5, 5), b: array(1, 2), in0: array(9, 9), other: Buffer.from('no array') }),
    'mixed.npz': npz({ in0: array(5, 5), 1: array(1, 2), out0: array(0, 0) }),
    'plain.npz': npz({ arr_0: array(5, 5), arr_1: array(1, 2) }),
  });
  for (const name of ['named', 'mixed', 'plain']) {
    const ran = await report('@/two.py', '--input', `@/${name}.npz`, '--values');
    assert.deepEqual(outputOf(ran, 'less').values, [4, 3], name);
  }
});

test('whole numbers and texts reach the layers that take them', async () => {
  await write({
    'tokens.py': `${start}x = keras.Input((3,), dtype='int32', name='tokens')
model = keras.Model(x, layers.Embedding(50, 2, embeddings_initializer='ones')(x))
`,
    'tokens.npz': npz({ tokens: npy('<i8', [2, 3], bytesOf(BigInt64Array.from([1n, 2n, 3n, 4n, 5n, 49n]))) }),
    'words.py': `${start}x = keras.Input((1,), dtype='string', name='words')
model = keras.Model(x, layers.StringLookup(vocabulary=['red', 'blue'])(x))
`,
    'words.json': '{"words": [["blue"], ["green"], ["red"]]}',
  });
  const tokens = await report('@/tokens.py', '--input', '@/tokens.npz', '--values');
  assert.equal(outputOf(tokens, 'tokens').dtype, 'int32');
  assert.deepEqual(outputOf(tokens, 'embedding').shape, [2, 3, 2]);
  const words = await report('@/words.py', '--input', '@/words.json', '--values');
  assert.deepEqual(outputOf(words, 'string_lookup').values, [2, 0, 1]);
  assert.deepEqual(outputOf(words, 'words').values, ['blue', 'green', 'red']);
});

test('what cannot be computed is told with its reason, all the rest is computed', async () => {
  await write({
    'lambda.py': `${start}class Own(layers.Layer):
    def call(self, x):
        return x * 2

x = keras.Input((4,), name='x')
y = layers.Dense(2, name='after')(Own(name='own')(x))
z = layers.Dense(3, name='beside')(x)
model = keras.Model(x, [y, z])
`,
  });
  const { layers, problems } = await report('@/lambda.py');
  assert.deepEqual(problems, [
    { kind: 'failed', layer: 'own', node: 0, message: '`Own` is no layer of the framework' },
    { kind: 'waits', layer: 'after', node: 0, message: 'waits for `own`, which could not be computed' },
  ]);
  const own = layers.find(({ name }) => name === 'own');
  assert.equal(own?.failed, '`Own` is no layer of the framework');
  assert.deepEqual(own?.outputs, []);
  const { status, out } = await run('run', '@/lambda.py');
  assert.equal(status, 0);
  assert.match(out, /^own +Own +failed$/m);
  assert.match(out, /^after +Dense +waits for own$/m);
  assert.ok(
    out.endsWith('\nown: `Own` is no layer of the framework\n1 more waits for what could not be computed\n'),
    out,
  );
});

test('NaN and infinity are counted everywhere and told where they come from', async () => {
  await write({
    'log.py': `${start}from keras import ops
x = keras.Input((3,), name='x')
y = ops.log(x)
model = keras.Model(x, ops.exp(layers.Activation('linear', name='same')(y)))
`,
    'in.json': '{"x": [[0, -1, 1]]}',
    'nan.json': '{"x": [["NaN", 1, 2]]}',
  });
  const ran = await report('@/log.py', '--input', '@/in.json', '--values');
  assert.deepEqual(outputOf(ran, 'same').values, ['-Infinity', 'NaN', 0]);
  const { min, mean, max, nan, inf } = outputOf(ran, 'same');
  assert.deepEqual({ min, mean, max, nan, inf }, { min: 0, mean: 0, max: 0, nan: 1, inf: 1 });
  assert.deepEqual(ran.problems, [
    { kind: 'nan', layer: 'log', node: 0, output: 0, message: '1 of its 3 numbers is NaN' },
    { kind: 'inf', layer: 'log', node: 0, output: 0, message: '1 of its 3 numbers is infinite' },
  ]);
  const { problems } = await report('@/log.py', '--input', '@/nan.json');
  assert.deepEqual(
    problems.map(({ kind, layer }) => [kind, layer]),
    [['nan', 'x']],
  );
});

test('inputs that do not fit are refused', async () => {
  await write({
    'relu.py': relu,
    'shape.json': '{"image": [[[1, 2], [3, 4]]]}',
    'name.json': '{"picture": [[[1, 2, 3], [4, 5, 6]]]}',
    'none.json': '{}',
    'ragged.json': '{"image": [[[1, 2, 3], [4, 5]]]}',
    'words.json': '{"image": [[["a", "b", "c"], ["d", "e", "f"]]]}',
    'mixed.json': '{"image": [[[1, 2, null], [4, 5, 6]]]}',
    'list.json': '[1, 2]',
    'broken.json': '{"image": [',
    'empty.npz': npz({ out0: npy('<f4', [1], new Uint8Array(4)) }),
    'objects.npz': npz({ image: npy('|O', [1], new Uint8Array(8)) }),
    'broken.npz': 'no archive',
  });
  const told = async (name: string): Promise<string> => refusal('@/relu.py', '--input', `@/${name}`);
  const about = (name: string): string => `layerscope: @/${name}: `;
  const first = 'the input `image` (0): ';
  assert.equal(
    await told('shape.json'),
    `${about('shape.json')}${first}values of shape (1, 2, 2) are given, the model takes (None, 2, 3)\n`,
  );
  assert.equal(await told('name.json'), `${about('name.json')}the model has no input 'picture', only image\n`);
  assert.equal(await told('none.json'), `${about('none.json')}${first}no values are given for it\n`);
  assert.equal(await told('ragged.json'), `${about('ragged.json')}'image' has lists of different lengths\n`);
  assert.equal(await told('words.json'), `${about('words.json')}${first}text is given, the model takes numbers\n`);
  assert.equal(await told('mixed.json'), `${about('mixed.json')}'image' holds null among its numbers\n`);
  assert.match(await told('list.json'), /it holds no object from the names or positions/);
  assert.match(await told('broken.json'), /it is no JSON: /);
  assert.equal(await told('empty.npz'), `${about('empty.npz')}${first}no values are given for it\n`);
  assert.match(await told('objects.npz'), /'image': its elements \(\|O\) are no numbers or texts/);
  assert.match(await told('broken.npz'), /it is no archive as numpy\.savez writes it/);
  assert.match(await told('absent.npz'), /there is no such file/);
});

test('models that are not there, not known or too many, and wrong usage', async () => {
  await write({
    'relu.py': relu,
    'open.py': `${start}model = keras.Sequential([layers.Dense(3)])\n`,
    'two.py': `${relu}other = keras.Model(x, layers.Flatten()(x))\n`,
    'empty.py': 'x = 1\n',
  });
  assert.match(await refusal('@/open.py'), /the model cannot be computed: the shape of its input is not known/);
  assert.match(await refusal('@/two.py'), /makes several models, name one with --model: model, other/);
  assert.match(await refusal('@/two.py', '--model', 'third'), /there is no model 'third'/);
  assert.match(await refusal('@/empty.py'), /no model is made/);
  assert.match(await refusal('@/none.py'), /there is no such file/);
  assert.match(await refusal('@/relu.py', '--input', 'zeros'), /--input is ones, random, or a \.json or \.npz file/);
  assert.match(await refusal('@/relu.py', '--seed', 'x'), /--seed needs a number/);
  assert.match(await refusal(), /run needs exactly one file/);
});
