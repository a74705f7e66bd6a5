// Several tensors for a layer that takes one.

import type { ProblemRecord } from '../../model/understanding.ts';
import { sameDim } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { givenText, siblingLayer } from '../edits.ts';
import { problemRule } from '../problemRule.ts';
import { takesOneText, tensorList } from '../tensorLists.ts';
import { textAt } from '../words.ts';

export const singleInputLayer = problemRule({
  id: 'single-input-layer',
  summary: 'A layer that takes one tensor is given several.',
  why: `Most layers compute on one tensor. Only the merging layers (\`Concatenate\`, \`Add\`, …), attention and models with several
inputs take a list. Merge the tensors first, or call the layer on each of them.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Dense(4)([a, b])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const b = tf.input({shape: [8]});
const y = tf.layers.dense({units: 4}).apply([a, b]);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Dense(4)(layers.Concatenate()([a, b]))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const b = tf.input({shape: [8]});
const y = tf.layers.dense({units: 4}).apply(tf.layers.concatenate().apply([a, b]));
`,
  },
  kinds: ['single-input-layer'],
  skips: (problem, record) => tensorList(problem, record) !== 'several tensors',
  say: ({ got }, record, context) => `${takesOneText(got, record, context)}. Merge them first.`,
  fixes(_problem, record, context) {
    const { layer } = record.subject;
    const given = givenText(context, record);
    const text = given === undefined ? '' : textAt(context, given);
    if (layer === undefined || given === undefined || !/^\[.*\]$/s.test(text) || !canJoin(record)) return [];
    const merge = siblingLayer(context, layer, 'Concatenate');
    if (merge === undefined) return [];
    const joined = context.dialect === 'tfjs' ? `${merge}.apply(${text})` : `${merge}(${text})`;
    return [{ title: 'Concatenate them first', edits: [{ place: given, text: joined }] }];
  },
});

/** True where the tensors agree on all axes but the last. */
function canJoin({ inputs }: ProblemRecord): boolean {
  const [first, ...others] = inputs.map(input => input.type.shape);
  if (first === undefined || isUnknown(first)) return false;
  return others.every(
    shape =>
      !isUnknown(shape) &&
      shape.length === first.length &&
      shape.slice(0, -1).every((dim, i) => sameDim(dim, first[i] ?? dim) !== 'no'),
  );
}
