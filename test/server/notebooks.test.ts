// Open notebooks over a real connection: the code cells are one program, and what is found in it is told in the cells.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as lsp from 'vscode-languageserver/node';
import { graphRequest, modelsRequest } from '../../src/protocol/messages.ts';
import { isAnalysedParams, isGraphAnswer, isModelList } from '../../src/protocol/validate.ts';
import { connect, type TestClient } from './client.ts';
import { openNotebook, type TestNotebook, testCell } from './notebook.ts';

let client: TestClient;
before(async () => {
  client = await connect();
});
after(() => client.close());

const imports = 'import keras\nfrom keras import layers';
const input = '%matplotlib inline\ninputs = keras.Input((28, 28, 1))';
const body = 'x = layers.Conv2D(8, 3)(inputs)\nx = layers.Flatten()(x)';
const head = 'model = keras.Model(inputs, layers.Dense(10)(x))';

/** Two cuts of one model, each beside a shortcut, in cells of their own. */
const cuts = [
  `${imports}\ninputs = keras.Input((8, 8, 4))\nx = layers.Conv2D(4, 3, padding='same', name='conv')(inputs)`,
  "y = layers.Add(name='add')([x, inputs])\nmodel = keras.Model(inputs, y)",
  testCell('# The first', 'markdown'),
  "first = keras.Model(model.input, model.get_layer('conv').output)",
  "a = 1\nsecond = keras.Model(model.input, model.get_layer('conv').output)",
] as const;

async function hovered(notebook: TestNotebook, piece: string): Promise<lsp.Hover> {
  const hover = await client.connection.sendRequest(lsp.HoverRequest.type, notebook.at(piece));
  assert.ok(hover !== null, `nothing is said of ${piece}`);
  return hover;
}

function textOf({ contents }: lsp.Hover): string {
  assert.ok(lsp.MarkupContent.is(contents));
  return contents.value;
}

async function hintsIn(uri: string): Promise<readonly unknown[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const hints = await client.connection.sendRequest(lsp.InlayHintRequest.type, { textDocument: { uri }, range });
  return (hints ?? []).map(({ label, position }) => [position.line, label]);
}

async function lensesIn(uri: string): Promise<readonly lsp.CodeLens[]> {
  return (await client.connection.sendRequest(lsp.CodeLensRequest.type, { textDocument: { uri } })) ?? [];
}

async function actionsFor(
  uri: string,
  range: lsp.Range,
  context: lsp.CodeActionContext,
): Promise<readonly lsp.CodeAction[]> {
  const actions = await client.connection.sendRequest(lsp.CodeActionRequest.type, {
    textDocument: { uri },
    range,
    context,
  });
  return (actions ?? []).filter(lsp.CodeAction.is);
}

/** The documents that an action changes, each with its version and edits. */
function changesOf(action: lsp.CodeAction | undefined): readonly (readonly [string, number | null, number])[] {
  return (action?.edit?.documentChanges ?? []).flatMap(change =>
    lsp.TextDocumentEdit.is(change)
      ? [[change.textDocument.uri, change.textDocument.version, change.edits.length] as const]
      : [],
  );
}

test('cells in order are one program, and a hover speaks in their own lines', async () => {
  const notebook = await openNotebook(client, [imports, testCell('# Title', 'markdown'), input, body, head]);
  const hover = await hovered(notebook, 'Flatten');
  assert.match(textOf(hover), /\(None, 26, 26, 8\) → \(None, 5408\)/);
  assert.deepEqual(hover.range, { start: { line: 1, character: 11 }, end: { line: 1, character: 18 } });
  assert.match(textOf(await hovered(notebook, 'inputs, layers')), /cell 3, line 2.*\n*.*Used by .*cell 4, line 1/s);
});

test('hints and lenses stand in their cells', async () => {
  const notebook = await openNotebook(client, [imports, input, body, head]);
  assert.deepEqual(await hintsIn(notebook.cell(0)), []);
  assert.deepEqual(await hintsIn(notebook.cell(1)), [[1, '→ (None, 28, 28, 1)']]);
  assert.deepEqual(await hintsIn(notebook.cell(2)), [
    [0, '→ (None, 26, 26, 8)'],
    [1, '→ (None, 5408)'],
  ]);
  assert.deepEqual(await lensesIn(notebook.cell(2)), []);
  const lenses = await lensesIn(notebook.cell(3));
  assert.deepEqual(
    lenses.map(({ command, range }) => [command?.title, range.start.line, command?.arguments]),
    [
      ['outputs (None, 10) · 54,170 parameters', 0, undefined],
      ['Show Model Graph', 0, [notebook.uri, 'model#0']],
    ],
  );
});

