// A merge that is not called on a list.

import { problemRule, subjectText } from '../problemRule.ts';

export const mergeNeedsList = problemRule({
  id: 'merge-needs-list',
  summary: 'A merge layer is called on something else than a list of enough tensors.',
  why: `Merge layers take one argument, a list of tensors: \`Add()([a, b])\`.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
y = layers.Add()(a)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Add()([a, b])
`,
  },
  kinds: ['merge-needs-list'],
  say(problem, record) {
    return `${subjectText(record)} merges a list of at least ${problem.atLeast} tensors, but gets ${problem.got}: write \`[a, b]\`.`;
  },
});
