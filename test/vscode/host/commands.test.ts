// The command that shows the graph of the model under the cursor.
import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../until.ts';
import { expectRules, openProgram, rangeOf } from './editing.ts';

/** The tabs of the model graph, in all editor groups. */
function graphTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('layerscope.modelGraph'));
}

/** Puts the cursor on the first occurrence of `text` in a program. */
async function cursorAt(file: string, text: string): Promise<vscode.TextDocument> {
  const document = await openProgram(file);
  const start = rangeOf(document, text).start;
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(start, start);
  return document;
}

suite('Show Model Graph', () => {
  teardown(() => vscode.window.tabGroups.close(graphTabs()));

  for (const [file, model] of [
    ['siamese.py', 'model2 ='],
    ['residual.js', 'features ='],
  ] as const)
    test(`opens a panel for "${model}" of ${file} and leaves the source in view`, async () => {
      const document = await cursorAt(file, model);
      await until('its findings', async () => vscode.languages.getDiagnostics(document.uri).length > 0);
      await vscode.commands.executeCommand('layerscope.showModelGraph');
      await until('the panel', async () => graphTabs().length === 1);
      assert.ok(vscode.window.visibleTextEditors.some(editor => editor.document === document));
    });

  test('shows a second model in the same panel', async () => {
    const document = await cursorAt('residual.js', 'features =');
    await expectRules(document, ['dropped-branch']);
    await vscode.commands.executeCommand('layerscope.showModelGraph');
    await until('the panel', async () => graphTabs().length === 1);
    await cursorAt('residual.js', 'head =');
    await vscode.commands.executeCommand('layerscope.showModelGraph');
    await until('the panel to be in front', async () => graphTabs().some(tab => tab.isActive));
    assert.equal(graphTabs().length, 1);
  });
});
