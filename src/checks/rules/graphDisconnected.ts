// A model whose outputs need inputs that it does not declare.

import { problemRule } from '../problemRule.ts';

export const graphDisconnected = problemRule({
  id: 'graph-disconnected',
  summary: 'Outputs of a model depend on inputs that it does not declare.',
  why: `A model is what lies between its inputs and its outputs. Where an output is also computed from another \`Input\`, that one must
be among the inputs; otherwise the model cannot be built.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Add()([a, b])
model = keras.Model(a, y)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Add()([a, b])
model = keras.Model([a, b], y)
`,
  },
  kinds: ['graph-disconnected'],
  say(problem) {
    const missing = problem.missing.map(name => `\`${name}\``).join(' and ');
    const one = problem.missing.length === 1;
    return `\`${problem.output}\` also depends on the input${one ? '' : 's'} ${missing}, which ${one ? 'is' : 'are'} not among the inputs of this model.`;
  },
});
