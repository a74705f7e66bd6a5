// The language server over a real connection: what it publishes, answers and survives.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as lsp from 'vscode-languageserver/node';
import { analyse } from '../../src/analysis/analyse.ts';
import { graphRequest, modelsRequest } from '../../src/protocol/messages.ts';
import { isAnalysedParams, isGraphAnswer, isModelList } from '../../src/protocol/validate.ts';
import { connect, type TestClient } from './client.ts';

const siamese = await readFile(join(import.meta.dirname, '../workspace/siamese.py'), 'utf8');

const network = `import keras
from keras import layers
inputs = keras.Input((28, 28, 1))
x = layers.Conv2D(8, 3)(inputs)
x = layers.Flatten()(x)
model = keras.Model(inputs, layers.Dense(10)(x))
`;

let client: TestClient;
before(async () => {
  client = await connect();
});
after(() => client.close());

test('findings are published with their rules, and again after an edit', async () => {
  const uri = await client.open(siamese);
  const rules = (found: readonly lsp.Diagnostic[]) => found.map(({ code }) => code);
  const first = await client.diagnostics(uri, 1);
  assert.deepEqual(rules(first), [
    'ignored-argument',
    'dropped-branch',
    'passthrough-output',
    'passthrough-output',
    'passthrough-output',
  ]);
  for (const { source, severity, codeDescription, code } of first) {
    assert.equal(source, 'layerscope');
    assert.equal(severity, lsp.DiagnosticSeverity.Warning);
    assert.ok(codeDescription?.href.endsWith(`#${code}`));
  }
  assert.deepEqual(first[0]?.tags, [lsp.DiagnosticTag.Unnecessary]);
  const version = await client.replace(uri, "pooling='max', classifier_activation='relu'", "pooling='max'");
  assert.deepEqual(rules(await client.diagnostics(uri, version)).slice(0, 2), ['dropped-branch', 'passthrough-output']);
});

test('a hover is answered from the newest text', async () => {
  const uri = await client.open(network);
  const version = await client.replace(uri, 'Conv2D(8', 'Conv2D(16');
  const hover = await client.connection.sendRequest(lsp.HoverRequest.type, {
    textDocument: { uri },
    position: client.position(uri, 'Conv2D'),
  });
  assert.ok(hover !== null && lsp.MarkupContent.is(hover.contents));
  assert.match(hover.contents.value, /\(None, 28, 28, 1\) → \(None, 26, 26, 16\)/);
  assert.equal(version, 2);
});

test('hints and lenses are answered for a document', async () => {
  const uri = await client.open(network);
  const range = { start: { line: 3, character: 0 }, end: { line: 5, character: 0 } };
  const hints = await client.connection.sendRequest(lsp.InlayHintRequest.type, { textDocument: { uri }, range });
  assert.deepEqual(
    hints?.map(({ label, position }) => [position.line, label]),
    [
      [3, '→ (None, 26, 26, 8)'],
      [4, '→ (None, 5408)'],
    ],
  );
  const lenses = await client.connection.sendRequest(lsp.CodeLensRequest.type, { textDocument: { uri } });
  assert.deepEqual(
    lenses?.map(({ command }) => [command?.title, command?.arguments]),
    [
      ['outputs (None, 10) · 54,170 parameters', undefined],
      ['Show Model Graph', [uri, 'model#0']],
    ],
  );
});

test('a quick fix edits the version it was made for and names its diagnostic', async () => {
  const uri = await client.open(siamese);
  const diagnostics = await client.diagnostics(uri, 1);
  const [first] = diagnostics;
  assert.ok(first);
  const actions = await client.connection.sendRequest(lsp.CodeActionRequest.type, {
    textDocument: { uri },
    range: first.range,
    context: { diagnostics: [...diagnostics] },
  });
  const [fix] = (actions ?? []).filter(lsp.CodeAction.is);
  assert.ok(fix?.isPreferred);
  assert.deepEqual(fix.diagnostics, [first]);
  const [change] = fix.edit?.documentChanges ?? [];
  assert.ok(change && lsp.TextDocumentEdit.is(change));
  assert.deepEqual(change.textDocument, { uri, version: 1 });
  const ignore = (actions ?? []).filter(lsp.CodeAction.is).at(-1);
  assert.equal(ignore?.title, 'Ignore ignored-argument on this line');
});

test('definitions and symbols lead to calls and models', async () => {
  const uri = await client.open(network);
  const definition = await client.connection.sendRequest(lsp.DefinitionRequest.type, {
    textDocument: { uri },
    position: client.position(uri, 'Dense(10)(x)', 10),
  });
  assert.ok(Array.isArray(definition));
  assert.deepEqual(
    definition.map(place => ('range' in place ? place.range.start : undefined)),
    [client.position(uri, 'layers.Flatten')],
  );
  const symbols = await client.connection.sendRequest(lsp.DocumentSymbolRequest.type, { textDocument: { uri } });
  const [model] = (symbols ?? []).filter(lsp.DocumentSymbol.is);
  assert.equal(model?.name, 'model');
  assert.deepEqual(
    model.children?.map(({ name }) => name),
    ['input_layer', 'conv2d', 'flatten', 'dense'],
  );
});

