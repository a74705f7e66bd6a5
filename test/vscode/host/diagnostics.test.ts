// What stands in the Problems panel for the example programs, and that it follows edits and settings.
import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { expectRules, openProgram, rangeOf, replace, revert, ruleOf } from './editing.ts';

const inSiamese = [
  'ignored-argument',
  'dropped-branch',
  'passthrough-output',
  'passthrough-output',
  'passthrough-output',
];

suite('Diagnostics', () => {
  teardown(revert);

  test('the cut of siamese.py is reported with the branch it drops and where that branch ends', async () => {
    const document = await openProgram('siamese.py');
    const findings = await expectRules(document, inSiamese);
    const cut = findings.find(finding => ruleOf(finding) === 'dropped-branch');
    assert.match(cut?.message ?? '', /conv2_block1_0_conv/);
    assert.match(cut?.message ?? '', /conv2_block1_add/);
    assert.ok([4, 5].includes(cut?.range.start.line ?? -1), 'it stands at the slice or at the model');
  });

  test('each output that is only the input is reported where it is taken', async () => {
    const document = await openProgram('siamese.py');
    const findings = await expectRules(document, inSiamese);
    const taken = findings.filter(finding => ruleOf(finding) === 'passthrough-output');
    for (const [index, name] of ['embedding_anchor[0]', 'embedding_positive[0]', 'embedding_negative[0]'].entries())
      assert.ok(taken[index]?.range.intersection(rangeOf(document, name)), `one stands at ${name}`);
  });

  test('an argument without effect is reported where it is written', async () => {
    const document = await openProgram('siamese.py');
    const [first] = await expectRules(document, inSiamese);
    assert.ok(first?.range.intersection(rangeOf(document, "classifier_activation='relu'")));
  });

  test('a finding leads to the page of its rule', async () => {
    const document = await openProgram('siamese.py');
    for (const finding of await expectRules(document, inSiamese)) {
      const { code } = finding;
      assert.ok(typeof code === 'object', 'the code has a target');
      assert.match(code.target.toString(), new RegExp(`^https?://.*${code.value}`));
    }
  });

  test('the single output of siamese_fixed.py is indexed along the batch', async () => {
    const document = await openProgram('siamese_fixed.py');
    await expectRules(document, [
      'ignored-argument',
      'dropped-branch',
      'batch-axis-index',
      'batch-axis-index',
      'batch-axis-index',
    ]);
  });

  test('the cut of residual.js is reported like that of a Python program', async () => {
    const document = await openProgram('residual.js');
    const [cut] = await expectRules(document, ['dropped-branch']);
    assert.match(cut?.message ?? '', /block2_add/);
    assert.equal(cut?.range.start.line, rangeOf(document, 'base.layers[7]').start.line);
  });

  test('findings follow what is typed', async () => {
    const document = await openProgram('residual.js');
    await expectRules(document, ['dropped-branch']);
    await replace(document, 'base.layers[7]', 'base.layers[5]');
    await expectRules(document, []);
    await replace(document, 'base.layers[5]', 'base.layers[6]');
    await expectRules(document, ['dropped-branch']);
  });

  test('a rule can be switched off and made an error', async () => {
    const document = await openProgram('residual.js');
    await expectRules(document, ['dropped-branch']);
    const settings = vscode.workspace.getConfiguration('layerscope');
    const set = (rules: Record<string, string> | undefined) =>
      settings.update('rules', rules, vscode.ConfigurationTarget.Workspace);
    try {
      await set({ 'dropped-branch': 'off' });
      await expectRules(document, []);
      await set({ 'dropped-branch': 'error' });
      const [cut] = await expectRules(document, ['dropped-branch']);
      assert.equal(cut?.severity, vscode.DiagnosticSeverity.Error);
    } finally {
      await set(undefined);
    }
    await expectRules(document, ['dropped-branch']);
  });
});