test('an edit in one cell is seen in the others, which are asked about anew', async () => {
  const notebook = await openNotebook(client, [imports, input, body, head]);
  await hintsIn(notebook.cell(2));
  const asked = client.refreshes.hints;
  await notebook.edit(1, '(28, 28, 1)', '(10, 10, 3)');
  assert.match(textOf(await hovered(notebook, 'Flatten')), /\(None, 8, 8, 8\) → \(None, 512\)/);
  await client.analysed(notebook.uri, 2);
  assert.equal(client.refreshes.hints, asked + 1);
  await notebook.edit(3, 'Dense(10)', 'Dense(11)');
  await client.analysed(notebook.uri, 3);
  await hintsIn(notebook.cell(3));
  assert.equal(client.refreshes.hints, asked + 1);
});

test('cells are inserted, moved and deleted', async () => {
  const notebook = await openNotebook(client, [imports, input, body, head]);
  await notebook.splice(2, 0, testCell('inputs = layers.ZeroPadding2D(1)(inputs)'));
  assert.match(textOf(await hovered(notebook, 'Conv2D')), /\(None, 30, 30, 1\) → \(None, 28, 28, 8\)/);
  const [, , padding, conv] = notebook.cells;
  assert.ok(padding && conv);
  await notebook.splice(2, 2, conv, padding);
  assert.match(textOf(await hovered(notebook, 'Conv2D')), /\(None, 28, 28, 1\) → \(None, 26, 26, 8\)/);
  await notebook.splice(1, 1);
  assert.deepEqual(await hintsIn(conv.uri), []);
});

test('findings are published to their cells', async () => {
  const notebook = await openNotebook(client, cuts);
  const [found, ...more] = await client.diagnostics(notebook.cell(4), 1);
  assert.deepEqual(more, []);
  assert.equal(found?.code, 'dropped-branch');
  assert.equal(found.range.start.line, 1);
  const [first] = await client.diagnostics(notebook.cell(3), 1);
  assert.equal(first?.code, 'dropped-branch');
  assert.equal(first.range.start.line, 0);

  // What is mended goes, and what stands in a cell that is deleted.
  await notebook.edit(3, "'conv'", "'add'");
  assert.deepEqual(await client.diagnostics(notebook.cell(3), 2), []);
  const last = notebook.cell(4);
  assert.equal((await client.diagnostics(last, 1)).length, 1);
  await notebook.splice(4, 1);
  assert.deepEqual(await client.diagnostics(last, 0), []);
});

test('findings lead to the other cells they speak of', async () => {
  const notebook = await openNotebook(client, [
    imports,
    "inputs = keras.Input((4,))\nx = layers.Dense(4, name='twice')(inputs)",
    "y = layers.Dense(4, name='twice')(x)\nmodel = keras.Model(inputs, y)",
  ]);
  const [found] = await client.diagnostics(notebook.cell(2), 1);
  assert.equal(found?.code, 'duplicate-layer-name');
  assert.deepEqual(
    found.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]),
    [
      [notebook.cell(1), 1],
      [notebook.cell(2), 1],
    ],
  );
});

test('closing a notebook takes its findings away', async () => {
  const notebook = await openNotebook(client, cuts);
  const shown = [notebook.cell(3), notebook.cell(4)];
  for (const cell of shown) assert.equal((await client.diagnostics(cell, 1)).length, 1);
  await notebook.close();
  for (const cell of shown) assert.deepEqual(await client.diagnostics(cell, 0), []);
});

