// Summaries are, letter by letter, what Keras 3 prints.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listedModels } from '../../src/ide/modelList.ts';
import { summaryText } from '../../src/ide/summary/summary.ts';
import { analyseText } from '../harness/analyseText.ts';
import { readTruth } from '../harness/truth.ts';

interface Recorded {
  readonly name: string;
  readonly program: string;
  readonly printed: readonly { readonly width: number | null; readonly text: string }[];
}

/** The summary of the last model that a variable of a program holds. */
function summaryOf(program: string, variable: string, width: number | null): string {
  const listed = listedModels(analyseText(program)).findLast(({ label }) => label === variable);
  assert.ok(listed, `the program makes no ${variable}`);
  return summaryText(listed.record.model, width === null ? { terminal: 200 } : { line: width });
}

for (const { name, program, printed } of readTruth('summaries.keras3.json.gz') as readonly Recorded[]) {
  for (const { width, text } of printed) {
    test(`${name}${width === null ? '' : `, ${width} wide`}`, () => {
      assert.equal(summaryOf(program, 'model', width), text.trimEnd());
    });
  }
}

const cutProgram = (output: string): string => `import tensorflow as tf
model = tf.keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100, 100, 3), pooling='max')
model2 = tf.keras.models.Model(model.input, ${output})
`;

const siameseProgram = (indexed: string): string => `
anchor = tf.keras.Input(shape=(100, 100, 3), name='anchor')
positive = tf.keras.Input(shape=(100, 100, 3), name='positive')
negative = tf.keras.Input(shape=(100, 100, 3), name='negative')
embeddings = [model2(anchor), model2(positive), model2(negative)]
joined = tf.keras.layers.concatenate([embedding${indexed} for embedding in embeddings], axis=-1)
siamese = tf.keras.Model([anchor, positive, negative], joined, name='siamese')
`;

interface Seed {
  readonly b: Readonly<Record<'first_output' | 'last_output', Printed>>;
  readonly c: Readonly<Record<'siamese_on_indexed_0' | 'siamese_on_whole', Printed>>;
}

interface Printed {
  readonly summary: { readonly printed: string };
}

const seed = readTruth('seed.keras3.json.gz') as Seed;
const slice = cutProgram('[layer.output for layer in model.layers[:15]]');

for (const [name, program, truth] of [
  ['of inputs that pass through', slice + siameseProgram('[0]'), seed.b.first_output],
  ['after another one', slice + siameseProgram('[0]') + siameseProgram('[-1]'), seed.b.last_output],
  ['on the batch axis', cutProgram('model.layers[14].output') + siameseProgram('[0]'), seed.c.siamese_on_indexed_0],
  ['on whole tensors', cutProgram('model.layers[14].output') + siameseProgram(''), seed.c.siamese_on_whole],
] as const) {
  test(`a siamese network ${name}`, () => {
    assert.equal(summaryOf(program, 'siamese', 150), truth.summary.printed.trimEnd());
  });
}
