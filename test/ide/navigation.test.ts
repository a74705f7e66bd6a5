// Definitions and outlines.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definition } from '../../src/ide/definition.ts';
import { spanOfDocument } from '../../src/ide/places.ts';
import { type DocumentSymbol, documentSymbols } from '../../src/ide/symbols.ts';
import { analyseText } from '../harness/analyseText.ts';
import { atCursor } from '../harness/cursor.ts';

function definitionsAt(program: string): readonly string[] {
  const { analysis, text, offset } = atCursor(program);
  return definition(analysis, offset).map(place => text.slice(place.start, place.end));
}

const start = `import keras
from keras import layers
x = keras.Input((8,))
dense = layers.Dense(4)
y = dense(x)
model = keras.Model(x, y)
`;

test('a tensor leads to the call that made it', () => {
  assert.deepEqual(definitionsAt(`${start}z = layers.ReLU()($0y)\n`), ['dense(x)']);
  assert.deepEqual(definitionsAt(`${start}z = model.$0output\n`), ['dense(x)']);
});

test('a layer and a model lead to where they were made', () => {
  assert.deepEqual(definitionsAt(`${start}z = $0dense(x)\n`), ['layers.Dense(4)']);
  assert.deepEqual(definitionsAt(`${start}$0model.summary()\n`), ['keras.Model(x, y)']);
});

test('what is made in the same line leads nowhere', () => {
  assert.deepEqual(definitionsAt(`${start}$0z = layers.ReLU()(y)\n`), []);
});

test('an outline has models with their layers, then layers without a model', () => {
  const line = ({ kind, name, detail, children }: DocumentSymbol): unknown => [kind, name, detail, children.map(line)];
  const analysis = analyseText(`${start}loose = layers.ReLU(name='loose')(y)\n`);
  assert.deepEqual(documentSymbols(analysis, spanOfDocument(analysis, analysis.uri)).map(line), [
    [
      'model',
      'model',
      '(None, 4) · 36 parameters',
      [
        ['layer', 'input_layer', 'InputLayer (None, 8)', []],
        ['layer', 'dense', 'Dense (None, 4)', []],
      ],
    ],
    ['layer', 'loose', 'ReLU (None, 4)', []],
  ]);
});
