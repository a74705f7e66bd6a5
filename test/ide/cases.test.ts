// Functions that make one of several models by a text that is not known: each case is listed beside what holds for all.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../src/ide/codeLens.ts';
import { modelList } from '../../src/ide/modelList.ts';
import { analyseText, type SuiteLanguage } from '../harness/analyseText.ts';

/** Each model of a program as it reads in a list; there must be no finding. */
function modelsOf(text: string, language: SuiteLanguage = 'python'): readonly string[] {
  const analysis = analyseText(text, language);
  assert.deepEqual(analysis.findings, []);
  return modelList(analysis).map(({ label, detail }) => `${label}: ${detail}`);
}

const page = `import * as tf from '@tensorflow/tfjs';

function makeReader(cell, units) {
  const model = tf.sequential();
  switch (cell) {
    case 'gru':
      model.add(tf.layers.gru({units, inputShape: [10, 3]}));
      break;
    case 'lstm':
      model.add(tf.layers.lstm({units, inputShape: [10, 3]}));
      break;
    default:
      throw new Error(\`no such cell: \${cell}\`);
  }
  model.add(tf.layers.dense({units: 2}));
  return model;
}

const reader = makeReader(document.getElementById('cell').value, 4);
`;

test('a switch in JavaScript gives each of its cases', () => {
  const models = modelsOf(page, 'javascript');
  assert.deepEqual(models, [
    "model (cell = 'gru'): [null, 10, 3] → [null, 2] · 2 layers · 106 parameters",
    "model (cell = 'lstm'): [null, 10, 3] → [null, 2] · 2 layers · 138 parameters",
    'model: [null, 10, 3] → [null, 2]',
  ]);
});

test('what stands above a model holds for all its cases', () => {
  const titles = codeLenses(analyseText(page, 'javascript')).map(({ title, shows }) => shows ?? title);
  assert.deepEqual(titles, ['outputs [null, 2]', 'model#0']);
});

const script = (rest: string): string => `import sys
import keras
from keras import layers

def build(kind, width=8):
    x = keras.Input((16,))
    if kind == 'narrow':
        y = layers.Dense(width)(x)
    elif kind in ('wide', 'broad'):
        y = layers.Dense(4 * width)(x)
    else:
        raise ValueError(f'unknown kind {kind}')
    return keras.Model(x, y)

model = build(sys.argv[1])
${rest}`;

test('comparisons in Python give each text that they name', () => {
  assert.deepEqual(modelsOf(script('')).slice(0, -1), [
    "model (kind = 'narrow'): (None, 16) → (None, 8) · 2 layers · 136 parameters",
    "model (kind = 'wide'): (None, 16) → (None, 32) · 2 layers · 544 parameters",
    "model (kind = 'broad'): (None, 16) → (None, 32) · 2 layers · 544 parameters",
  ]);
});

test('cases leave no trace in the names of layers, and neither does the other side of a condition', () => {
  const { calls, findings } = analyseText(script('after = layers.Dense(1)(model.output)\n'));
  assert.deepEqual(findings, []);
  assert.deepEqual(
    calls.map(({ layer }) => layer.name),
    ['input_layer', 'dense', 'dense', 'dense_1'],
  );
});

for (const [what, change] of [
  ['other texts are taken too', (text: string) => text.replace("raise ValueError(f'unknown kind {kind}')", 'y = x')],
  ['the text is used for more', (text: string) => text.replace('x = keras', 'kind = kind.lower()\n    x = keras')],
  ['layers are frozen elsewhere', (text: string) => `${text}model.trainable = False\n`],
  ['a size is not known', (text: string) => text.replace('sys.argv[1])', 'sys.argv[1], int(sys.argv[2]))')],
  ['the text is known', (text: string) => text.replace('sys.argv[1]', "'wide'")],
] as const)
  test(`no case is listed where ${what}`, () => {
    assert.equal(modelsOf(change(script(''))).length, 1);
  });

test('no case is listed of a model that is built on later', () => {
  const models = modelsOf(page.replace('4);', '4);\nreader.add(tf.layers.dense({units: 1}));'), 'javascript');
  assert.equal(models.length, 1);
});

test('a text known without doubt needs no cases', () => {
  const models = modelsOf(page.replace("document.getElementById('cell').value", "'gru'"), 'javascript');
  assert.deepEqual(models, ['model: [null, 10, 3] → [null, 2] · 2 layers · 106 parameters']);
});
