// An argument that must be given and is not.

import { problemRule, subjectText } from '../problemRule.ts';

export const missingArgument = problemRule({
  id: 'missing-argument',
  summary: 'An argument that must be given is missing.',
  why: `Arguments without a default must be written; there is no value that would fit every use of the layer.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Conv2D(8)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Conv2D(8, 3)
`,
  },
  kinds: ['missing-argument'],
  say(problem, record) {
    return `${subjectText(record)} needs \`${problem.argument}\`.`;
  },
});
