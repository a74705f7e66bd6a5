// A model that is trained or evaluated before it is compiled.

import { callParts } from '../brackets.ts';
import { problemRule } from '../problemRule.ts';
import { receiverText } from '../receiver.ts';

export const notCompiled = problemRule({
  id: 'not-compiled',
  summary: 'A model is trained or evaluated before it is compiled.',
  why: `\`compile\` tells a model its optimizer, its loss and its metrics. Without them there is nothing to train by and nothing to
measure, so \`fit\`, \`evaluate\` and their like refuse to begin; only \`predict\` and calls of the model work. A model that is made of
the layers of another one, or is a copy of one, has to be compiled by itself.`,
  bad: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.fit(np.zeros((8, 4)), np.zeros((8, 1)))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [4]})]});
await model.fit(tf.zeros([8, 4]), tf.zeros([8, 1]));
`,
  },
  good: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(np.zeros((8, 4)), np.zeros((8, 1)))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [4]})]});
model.compile({optimizer: 'adam', loss: 'meanSquaredError'});
await model.fit(tf.zeros([8, 4]), tf.zeros([8, 1]));
`,
  },
  kinds: ['not-compiled'],
  say({ method }, record, context) {
    return `${receiverText(record, context)} is not compiled when \`${method}\` is called: it has no optimizer and no loss yet.`;
  },
  skips({ order }, { subject }, { compiled, isNotebook }) {
    const model = subject.layer?.model;
    return (order === 'open' || isNotebook) && model !== undefined && compiled.has(model);
  },
  at: (_problem, { place }, context) => callParts(context, place)?.callee,
});
