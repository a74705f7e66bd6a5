// Axes that are multiplied and differ.

import { printDim } from '../../shapes/dim.ts';
import type { Shape } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { listed, shapeText } from '../words.ts';

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
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [4, 8]});
const b = tf.input({shape: [4, 6]});
const y = tf.layers.dot({axes: 2}).apply([a, b]);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((4, 8))
b = keras.Input((6, 8))
y = layers.Dot(axes=2)([a, b])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [4, 8]});
const b = tf.input({shape: [6, 8]});
const y = tf.layers.dot({axes: 2}).apply([a, b]);
`,
  },
  kinds: ['matmul-shape'],
  say(problem, record, context) {
    const [left, right] = problem.shapes;
    const axes = problem.axes.map(
      ([a, b]) => `axis ${a} of the first (${sizeAt(left, a)}) and axis ${b} of the second (${sizeAt(right, b)})`,
    );
    const why = axes.length === 0 ? '' : `: ${listed(axes)} must have the same size`;
    return `${subjectText(record, context)} cannot multiply ${problem.shapes.map(shape => shapeText(shape, context.dialect)).join(' with ')}${why}.`;
  },
});

function sizeAt(shape: Shape | undefined, axis: number): string {
  const dim = shape === undefined || isUnknown(shape) ? undefined : shape.at(axis);
  return dim === undefined ? '?' : printDim(dim);
}