test('models are listed and drawn, and a model that is gone is refused', async () => {
  const uri = await client.open(network);
  const models: unknown = await client.connection.sendRequest(modelsRequest, { uri });
  assert.ok(isModelList(models));
  assert.deepEqual(
    models.map(({ id, label, description }) => [id, label, description]),
    [['model#0', 'model', 'Functional']],
  );
  const answer: unknown = await client.connection.sendRequest(graphRequest, { uri, model: 'model#0' });
  assert.ok(isGraphAnswer(answer));
  assert.equal(answer.version, 1);
  assert.deepEqual(
    answer.graph.nodes.map(({ id }) => id),
    ['input_layer', 'conv2d', 'flatten', 'dense'],
  );
  assert.ok('calls' in answer.plan);
  await assert.rejects(client.connection.sendRequest(graphRequest, { uri, model: 'other#0' }), /not in the document/);
  await assert.rejects(client.connection.sendRequest(graphRequest, { uri }), /no model is named/);
});

test('the client hears of every analysis', async () => {
  const uri = await client.open(network);
  const params = await client.analysed(uri, 1);
  assert.ok(isAnalysedParams(params));
  assert.deepEqual(params, { uri, version: 1, cells: [], models: 1 });
});

test('settings change severities and switch hints and lenses off', async () => {
  const uri = await client.open(siamese);
  await client.diagnostics(uri, 1);
  await client.configure({
    rules: { 'dropped-branch': 'error', 'passthrough-output': 'off', 'ignored-argument': 'nonsense' },
    inlayHints: { enabled: false },
    codeLens: { enabled: false },
  });
  const found = await client.diagnostics(uri, 1);
  assert.deepEqual(
    found.map(({ code, severity }) => [code, severity]),
    [
      ['ignored-argument', lsp.DiagnosticSeverity.Warning],
      ['dropped-branch', lsp.DiagnosticSeverity.Error],
    ],
  );
  const textDocument = { uri };
  const range = { start: { line: 0, character: 0 }, end: { line: 30, character: 0 } };
  assert.deepEqual(await client.connection.sendRequest(lsp.InlayHintRequest.type, { textDocument, range }), []);
  assert.deepEqual(await client.connection.sendRequest(lsp.CodeLensRequest.type, { textDocument }), []);
  assert.ok(client.refreshes.hints > 0 && client.refreshes.lenses > 0);
  await client.configure({});
});

test('a rule or severity that does not exist is told once', async () => {
  const uri = await client.open(siamese);
  const rules = { 'droped-branch': 'error', 'ignored-argument': 'loud', 'rank-mismatch': 'off' };
  for (let turn = 0; turn < 2; turn++) {
    await client.configure({ rules });
    await client.diagnostics(uri, 1);
  }
  const complaints = client.shown.filter(message => !message.includes('nonsense'));
  assert.equal(complaints.filter(message => message.includes('droped-branch')).length, 1);
  assert.match(complaints.join('\n'), /There is no rule "droped-branch".* Did you mean "dropped-branch"\?/);
  assert.ok(!complaints.some(message => message.includes('rank-mismatch')));
  await client.configure({});
});

test('a whole file is repaired by the kinds of action that editors ask for', async () => {
  const uri = await client.open(siamese);
  await client.diagnostics(uri, 1);
  const asked = async (kind: string): Promise<readonly lsp.CodeAction[]> => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await client.connection.sendRequest(lsp.CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only: [kind] },
    });
    return (actions ?? []).filter(lsp.CodeAction.is);
  };
  const editsOf = (action: lsp.CodeAction | undefined): number =>
    (action?.edit?.documentChanges ?? []).flatMap(change => (lsp.TextDocumentEdit.is(change) ? change.edits : []))
      .length;
  const [all] = await asked('source.fixAll.layerscope');
  assert.equal(all?.kind, 'source.fixAll.layerscope');
  assert.equal(editsOf(all), 5);
  const [cuts, ...others] = await asked('source.fixAll.layerscope.passthrough-output');
  assert.deepEqual([cuts?.kind, editsOf(cuts), others.length], ['source.fixAll.layerscope.passthrough-output', 3, 0]);
  // On every save editors ask for the wider kind, to which only what changes nothing is answered.
  const [harmless] = await asked('source.fixAll');
  assert.deepEqual([harmless?.title, editsOf(harmless)], ['Fix what has no effect', 1]);
  assert.deepEqual(await asked('source.organizeImports'), []);
});

test('a document in another language is left alone', async () => {
  const uri = await client.open('body { color: red }', 'css');
  const hover = await client.connection.sendRequest(lsp.HoverRequest.type, {
    textDocument: { uri },
    position: { line: 0, character: 3 },
  });
  assert.equal(hover, null);
});

test('closing a document takes its findings away', async () => {
  const uri = await client.open(siamese);
  await client.diagnostics(uri, 1);
  const cleared = client.diagnostics(uri, 0);
  await client.connection.sendNotification(lsp.DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  assert.deepEqual(await cleared, []);
});

test('an analysis that fails is logged and told, and the server lives on', async () => {
  const broken = await connect({
    analyse(parser, options) {
      if (options.text.includes('boom')) throw new Error('something broke');
      return analyse(parser, options);
    },
  });
  try {
    const uri = await broken.open(`${network}boom\n`);
    const [told, ...more] = await broken.diagnostics(uri, 1);
    assert.equal(told?.severity, lsp.DiagnosticSeverity.Information);
    assert.match(String(told.message), /could not analyse this file \(something broke\)/);
    assert.deepEqual(more, []);
    assert.ok(broken.log.some(line => line.includes('something broke')));
    const textDocument = { uri };
    assert.equal(await broken.connection.sendRequest(lsp.CodeLensRequest.type, { textDocument }), null);
    const version = await broken.replace(uri, 'boom', '');
    assert.deepEqual(await broken.diagnostics(uri, version), []);
    const lenses = await broken.connection.sendRequest(lsp.CodeLensRequest.type, { textDocument });
    assert.equal(lenses?.length, 2);
  } finally {
    await broken.close();
  }
});
