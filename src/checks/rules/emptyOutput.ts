// A window that is larger than what it moves over.

import { problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

export const emptyOutput = problemRule({
  id: 'empty-output',
  summary: 'A window is larger than its input, so that nothing is left.',
  why: `A convolution or pooling without padding shortens an axis by its window. After many of them, or on small images, the axis
is shorter than the window. Where the axis in question has size 1 or 3 the channels probably stand first, and
\`data_format\` says otherwise.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8, 8, 3))
y = layers.Conv2D(8, 9)(x)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8, 8, 3))
y = layers.Conv2D(8, 9, padding='same')(x)
`,
  },
  kinds: ['empty-output'],
  // TensorFlow.js goes on with an axis of which nothing is left, which was said where it happened.
  skips: problem => problem.size <= 0,
  say(problem, record, { dialect }) {
    const channels =
      problem.axis === 1 && (problem.size === 1 || problem.size === 3)
        ? ' If the channels stand first, say so with `data_format`.'
        : '';
    return `Nothing is left of axis ${problem.axis} after ${subjectText(record)}: \`${problem.argument}\` reaches over ${problem.window}, but ${shapeText(problem.shape, dialect)} has ${problem.size} there.${channels}`;
  },
});
