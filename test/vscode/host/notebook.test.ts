// Notebooks inside VS Code: their cells are one program, through every way in which cells come, change and go.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../until.ts';
import { expectRules, findingsOf, fixesFor, hoverOver, replace } from './editing.ts';

const cut = "cut = keras.Model(base.input, base.get_layer('conv2_block1_3_bn').output)";

async function openNotebook(name: string): Promise<vscode.NotebookDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(join(folder.uri.fsPath, name)));
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

function cellData(text: string, language = 'python'): vscode.NotebookCellData {
  return new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, language);
}

async function edit(notebook: vscode.NotebookDocument, ...edits: readonly vscode.NotebookEdit[]): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.set(notebook.uri, [...edits]);
  assert.ok(await vscode.workspace.applyEdit(change));
}

function insert(notebook: vscode.NotebookDocument, index: number, cell: vscode.NotebookCellData): Promise<void> {
  return edit(notebook, vscode.NotebookEdit.insertCells(index, [cell]));
}

function remove(notebook: vscode.NotebookDocument, index: number): Promise<void> {
  return edit(notebook, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(index, index + 1)));
}

function documentAt(notebook: vscode.NotebookDocument, index: number): vscode.TextDocument {
  return notebook.cellAt(index).document;
}

suite('Notebooks', () => {
  teardown(async () => {
    await vscode.commands.executeCommand('notebook.cell.quitEdit');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('a hover in a cell tells what the cells before it lead to', async () => {
    const notebook = await openNotebook('pairs.ipynb');
    await hoverOver(documentAt(notebook, 4), 'GlobalAveragePooling2D', { containing: '(None, 24, 24, 256)' });
    await hoverOver(documentAt(notebook, 6), 'siamese =', { containing: '85,505' });
  });

  test('a finding stands in its cell, and its fix edits the cell', async () => {
    const notebook = await openNotebook('pairs.ipynb');
    const document = documentAt(notebook, 2);
    const [finding] = await expectRules(document, ['dropped-branch']);
    assert.ok(finding);
    assert.equal(finding.range.start.line, 1);
    const fix = (await fixesFor(document, finding)).find(action => action.isPreferred === true);
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await expectRules(document, []);
    // VS Code may keep what is not saved; the next test finds the notebook as it was.
    await replace(document, 'conv2_block1_add', 'conv2_block1_3_bn');
    await expectRules(document, ['dropped-branch']);
  });

  test('cells that are inserted, edited, given another language and deleted are followed', async () => {
    const notebook = await openNotebook('pairs.ipynb');
    await insert(notebook, 3, cellData(cut));
    const added = documentAt(notebook, 3);
    await expectRules(added, ['dropped-branch']);
    await replace(added, 'conv2_block1_3_bn', 'conv2_block1_add');
    await expectRules(added, []);
    await replace(added, 'conv2_block1_add', 'conv2_block1_3_bn');
    await expectRules(added, ['dropped-branch']);
    await vscode.languages.setTextDocumentLanguage(added, 'plaintext');
    await expectRules(added, []);
    await vscode.languages.setTextDocumentLanguage(documentAt(notebook, 3), 'python');
    await expectRules(documentAt(notebook, 3), ['dropped-branch']);
    const { uri } = documentAt(notebook, 3);
    await remove(notebook, 3);
    await until('no finding of a cell that is gone', async () => vscode.languages.getDiagnostics(uri).length === 0);
  });

  test('a cell that is moved before what it needs has no shapes, moved back it has them again', async () => {
    const notebook = await openNotebook('pairs.ipynb');
    const shape = '(None, 64)';
    await hoverOver(documentAt(notebook, 6), 'x =', { containing: shape });
    const [text, language] = [documentAt(notebook, 6).getText(), documentAt(notebook, 6).languageId];
    await remove(notebook, 6);
    await insert(notebook, 2, cellData(text, language));
    const before = await hoverOver(documentAt(notebook, 2), 'Dense', { containing: 'Dense' });
    assert.ok(!before.includes(shape), before);
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(2, 3)] });
    for (let step = 0; step < 4; step++) await vscode.commands.executeCommand('notebook.cell.moveDown');
    assert.equal(documentAt(notebook, 6).getText(), text);
    await hoverOver(documentAt(notebook, 6), 'x =', { containing: shape });
  });

  test('an untitled notebook is read, and closing it leaves nothing behind', async () => {
    const data = new vscode.NotebookData([
      cellData('import keras\nbase = keras.applications.ResNet50(weights=None)'),
      cellData(cut),
    ]);
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
    await vscode.window.showNotebookDocument(notebook);
    const document = documentAt(notebook, 1);
    await expectRules(document, ['dropped-branch']);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('no findings', async () => findingsOf(document).length === 0);
  });

  test('the command draws the model of the selected cell', async () => {
    const notebook = await openNotebook('pairs.ipynb');
    await expectRules(documentAt(notebook, 2), ['dropped-branch']);
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(6, 7)] });
    await vscode.commands.executeCommand('layerscope.showModelGraph');
    const labels = (): string[] =>
      vscode.window.tabGroups.all
        .flatMap(group => group.tabs)
        .flatMap(({ input, label }) => (input instanceof vscode.TabInputWebview ? [label] : []));
    await until('the drawing of siamese', async () => labels().includes('siamese'));
  });
});
