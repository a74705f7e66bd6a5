// What can be done about findings, applied to the text.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CodeAction } from '../../src/ide/codeActions.ts';
import { codeActions } from '../../src/ide/codeActions.ts';
import { analyseText, type SuiteLanguage } from '../harness/analyseText.ts';

const workspace = join(import.meta.dirname, '../workspace');
const siamese = readFileSync(join(workspace, 'siamese.py'), 'utf8');

/** The actions at a piece of the text. */
function actionsAt(text: string, piece: string, language: SuiteLanguage = 'python'): readonly CodeAction[] {
  const start = text.indexOf(piece);
  assert.ok(start >= 0);
  return codeActions(analyseText(text, language), {}, { start, end: start });
}

function apply(text: string, { edits }: CodeAction): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((done, { span, text: by }) => done.slice(0, span.start) + by + done.slice(span.end), text);
}

function find(actions: readonly CodeAction[], title: string): CodeAction {
  const found = actions.find(action => action.title === title);
  assert.ok(found, `no "${title}" among ${actions.map(action => action.title).join(', ')}`);
  return found;
}

test('the repairs of a finding come first, its first one preferred', () => {
  const actions = actionsAt(siamese, ':15]');
  assert.deepEqual(
    actions.map(({ title, preferred }) => [title, preferred]),
    [
      ['Cut after conv2_block1_add', true],
      ['Cut after pool1_pool', false],
      ['Ignore dropped-branch on this line', false],
    ],
  );
});

test('a rule with several findings is repaired in the whole file', () => {
  const all = find(actionsAt(siamese, 'embedding_anchor[0]'), 'Fix all 3 `passthrough-output` problems in this file');
  const text = apply(siamese, all);
  assert.match(text, /embedding_anchor\[-1\], embedding_positive\[-1\], embedding_negative\[-1\]/);
});

test('a comment at the end of the line silences a finding', () => {
  const text = apply(siamese, find(actionsAt(siamese, ':15]'), 'Ignore dropped-branch on this line'));
  assert.match(text, /model\.layers\[:15\]\] {2}# layerscope: ignore\[dropped-branch\]\n/);
  assert.ok(analyseText(text).findings.every(({ rule }) => rule !== 'dropped-branch'));
});

test('a comment that is there is extended', () => {
  const other = siamese.replace('layers[:15]]', 'layers[:15]]  # layerscope: ignore[other-rule]');
  const both = apply(other, find(actionsAt(other, ':15]'), 'Ignore dropped-branch on this line'));
  assert.match(both, /# layerscope: ignore\[other-rule, dropped-branch\]\n/);
  const plain = siamese.replace('layers[:15]]', 'layers[:15]]  # the first layers');
  const after = apply(plain, find(actionsAt(plain, ':15]'), 'Ignore dropped-branch on this line'));
  assert.match(after, /# the first layers {2}layerscope: ignore\[dropped-branch\]\n/);
  for (const text of [both, after])
    assert.ok(analyseText(text).findings.every(({ rule }) => rule !== 'dropped-branch'));
});

test('a line that goes on cannot take a comment', () => {
  const text = siamese.replace(
    'layer_outputs = [layer.output for layer in model.layers[:15]]',
    'layer_outputs = \\\n    [layer.output for layer in model.layers[:15]] + \\\n    []',
  );
  const titles = actionsAt(text, ':15]').map(({ title }) => title);
  assert.ok(!titles.includes('Ignore dropped-branch on this line'), titles.join(', '));
});

test('a comment in JavaScript has its own mark', () => {
  const text = readFileSync(join(workspace, 'residual.js'), 'utf8');
  const done = apply(text, find(actionsAt(text, 'layers[7]', 'javascript'), 'Ignore dropped-branch on this line'));
  assert.match(done, /\.output\}\); \/\/ layerscope: ignore\[dropped-branch\]\n/);
  assert.deepEqual(analyseText(done, 'javascript').findings, []);
});

test('a rule that is switched off offers nothing', () => {
  const start = siamese.indexOf(':15]');
  assert.deepEqual(codeActions(analyseText(siamese), { 'dropped-branch': 'off' }, { start, end: start }), []);
});
