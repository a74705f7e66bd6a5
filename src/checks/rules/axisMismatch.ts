// An axis that has not the size it must have.

import { printDim } from '../../shapes/dim.ts';
import { samePlace } from '../edits.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { inputText, shapeText, spoken } from '../words.ts';

export const axisMismatch = problemRule({
  id: 'axis-mismatch',
  summary: 'An axis has not the size that the layer or operation needs.',
  why: `Weights are made for the size an axis had at the first call, and operations need axes that fit together. A tensor with
another size there cannot go in.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
dense = layers.Dense(4)
a = dense(keras.Input((8,)))
b = dense(keras.Input((6,)))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const dense = tf.layers.dense({units: 4});
const a = dense.apply(tf.input({shape: [8]}));
const b = dense.apply(tf.input({shape: [6]}));
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
dense = layers.Dense(4)
a = dense(keras.Input((8,)))
b = dense(keras.Input((8,)))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const dense = tf.layers.dense({units: 4});
const a = dense.apply(tf.input({shape: [8]}));
const b = dense.apply(tf.input({shape: [8]}));
`,
  },
  kinds: ['axis-mismatch'],
  say(problem, record, context) {
    const { dialect } = context;
    const input = record.inputs[problem.input];
    const name = input === undefined ? undefined : inputText(input, context);
    const shape = shapeText(problem.shape, dialect);
    const given = name === undefined ? shape : `${name} is ${shape}`;
    return `${subjectText(record, context)} needs ${printDim(problem.expected)} at axis ${problem.axis} of its input, not ${printDim(problem.got)} (${given}): ${spoken(problem.because, dialect)}.`;
  },
  related(_problem, record, context) {
    const [first] = record.subject.layer?.state.value.nodes ?? [];
    const [input] = first?.inputs ?? [];
    if (first === undefined || input === undefined || samePlace(first.called, record.place)) return [];
    if (first.called.uri !== context.uri) return [];
    const shape = shapeText(input.type.shape, context.dialect);
    return [{ place: first.called, message: `Its first call, here, was on ${shape}.` }];
  },
});
