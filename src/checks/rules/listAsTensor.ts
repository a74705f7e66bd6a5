// A list that a call gave, or brackets around one tensor, where one tensor is expected.

import { givenText } from '../edits.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { takesOneText, tensorList } from '../tensorLists.ts';
import { textAt } from '../words.ts';

export const listAsTensor = problemRule({
  id: 'list-as-tensor',
  summary: 'A list of tensors stands where one tensor is expected.',
  why: `A model with several outputs returns a list, and so does a recurrent layer with \`return_state\`. A layer of one input takes one
tensor: choose one of them, or take the list apart.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
states = layers.LSTM(16, return_state=True)(keras.Input((20, 8)))
y = layers.Dense(4)(states)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const states = tf.layers.lstm({units: 16, returnState: true}).apply(tf.input({shape: [20, 8]}));
const y = tf.layers.dense({units: 4}).apply(states);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
output, hidden, cell = layers.LSTM(16, return_state=True)(keras.Input((20, 8)))
y = layers.Dense(4)(output)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const [output, hidden, cell] = tf.layers.lstm({units: 16, returnState: true}).apply(tf.input({shape: [20, 8]}));
const y = tf.layers.dense({units: 4}).apply(output);
`,
  },
  kinds: ['single-input-layer'],
  skips: (problem, record) => tensorList(problem, record) === 'several tensors',
  say(problem, record, context) {
    return tensorList(problem, record) === 'one tensor'
      ? `${subjectText(record, context)} takes a tensor, but gets a list with one tensor in it: leave the brackets out.`
      : `${takesOneText(problem.got, record, context)}. Choose one of them.`;
  },
  fixes(_problem, record, context) {
    const given = givenText(context, record);
    if (given === undefined) return [];
    const text = textAt(context, given);
    const [, only] = /^\[\s*([\w.]+)\s*,?\s*\]$/.exec(text) ?? [];
    if (only !== undefined) return [{ title: `Write ${only} alone`, edits: [{ place: given, text: only }] }];
    return /^[\w.]+$/.test(text)
      ? [{ title: `Take the first, ${text}[0]`, edits: [{ place: given, text: `${text}[0]` }] }]
      : [];
  },
});
