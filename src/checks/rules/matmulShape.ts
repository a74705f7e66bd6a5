// Axes that are multiplied and differ.

import { problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

export const matmulShape = problemRule({
  id: 'matmul-shape',
  summary: 'Tensors are multiplied along axes of different sizes.',
  why: `A product of matrices sums over one axis of each side; both must have the same size.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((4, 8))
b = keras.Input((4, 6))
y = layers.Dot(axes=2)([a, b])
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((4, 8))
b = keras.Input((6, 8))
y = layers.Dot(axes=2)([a, b])
`,
  },
  kinds: ['matmul-shape'],
  say(problem, record, { dialect }) {
    const axes = problem.axes.map(([a, b]) => `axis ${a} with axis ${b}`).join(', ');
    return `${subjectText(record)} cannot multiply ${problem.shapes.map(shape => shapeText(shape, dialect)).join(' with ')}${axes === '' ? '' : `: ${axes} must have the same size`}.`;
  },
});
