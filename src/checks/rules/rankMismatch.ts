// A tensor with the wrong number of axes for a layer.

import { isUnknown } from '../../shapes/unknown.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

export const rankMismatch = problemRule({
  id: 'rank-mismatch',
  summary: 'A layer is given a tensor with the wrong number of axes.',
  why: `Layers expect a fixed number of axes, the batch axis counted: Conv2D four (batch, height, width, channels), LSTM three
(batch, time, features). Typical causes are images without a channel axis, a batch size written into the input shape, and a
recurrent layer that returns only its last step.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((28, 28))
y = layers.Conv2D(8, 3)(x)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((28, 28, 1))
y = layers.Conv2D(8, 3)(x)
`,
  },
  kinds: ['rank-mismatch'],
  say(problem, record, { dialect }) {
    const { expected, shape } = problem;
    const got = isUnknown(shape) ? 0 : shape.length;
    const wanted = expected.exactly ?? expected.atLeast ?? expected.atMost ?? 0;
    const bound = expected.exactly !== undefined ? '' : expected.atLeast !== undefined ? 'at least ' : 'at most ';
    const hint =
      got === wanted + 1
        ? ' If the batch size is part of the input shape, leave it out.'
        : got === wanted - 1 && wanted >= 3
          ? ' An axis is missing: the channels of images, or the steps of a sequence.'
          : '';
    return `${subjectText(record)} expects ${bound}${wanted} axes with the batch, but gets ${got}: ${shapeText(shape, dialect)}.${hint}`;
  },
});
