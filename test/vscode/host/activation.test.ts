// The extension wakes up for a model's source and offers what its manifest promises.
import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { reportMark } from '../counts.ts';
import { until } from '../until.ts';
import { extensionId, openProgram } from './editing.ts';

suite('Activation', () => {
  test('a Python file activates the extension', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension, 'VS Code knows the extension');
    const start = performance.now();
    await Promise.all([openProgram('siamese.py'), extension.activate()]);
    console.log(`${reportMark}active ${(performance.now() - start).toFixed(0)} ms after a Python file was opened`);
    await until('the extension to be active', async () => extension.isActive);
  });

  test('every command of the manifest is registered', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    const declared: { command: string }[] = extension?.packageJSON.contributes.commands;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.ok(declared.some(({ command }) => command === 'layerscope.showModelGraph'));
    assert.deepEqual(
      declared.map(({ command }) => command).filter(command => !registered.has(command)),
      [],
    );
  });
});
