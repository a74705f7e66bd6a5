// An axis that must be known and is left open.

import { problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

export const undefinedAxis = problemRule({
  id: 'undefined-axis',
  summary: 'An axis whose size weights depend on is left open.',
  why: `The size of a kernel depends on the channels or features of its input. Where that axis is None no weights can be made.
Flatten over open axes gives such an axis.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((None, None, 3))
y = layers.Dense(10)(layers.Flatten()(x))
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((None, None, 3))
y = layers.Dense(10)(layers.GlobalAveragePooling2D()(x))
`,
  },
  kinds: ['undefined-axis'],
  say(problem, record, { dialect }) {
    return `${subjectText(record)} needs to know axis ${problem.axis} of its input to make its weights, but it is open in ${shapeText(problem.shape, dialect)}.`;
  },
});
