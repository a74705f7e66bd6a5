// Code lenses above models: outputs, parameters and the way to the graph, in both languages.
import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../until.ts';
import { openProgram, rangeOf } from './editing.ts';

/** The titles of the lenses above the line of the first occurrence of `text`, once there are some. */
function lensesAbove(document: vscode.TextDocument, text: string): Promise<vscode.Command[]> {
  const { line } = rangeOf(document, text).start;
  return until(`lenses above "${text}"`, async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    const here = lenses
      .filter(lens => lens.range.start.line === line)
      .flatMap(lens => (lens.command ? [lens.command] : []));
    return here.length > 0 ? here : undefined;
  });
}

suite('Code lenses', () => {
  test('a Keras model tells its outputs and parameters', async () => {
    const document = await openProgram('siamese.py');
    const titles = (await lensesAbove(document, 'model2 =')).map(command => command.title).join(' | ');
    assert.match(titles, /15 outputs/);
    assert.match(titles, /84,608/);
  });

  for (const [file, model] of [
    ['siamese.py', 'siamese ='],
    ['residual.js', 'const features'],
    ['residual.js', 'const head'],
  ] as const)
    test(`${file}: the graph of "${model}" is one click away`, async () => {
      const document = await openProgram(file);
      const graph = (await lensesAbove(document, model)).find(command => command.title.includes('Show Model Graph'));
      assert.ok(graph, 'a lens shows the graph');
      assert.ok((await vscode.commands.getCommands(true)).includes(graph.command), `${graph.command} is a command`);
    });
});
