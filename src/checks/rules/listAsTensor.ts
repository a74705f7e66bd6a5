// A list where one tensor is expected.

import { problemRule, subjectText } from '../problemRule.ts';

export const listAsTensor = problemRule({
  id: 'list-as-tensor',
  summary: 'A list of tensors stands where one tensor is expected.',
  why: `A model with several outputs returns a list, and a layer of one input takes one tensor. Choose one of them, or merge them.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Dense(4)([a, b])
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Dense(4)(layers.Concatenate()([a, b]))
`,
  },
  kinds: ['list-as-tensor', 'single-input-layer'],
  say(problem, record) {
    const count = problem.kind === 'list-as-tensor' ? problem.count : problem.got;
    return `${subjectText(record)} takes one tensor, but gets ${count}. Choose one of them or merge them first.`;
  },
});
