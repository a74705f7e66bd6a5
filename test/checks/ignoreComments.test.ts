// Comments that silence findings.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseText, type SuiteLanguage } from '../harness/analyseText.ts';

const head = `import keras
from keras import layers
x = keras.Input((8,))
`;

function rulesOf(text: string, language: SuiteLanguage = 'python'): readonly string[] {
  return analyseText(text, language).findings.map(finding => finding.rule);
}

test('a comment silences its own line, or the next one where it stands alone', () => {
  assert.deepEqual(rulesOf(`${head}y = x[0]\n`), ['batch-axis-index']);
  assert.deepEqual(rulesOf(`${head}y = x[0]  # layerscope: ignore[batch-axis-index]\n`), []);
  assert.deepEqual(rulesOf(`${head}y = x[0]  # the first; layerscope: ignore\n`), []);
  assert.deepEqual(rulesOf(`${head}# layerscope: ignore[batch-axis-index]\ny = x[0]\n`), []);
  assert.deepEqual(rulesOf(`${head}# layerscope: ignore[batch-axis-index]\n\ny = x[0]\n`), ['batch-axis-index']);
});

test('a comment names the rules that it silences', () => {
  assert.deepEqual(rulesOf(`${head}y = x[0]  # layerscope: ignore[rank-mismatch]\n`), ['batch-axis-index']);
  assert.deepEqual(rulesOf(`${head}y = x[0]  # layerscope: ignore[rank-mismatch, batch-axis-index]\n`), []);
});

test('two comments for one line hold together', () => {
  const call = `layers.Conv2D(4, 3, activation='rellu')(x[0])`;
  assert.deepEqual(rulesOf(`${head}y = ${call}\n`), ['argument-value', 'batch-axis-index']);
  const above = '# layerscope: ignore[argument-value]\n';
  assert.deepEqual(rulesOf(`${head}${above}y = ${call}  # layerscope: ignore[batch-axis-index]\n`), []);
});

test('a finding over several lines is silenced at its end as well', () => {
  const call = 'y = layers.Conv2D(\n    4,\n    3,\n)(x)';
  assert.deepEqual(rulesOf(`${head}${call}\n`), ['rank-mismatch']);
  assert.deepEqual(rulesOf(`${head}${call}  # layerscope: ignore[rank-mismatch]\n`), []);
});

test('JavaScript has comments of both kinds', () => {
  const js = (comment: string): string =>
    `import * as tf from '@tensorflow/tfjs';\nconst layer = tf.layers.dense({units: 4, use_bias: false}); ${comment}\n`;
  assert.deepEqual(rulesOf(js(''), 'javascript'), ['ignored-argument']);
  assert.deepEqual(rulesOf(js('// layerscope: ignore[ignored-argument]'), 'javascript'), []);
  assert.deepEqual(rulesOf(js('/* layerscope: ignore[ignored-argument] */'), 'javascript'), []);
});

test('text that looks like a comment is none', () => {
  assert.deepEqual(rulesOf(`${head}y = x[0], '# layerscope: ignore'\n`), ['batch-axis-index']);
});

test('an id that is no rule is told with the one that is meant', () => {
  const [finding, ...others] = analyseText(
    `${head}y = x  # layerscope: ignore[batch-axis-indx, rank-mismatch]\n`,
  ).findings;
  assert.deepEqual(others, []);
  assert.equal(finding?.severity, 'information');
  assert.match(finding.message, /no rule 'batch-axis-indx'.* Did you mean 'batch-axis-index'\?/);
  assert.deepEqual(rulesOf(`${head}y = x  # layerscope: ignore\n`), []);
});
