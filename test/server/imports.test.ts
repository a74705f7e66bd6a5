// Programs of several files in the server: files come from the editor, from the disk and from the client, and a change in one
// reaches the open files that import it.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as lsp from 'vscode-languageserver/node';
import { listFolderOnDisk } from '../../src/disk/listFolder.ts';
import { createDiskReader } from '../../src/disk/readSource.ts';
import { connect, type TestClient } from './client.ts';

const layers = `from keras import layers

def head(x, units=4):
    return layers.Dense(units)(x)
`;
const script = `import keras
from layers import head
y = head(keras.Input((3,)))
`;

let client: TestClient;
before(async () => {
  client = await connect({ folders: ['file:///project'] });
});
after(() => client.close());

async function hints(from: TestClient, uri: string): Promise<readonly unknown[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const found = await from.connection.sendRequest(lsp.InlayHintRequest.type, { textDocument: { uri }, range });
  return (found ?? []).map(({ label }) => label);
}

test('files are fetched from the client where the server cannot read, and again when they change', async () => {
  const uri = 'file:///project/fetched/train.py';
  await client.write('file:///project/fetched/layers.py', layers);
  await client.open(script, 'python', uri);
  await client.diagnostics(uri, 1);
  assert.deepEqual(await hints(client, uri), ['→ (None, 4)']);
  assert.ok(client.asked.includes('file:///project/fetched/layers.py'));
  // Only the folder of the script itself comes before an installed package.
  assert.deepEqual(
    client.asked.filter(asked => asked.includes('/keras') && !asked.startsWith('file:///project/fetched/keras')),
    [],
  );
  await client.write('file:///project/fetched/layers.py', layers.replace('units=4', 'units=9'));
  await client.diagnostics(uri, 1);
  assert.deepEqual(await hints(client, uri), ['→ (None, 9)']);
});

test('an edit in an open file reaches the files that import it', async () => {
  const imported = await client.open(layers, 'python', 'file:///project/open/layers.py');
  const uri = await client.open(script, 'python', 'file:///project/open/train.py');
  await client.diagnostics(uri, 1);
  assert.deepEqual(await hints(client, uri), ['→ (None, 4)']);
  const before = client.refreshes.hints;
  await client.replace(imported, 'units=4', 'units=7');
  await client.diagnostics(uri, 1);
  assert.deepEqual(await hints(client, uri), ['→ (None, 7)']);
  assert.equal(client.refreshes.hints, before + 1);
});

test('a definition leads into the other file', async () => {
  await client.open(layers, 'python', 'file:///project/places/layers.py');
  const uri = await client.open(script, 'python', 'file:///project/places/train.py');
  const found = await client.connection.sendRequest(lsp.DefinitionRequest.type, {
    textDocument: { uri },
    position: client.position(uri, 'head(keras'),
  });
  assert.ok(Array.isArray(found));
  assert.deepEqual(
    found.map(place => ('uri' in place ? [place.uri, place.range.start.line] : place)),
    [['file:///project/places/layers.py', 2]],
  );
  const hover = await client.connection.sendRequest(lsp.HoverRequest.type, {
    textDocument: { uri },
    position: client.position(uri, 'y ='),
  });
  assert.ok(hover !== null && lsp.MarkupContent.is(hover.contents));
  assert.match(hover.contents.value, /layers\.py, line 4/);
});

test('a finding of an imported file is shown there and not in the importer', async () => {
  const wrong = 'import keras\ny = keras.layers.Conv2D(3, 9)(keras.Input((4, 4, 3)))\n';
  const imported = await client.open(wrong, 'python', 'file:///project/findings/wrong.py');
  const uri = await client.open('from wrong import y\nz = y\n', 'python', 'file:///project/findings/train.py');
  assert.deepEqual(
    (await client.diagnostics(imported, 1)).map(({ code }) => code),
    ['empty-output'],
  );
  assert.deepEqual(await client.diagnostics(uri, 1), []);
});

test('files on the disk are read at once, and their changes seen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-'));
  const onDisk = await connect({ readDisk: createDiskReader() });
  try {
    await writeFile(join(folder, 'layers.py'), layers);
    const uri = await onDisk.open(script, 'python', pathToFileURL(join(folder, 'train.py')).toString());
    await onDisk.diagnostics(uri, 1);
    assert.deepEqual(await hints(onDisk, uri), ['→ (None, 4)']);
    await writeFile(join(folder, 'layers.py'), layers.replace('units=4', 'units=11'));
    await onDisk.write(pathToFileURL(join(folder, 'layers.py')).toString(), undefined);
    await onDisk.diagnostics(uri, 1);
    assert.deepEqual(await hints(onDisk, uri), ['→ (None, 11)']);
    assert.deepEqual(onDisk.asked, []);
  } finally {
    await onDisk.close();
    await rm(folder, { recursive: true });
  }
});

test('a file that comes to call a function is seen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'layerscope-'));
  const onDisk = await connect({ readDisk: createDiskReader(), listDisk: listFolderOnDisk });
  try {
    const net =
      "import * as tf from '@tensorflow/tfjs';\nexport function net(units) {\n  const x = tf.input({shape: [units]});\n  return x;\n}\n";
    const uri = await onDisk.open(net, 'javascript', pathToFileURL(join(folder, 'net.js')).toString());
    await onDisk.diagnostics(uri, 1);
    assert.deepEqual(await hints(onDisk, uri), ['→ [null, ?]']);
    await writeFile(join(folder, 'main.js'), "import {net} from './net.js';\nnet(7);\n");
    await onDisk.write(pathToFileURL(join(folder, 'main.js')).toString(), undefined);
    await onDisk.diagnostics(uri, 1);
    assert.deepEqual(await hints(onDisk, uri), ['→ [null, 7]']);
  } finally {
    await onDisk.close();
    await rm(folder, { recursive: true });
  }
});

test('a file in another language has its grammar loaded when it is imported', async () => {
  await client.write(
    'file:///project/mixed/net.ts',
    `import * as tf from '@tensorflow/tfjs';
export const net = (units: number) => tf.sequential({layers: [tf.layers.dense({units, inputShape: [2]})]});
`,
  );
  const uri = await client.open(
    "import {net} from './net.js';\nconst m = net(5);\n",
    'javascript',
    'file:///project/mixed/a.js',
  );
  await client.diagnostics(uri, 1);
  const hover = await client.connection.sendRequest(lsp.HoverRequest.type, {
    textDocument: { uri },
    position: client.position(uri, 'm ='),
  });
  assert.ok(hover !== null && lsp.MarkupContent.is(hover.contents));
  assert.match(hover.contents.value, /15/);
});
