// An axis that has not the size it must have.

import { printDim } from '../../shapes/dim.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

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
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
dense = layers.Dense(4)
a = dense(keras.Input((8,)))
b = dense(keras.Input((8,)))
`,
  },
  kinds: ['axis-mismatch'],
  say(problem, record, { dialect }) {
    return `Axis ${problem.axis} of the input of ${subjectText(record)} must be ${printDim(problem.expected)}, but is ${printDim(problem.got)} in ${shapeText(problem.shape, dialect)}: ${problem.because}.`;
  },
});
