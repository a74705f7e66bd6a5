// A call that cannot be.

import { problemRule, subjectText } from '../problemRule.ts';

export const callValue = problemRule({
  id: 'call-value',
  summary: 'A layer or function is called in a way it does not take.',
  why: `The call itself is refused, whatever the values are: an index outside the axis, a tensor of the wrong type, too few inputs.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
from keras import ops
x = keras.Input((4,))
y = x[:, 9]
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((4,))
y = x[:, 3]
`,
  },
  kinds: ['call-value', 'input-dtype', 'input-count'],
  say(problem, record) {
    if (problem.kind === 'input-dtype')
      return `${subjectText(record)} takes ${problem.expected}, but its input is ${problem.got}.`;
    if (problem.kind === 'input-count')
      return `${subjectText(record)} has ${problem.expected} inputs, but gets ${problem.got}.`;
    return `${subjectText(record)}: ${problem.says}.`;
  },
});