test('settings hold in cells', async () => {
  const notebook = await openNotebook(client, cuts);
  const severityOf = async (wanted: lsp.DiagnosticSeverity): Promise<void> => {
    for (;;) {
      const [found] = await client.diagnostics(notebook.cell(3), 1);
      if (found?.severity === wanted) return;
    }
  };
  await severityOf(lsp.DiagnosticSeverity.Warning);
  await client.configure({ rules: { 'dropped-branch': 'error' }, inlayHints: { enabled: false } });
  await severityOf(lsp.DiagnosticSeverity.Error);
  assert.deepEqual(await hintsIn(notebook.cell(0)), []);
  await client.configure({});
  await severityOf(lsp.DiagnosticSeverity.Warning);
});

test('a comment silences a finding in its cell', async () => {
  const notebook = await openNotebook(client, cuts);
  assert.equal((await client.diagnostics(notebook.cell(3), 1)).length, 1);
  await notebook.edit(3, 'first', '# layerscope: ignore[dropped-branch]\nfirst');
  assert.deepEqual(await client.diagnostics(notebook.cell(3), 2), []);
});

test('quick fixes change the cell, and those of a rule all cells', async () => {
  const notebook = await openNotebook(client, cuts);
  await notebook.edit(3, 'first =', 'one =');
  const diagnostics = [...(await client.diagnostics(notebook.cell(3), 2))];
  const [diagnostic] = diagnostics;
  assert.ok(diagnostic);
  const actions = await actionsFor(notebook.cell(3), diagnostic.range, { diagnostics });
  const [fix] = actions;
  assert.ok(fix?.isPreferred);
  assert.deepEqual(fix.diagnostics, diagnostics);
  assert.deepEqual(changesOf(fix), [[notebook.cell(3), 2, 1]]);
  const all = actions.find(({ title }) => title.startsWith('Fix all'));
  assert.equal(all?.title, 'Fix all 2 `dropped-branch` problems in this notebook');
  assert.deepEqual(changesOf(all), [
    [notebook.cell(3), 2, 1],
    [notebook.cell(4), 1, 1],
  ]);
  const ignore = actions.at(-1);
  assert.equal(ignore?.title, 'Ignore dropped-branch on this line');
  assert.deepEqual(changesOf(ignore), [[notebook.cell(3), 2, 1]]);
});

test('what is repaired on saving is one cell or the whole notebook, as the editor asks', async () => {
  const notebook = await openNotebook(client, cuts);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const asked = (kind: string) => actionsFor(notebook.cell(4), range, { diagnostics: [], only: [kind] });
  const [cell] = await asked('source.fixAll.layerscope');
  assert.equal(cell?.title, 'Fix all Layerscope problems in this cell');
  assert.deepEqual(changesOf(cell), [[notebook.cell(4), 1, 1]]);
  const [whole] = await asked('notebook.source.fixAll.layerscope.dropped-branch');
  assert.equal(whole?.kind, 'notebook.source.fixAll.layerscope.dropped-branch');
  assert.equal(changesOf(whole).length, 2);
});

test('definitions and outlines cross and keep to cells', async () => {
  const notebook = await openNotebook(client, [imports, input, body, head]);
  const definition = await client.connection.sendRequest(lsp.DefinitionRequest.type, notebook.at('inputs, layers'));
  assert.ok(Array.isArray(definition));
  const [place] = definition.filter(lsp.Location.is);
  assert.deepEqual([place?.uri, place?.range.start], [notebook.cell(1), { line: 1, character: 9 }]);
  const outline = async (index: number): Promise<readonly unknown[]> => {
    const textDocument = { uri: notebook.cell(index) };
    const symbols = await client.connection.sendRequest(lsp.DocumentSymbolRequest.type, { textDocument });
    return (symbols ?? [])
      .filter(lsp.DocumentSymbol.is)
      .map(({ name, range, children }) => [name, range.start.line, (children ?? []).map(child => child.name)]);
  };
  assert.deepEqual(await outline(2), [
    ['conv2d', 0, []],
    ['flatten', 1, []],
  ]);
  assert.deepEqual(await outline(3), [['model', 0, ['dense']]]);
});

