// The models of model files as the editor asks the server for them.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { modelFileRequest, readBytesRequest } from '../../src/protocol/messages.ts';
import { isFileParams, isGraphAnswer } from '../../src/protocol/validate.ts';
import { connect, type TestClient } from './client.ts';

const truth = join(import.meta.dirname, '../truth');
const siamese = pathToFileURL(join(truth, 'numerics/siamese/model.keras')).toString();
const weights = pathToFileURL(join(truth, 'numerics/siamese/model.weights.h5')).toString();

let client: TestClient;
const handed: string[] = [];
before(async () => {
  client = await connect({ readBytes: uri => readFile(fileURLToPath(uri)) });
  client.connection.onRequest(readBytesRequest, async (params: unknown) => {
    if (!isFileParams(params) || !params.uri.endsWith('.json')) return null;
    handed.push(params.uri);
    return (await readFile(join(truth, 'modelfiles/nested/model.json'))).toString('base64');
  });
});
after(() => client.close());

test('the model of a file is drawn, and its weights are not touched', async () => {
  const answer: unknown = await client.connection.sendRequest(modelFileRequest, { uri: siamese });
  assert.ok(isGraphAnswer(answer));
  assert.equal(answer.document, siamese);
  assert.equal(answer.graph.name, 'functional');
  assert.equal(answer.graph.incomplete, undefined);
  assert.deepEqual(
    answer.graph.nodes.slice(0, 2).map(node => [node.name, node.outputs, node.source]),
    [
      ['anchor', ['(None, 8, 8, 3)'], undefined],
      ['positive', ['(None, 8, 8, 3)'], undefined],
    ],
  );
  assert.ok('impossible' in answer.plan);
  assert.match(answer.plan.impossible, /`layerscope run` computes with them/);
  assert.deepEqual(handed, []);
});

test('a file that the server cannot read itself is handed over by the client', async () => {
  const answer: unknown = await client.connection.sendRequest(modelFileRequest, { uri: 'vscode-vfs://a/b/model.json' });
  assert.ok(isGraphAnswer(answer));
  assert.equal(answer.graph.framework, 'TensorFlow.js');
  assert.deepEqual(handed, ['vscode-vfs://a/b/model.json']);
});

test('what cannot be shown is refused with a sentence', async () => {
  const ask = (uri: string) => client.connection.sendRequest(modelFileRequest, { uri });
  await assert.rejects(ask(weights), /This file cannot be shown: it holds only weights and says nothing of the layers/);
  await assert.rejects(ask('file:///none.keras'), /The file cannot be read\./);
  await assert.rejects(ask('vscode-vfs://a/b/none.keras'), /The file cannot be read\./);
  await assert.rejects(client.connection.sendRequest(modelFileRequest, {}), /no file is named/);
});
