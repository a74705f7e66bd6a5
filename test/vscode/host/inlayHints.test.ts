// Inlay hints: output shapes behind layer calls and tensor assignments, in both languages, and only if wanted.
import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../until.ts';
import { openProgram, rangeOf } from './editing.ts';

/** The hints of a document, each as the line from 1 and its text. */
async function hintsOf(document: vscode.TextDocument): Promise<{ line: number; text: string }[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    all,
  );
  return hints.map(({ position, label }) => ({
    line: position.line + 1,
    text: typeof label === 'string' ? label : label.map(part => part.value).join(''),
  }));
}

/** Waits for a hint with `shape` on the line of the first occurrence of `text`. */
async function expectHint(document: vscode.TextDocument, text: string, shape: string): Promise<void> {
  const line = rangeOf(document, text).start.line + 1;
  await until(`the hint ${shape} behind "${text}"`, async () =>
    (await hintsOf(document)).some(hint => hint.line === line && hint.text.includes(shape)),
  );
}

suite('Inlay hints', () => {
  test('siamese.py shows shapes behind inputs and the layer that joins them', async () => {
    const document = await openProgram('siamese.py');
    await expectHint(document, 'input_anchor =', '(None, 100, 100, 3)');
    await expectHint(document, 'output = tf', '(None, 100, 100, 9)');
  });

  test('residual.js shows shapes behind layer calls', async () => {
    const document = await openProgram('residual.js');
    await expectHint(document, "name: 'stem'", '[null, 32, 32, 16]');
    await expectHint(document, "name: 'pool'", '[null, 16]');
  });

  test('they can be switched off', async () => {
    const document = await openProgram('siamese.py');
    await expectHint(document, 'output = tf', '(None, 100, 100, 9)');
    const settings = vscode.workspace.getConfiguration('layerscope');
    const set = (on: boolean | undefined) =>
      settings.update('inlayHints.enabled', on, vscode.ConfigurationTarget.Workspace);
    try {
      await set(false);
      await until('no hints', async () => (await hintsOf(document)).length === 0);
    } finally {
      await set(undefined);
    }
    await expectHint(document, 'output = tf', '(None, 100, 100, 9)');
    assert.ok((await hintsOf(document)).length >= 4);
  });
});
