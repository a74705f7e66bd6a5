// The bundles that are shipped: what they hold, how large they are, and that they start.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

const repository = join(import.meta.dirname, '../..');
const execute = promisify(execFile);

/** A copy of the sources, since building empties the folder that an editor may be running from. */
let copy = '';
before(async () => {
  copy = await mkdtemp(join(tmpdir(), 'layerscope-bundles-'));
  for (const part of ['src', 'webview', 'package.json', 'tsconfig.json', 'esbuild.mjs']) {
    await cp(join(repository, part), join(copy, part), { recursive: true });
  }
  await symlink(join(repository, 'node_modules'), join(copy, 'node_modules'));
  await mkdir(join(copy, 'dist'), { recursive: true });
  await execute(process.execPath, ['esbuild.mjs'], { cwd: copy });
});
after(() => rm(copy, { recursive: true }));

const bundle = (name: string): string => join(copy, 'dist', name);

test('the extension stays small', async () => {
  for (const name of ['extension.cjs', 'web/extension.js']) {
    const { size } = await stat(bundle(name));
    assert.ok(size < 300_000, `${name} has ${size} bytes`);
  }
});

test('neither the server nor the command line holds a byte of TensorFlow.js', async () => {
  const worker = await readFile(bundle('webview/runtimeWorker.js'), 'utf8');
  // What it says and not what it is called: its public names stand in the tables of names.
  const marks = ['Reusing existing backend factory', 'Initialization of backend', 'not found in registry'];
  for (const mark of marks) assert.ok(worker.includes(mark), `${mark} marks TensorFlow.js`);
  for (const name of ['server.cjs', 'web/server.js', 'cli.js', 'extension.cjs', 'web/extension.js']) {
    const text = await readFile(bundle(name), 'utf8');
    for (const mark of marks) assert.ok(!text.includes(mark), `${name} holds ${mark}`);
  }
});

test('the extension asks for nothing but what its host offers', async () => {
  const asked = new Set((await readFile(bundle('web/extension.js'), 'utf8')).match(/\brequire\("[^"]+"\)/g));
  assert.deepEqual([...asked], ['require("vscode")']);
});

test('the command line computes a model on WebAssembly, with the runtime beside it', async () => {
  const runtime = await readFile(bundle('runtime.js'), 'utf8');
  assert.ok(runtime.includes('registerKernel') && !runtime.includes('WebGL2RenderingContext'));
  const file = join(repository, 'test/workspace/siamese.py');
  const { stdout, stderr } = await execute(process.execPath, [
    bundle('cli.js'),
    'run',
    file,
    '--model',
    'model2',
    '--json',
  ]);
  assert.equal(stderr, '');
  const { backend, layers, problems } = JSON.parse(stdout);
  assert.equal(backend, 'wasm');
  assert.deepEqual(problems, []);
  assert.deepEqual(layers.at(-1).outputs[0].shape, [1, 25, 25, 256]);
});

test('the command line draws a model with the drawing of the panel', async () => {
  const file = join(repository, 'test/workspace/siamese.py');
  const drawn = [bundle('cli.js'), 'graph', file, '--model', 'model2', '--format', 'svg'];
  const { stdout, stderr } = await execute(process.execPath, drawn);
  assert.equal(stderr, '');
  assert.match(stdout, /^<\?xml[^>]*>\n<svg [^>]*>/);
  assert.match(stdout, />conv2_block1_1_conv</);
  assert.doesNotMatch(stdout, /var\(|color-mix|undefined|NaN/);
});

test('the command line runs', async () => {
  const file = join(repository, 'test/workspace/siamese.py');
  const { stdout } = await execute(process.execPath, [bundle('cli.js'), 'summary', file, '--model', 'model2']);
  assert.match(stdout, /Total params: 84,608/);
});
