// A value that an argument does not take.

import { problemRule, subjectText } from '../problemRule.ts';

export const argumentValue = problemRule({
  id: 'argument-value',
  summary: 'An argument has a value that it does not take.',
  why: `The layer or function looks at its arguments when it is made, and refuses this value there: nothing of the model is built.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Conv2D(filters=10, kernel_size=3, groups=3)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Conv2D(filters=9, kernel_size=3, groups=3)
`,
  },
  kinds: ['argument-value'],
  say(problem, record) {
    return `\`${problem.argument}\` of ${subjectText(record)} must be ${problem.expected}, not ${problem.got}.`;
  },
});
