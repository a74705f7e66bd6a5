// Quick fixes: each finding offers one, and applying them one after the other leaves a program that is right.
import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../until.ts';
import { expectRules, findingsOf, fixesFor, hoverOver, openProgram, revert, ruleOf, rulesOf } from './editing.ts';

/** Applies a fix and waits until the findings have been worked out again. */
async function apply(document: vscode.TextDocument, fix: vscode.CodeAction): Promise<void> {
  const version = document.version;
  const changed = new Promise<void>(resolve => {
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (document.version === version || !uris.some(uri => uri.toString() === document.uri.toString())) return;
      listener.dispose();
      resolve();
    });
  });
  assert.ok(fix.edit, `"${fix.title}" is an edit`);
  assert.ok(await vscode.workspace.applyEdit(fix.edit), `"${fix.title}" can be applied`);
  await changed;
}

/** Applies the first fix of the first finding again and again, and returns the titles of what was applied. */
async function fixEverything(document: vscode.TextDocument): Promise<string[]> {
  const applied: string[] = [];
  while (findingsOf(document).length > 0) {
    const [finding] = findingsOf(document);
    assert.ok(finding && applied.length < 12, `the fixes come to an end: ${applied.join('; ')}`);
    const fix = await until(`a fix for ${ruleOf(finding)}: ${finding.message}`, async () => {
      const [first] = await fixesFor(document, finding);
      return first;
    });
    await apply(document, fix);
    applied.push(fix.title);
  }
  return applied;
}

suite('Quick fixes', () => {
  teardown(revert);

  for (const file of ['siamese.py', 'siamese_fixed.py'])
    test(`the fixes of ${file} lead to a model with the whole block's output`, async () => {
      const document = await openProgram(file);
      await until('its five findings', async () => rulesOf(document).length === 5);
      await fixEverything(document);
      await hoverOver(document, 'siamese =', { containing: '(None, 25, 25, 768)' });
      assert.doesNotMatch(document.getText(), /classifier_activation/);
    });

  test('the cut of residual.js can be moved to where the block is complete', async () => {
    const document = await openProgram('residual.js');
    const [cut] = await expectRules(document, ['dropped-branch']);
    assert.ok(cut);
    const [fix] = await fixesFor(document, cut);
    assert.ok(fix);
    await apply(document, fix);
    await expectRules(document, []);
  });
});
