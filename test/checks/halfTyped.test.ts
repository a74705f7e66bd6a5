// A line that is being typed: whatever of it is there, no other line gets an error that the finished program does not have.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { positionAt } from '../../src/base/span.ts';
import { analyseText, type SuiteLanguage } from '../harness/analyseText.ts';

const workspaceFile = (name: string): string => readFileSync(new URL(`../workspace/${name}`, import.meta.url), 'utf8');

const stack = `import keras
from keras import layers

inputs = keras.Input((28, 28, 1))
x = layers.Conv2D(32, 3, activation="relu")(inputs)
x = layers.Flatten()(x)
x = layers.Dense(64, activation="relu")(x)
x = layers.Reshape((8, 8))(x)
x = layers.LSTM(16)(x)
outputs = layers.Dense(10)(x)
model = keras.Model(inputs, outputs)
model.compile(optimizer="adam", loss="mse")
`;

const sequential = `import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Reshape, Conv1D, Flatten

def build(width):
    model = Sequential([
        Dense(width, input_shape=(16,)),
        Reshape((width // 4, 4)),
        Conv1D(8, 3),
    ])
    model.add(Flatten())
    model.add(Dense(1, activation="sigmoid"))
    return model

model = build(32)
model.compile("adam", "binary_crossentropy")
model.fit(np.zeros((100, 16)), np.zeros((100, 1)), epochs=2)
`;

/** Programs by name; of each, these lines (from 1) are typed anew, letter by letter. */
const programs: readonly (readonly [name: string, text: string, language: SuiteLanguage, lines: readonly number[]])[] =
  [
    ['a functional model', stack, 'python', [5, 7]],
    ['a Sequential in a function', sequential, 'python', [7, 17]],
    ['siamese_fixed.py', workspaceFile('siamese_fixed.py'), 'python', [17]],
    ['feature_models.py', workspaceFile('feature_models.py'), 'python', [6]],
    ['residual.js', workspaceFile('residual.js'), 'javascript', [5, 24]],
  ];

/** Errors and warnings by rule and line, but for those on the line that is typed. */
function elsewhere(analysis: Analysis, typed: number): readonly string[] {
  return analysis.findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(finding => ({ finding, line: positionAt(analysis.lines, finding.place.start).line }))
    .filter(({ line }) => line !== typed)
    .map(({ finding, line }) => `${line + 1} ${finding.rule}`);
}

for (const [name, text, language, typed] of programs) {
  test(`typing ${name}`, () => {
    const lines = text.split('\n');
    for (const number of typed) {
      const line = lines[number - 1] ?? '';
      const finished = new Set(elsewhere(analyseText(text, language), number - 1));
      for (let end = line.search(/\S|$/); end < line.length; end++) {
        const state = lines.with(number - 1, line.slice(0, end)).join('\n');
        const analysis = analyseText(state, language);
        // What is a program by itself is judged as the program it is.
        if (analysis.program.errors.length === 0) continue;
        const told = elsewhere(analysis, number - 1).filter(finding => !finished.has(finding));
        assert.deepEqual(told, [], `line ${number} typed as far as \`${line.slice(0, end)}\``);
      }
    }
  });
}

test('what stands before the line is still found', () => {
  const text = `import keras
a = keras.layers.Dense(4)(keras.Input((3,)))
b = keras.layers.Reshape((3,))(a)
c = keras.layers.Dense(64
c = keras.layers.Dense(10)(c)
`;
  const { findings } = analyseText(text);
  assert.deepEqual(
    findings.map(finding => finding.rule),
    ['reshape-size'],
  );
});