test('models are listed and drawn for any cell and for the notebook', async () => {
  const notebook = await openNotebook(client, [testCell('# Title', 'markdown'), imports, input, body, head]);
  for (const uri of [notebook.uri, notebook.cell(1), notebook.cell(4)]) {
    const models: unknown = await client.connection.sendRequest(modelsRequest, { uri });
    assert.ok(isModelList(models));
    const [model] = models;
    assert.deepEqual(
      [model?.id, model?.range.uri, model?.range.cell, model?.range.startLine],
      ['model#0', notebook.cell(4), 5, 0],
    );
  }
  const answer: unknown = await client.connection.sendRequest(graphRequest, { uri: notebook.uri, model: 'model#0' });
  assert.ok(isGraphAnswer(answer));
  assert.equal(answer.document, notebook.uri);
  assert.deepEqual(
    answer.graph.nodes.map(({ name, source }) => [name, source?.uri, source?.cell, source?.startLine]),
    [
      ['input_layer', notebook.cell(2), 3, 1],
      ['conv2d', notebook.cell(3), 4, 0],
      ['flatten', notebook.cell(3), 4, 1],
      ['dense', notebook.cell(4), 5, 0],
    ],
  );
});

test('the client hears which cells were analysed', async () => {
  const notebook = await openNotebook(client, [imports, input, body, head]);
  await client.analysed(notebook.uri, 1);
  await notebook.edit(3, 'Dense(10)', 'Dense(12)');
  const params = await client.analysed(notebook.uri, 2);
  assert.ok(isAnalysedParams(params));
  assert.equal(params.models, 1);
  assert.deepEqual(
    params.cells.map(({ uri, version }) => [uri, version]),
    notebook.cells.map(({ uri, version }) => [uri, version]),
  );
});

test('a broken cell leaves the others as they are', async () => {
  const notebook = await openNotebook(client, [imports, input, 'broken = layers.Dense(3', body, head]);
  assert.match(textOf(await hovered(notebook, 'Flatten')), /\(None, 26, 26, 8\) → \(None, 5408\)/);
  await notebook.edit(2, 'layers.Dense(3', 'def f(:\n  """');
  assert.match(textOf(await hovered(notebook, 'Flatten')), /\(None, 26, 26, 8\) → \(None, 5408\)/);
});

test('cells in another language are no part of it, and those in JavaScript are a program of their own', async () => {
  const script = testCell(
    'const m = tf.sequential({layers: [tf.layers.dense({units: 3, inputShape: [2]})]});',
    'javascript',
  );
  const tf = testCell("import * as tf from '@tensorflow/tfjs';", 'typescript');
  const notebook = await openNotebook(client, [imports, tf, testCell('SELECT 1', 'sql'), input, script, body]);
  assert.match(textOf(await hovered(notebook, 'Flatten')), /5408/);
  assert.match(textOf(await hovered(notebook, 'm = tf')), /9/);
  const models: unknown = await client.connection.sendRequest(modelsRequest, { uri: script.uri });
  assert.ok(isModelList(models));
  assert.equal(models.length, 1);
  const [, lens] = await lensesIn(script.uri);
  const [uri, model] = lens?.command?.arguments ?? [];
  const drawn: unknown = await client.connection.sendRequest(graphRequest, { uri, model });
  assert.ok(isGraphAnswer(drawn) && drawn.document === uri);
});

test('untitled notebooks and such in any folder are read, those from the past and of an interactive window are not', async () => {
  const untitled = await openNotebook(client, [imports, input, body], { uri: 'untitled:Untitled-1.ipynb' });
  assert.match(textOf(await hovered(untitled, 'Flatten')), /5408/);
  for (const options of [{ uri: 'git:/models/old.ipynb' }, { type: 'interactive' }]) {
    const skipped = await openNotebook(client, [imports, input, body], options);
    assert.equal(await client.connection.sendRequest(lsp.HoverRequest.type, skipped.at('Flatten')), null);
  }
});

test('modules are found beside the notebook, and their changes seen in its cells', async () => {
  const module = 'from keras import layers\ndef block(x):\n    return layers.Conv2D(5, 3)(x)\n';
  await client.write('file:///lab/blocks.py', module);
  const cells = [imports, input, 'from blocks import block\ny = block(inputs)'];
  const notebook = await openNotebook(client, cells, { uri: 'file:///lab/train.ipynb' });
  assert.match(textOf(await hovered(notebook, 'y =')), /\(None, 26, 26, 5\)/);
  await client.write('file:///lab/blocks.py', module.replace('5, 3', '6, 3'));
  await client.analysed(notebook.uri, 1);
  assert.match(textOf(await hovered(notebook, 'y =')), /\(None, 26, 26, 6\)/);
});
