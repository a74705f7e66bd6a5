// A reshape to another number of elements.

import { problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

export const reshapeSize = problemRule({
  id: 'reshape-size',
  summary: 'A tensor is reshaped to a shape with another number of elements.',
  why: `Reshaping keeps all elements: the sizes of the old shape and of the new one, the batch left out, must have the same product.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((10,))
y = layers.Reshape((3, 3))(x)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((10,))
y = layers.Reshape((5, 2))(x)
`,
  },
  kinds: ['reshape-size'],
  say(problem, record, { dialect }) {
    return `${subjectText(record)} cannot turn ${shapeText(problem.from, dialect)} into ${shapeText(problem.target, dialect)}: the numbers of elements differ.`;
  },
});
