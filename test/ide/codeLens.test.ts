// Code lenses over models.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../src/ide/codeLens.ts';
import { analyseText } from '../harness/analyseText.ts';

/** Each lens with the source it stands over; `files` are those around the program. */
function lensesOf(text: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  return codeLenses(analyseText(text, 'python', { files: new Map(Object.entries(files)) })).map(
    ({ span, title, shows }) =>
      `${text.slice(span.start, span.end)} | ${title}${shows === undefined ? '' : ` (${shows})`}`,
  );
}

test('a model tells its outputs and parameters and leads to its graph', () => {
  const text = `import keras
x = keras.Input((8,))
y = keras.layers.Dense(4)(x)
one = keras.Model(x, y)
two = keras.Model(x, [y, y, x, y])
later = keras.Sequential([keras.layers.Dense(3)])
`;
  assert.deepEqual(lensesOf(text), [
    'keras.Model(x, y) | outputs (None, 4) · 36 parameters',
    'keras.Model(x, y) | Show Model Graph (one#0)',
    'keras.Model(x, [y, y, x, y]) | 4 outputs · 36 parameters',
    'keras.Model(x, [y, y, x, y]) | Show Model Graph (two#0)',
    'keras.Sequential([keras.layers.Dense(3)]) | Show Model Graph (later#0)',
  ]);
});

test('of models that a function makes again and again the last is shown', () => {
  const text = `import keras
def build(n):
    x = keras.Input((8,))
    return keras.Model(x, keras.layers.Dense(n)(x))
a = build(3)
b = build(5)
`;
  assert.deepEqual(lensesOf(text), [
    'keras.Model(x, keras.layers.Dense(n)(x)) | outputs (None, 5) · 45 parameters',
    'keras.Model(x, keras.layers.Dense(n)(x)) | Show Model Graph (b#0)',
  ]);
});

test('a model that an imported file makes stands over the call that led there', () => {
  const nets = `import keras
ready = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
def backbone(x):
    return keras.Model(x, keras.layers.Dense(4)(x))
def build(n):
    model = backbone(keras.Input((8,)))
    return keras.Model(model.input, keras.layers.Dense(n)(model.output))
`;
  const text = `from nets import build, ready
few = build(3)
def train(n):
    many = build(n)
    return many.predict
train(5)
`;
  assert.deepEqual(lensesOf(text, { 'nets.py': nets }), [
    'build(3) | outputs (None, 3) · 51 parameters',
    'build(3) | Show Model Graph (few#0)',
    'build(n) | outputs (None, 5) · 61 parameters',
    'build(n) | Show Model Graph (many#0)',
  ]);
});
