// A model that is compiled without a loss and trained all the same.

import { callParts } from '../brackets.ts';
import { problemRule } from '../problemRule.ts';
import { receiverText } from '../receiver.ts';

export const noLoss = problemRule({
  id: 'no-loss',
  summary: 'A model is compiled without a loss and then trained.',
  why: `Training makes the loss small, and \`compile\` was told none. In Keras the call of \`fit\` fails, unless something else gives the
model a loss: a regularizer, a layer with \`add_loss\`, or a \`train_step\` or \`compute_loss\` of its own. TensorFlow.js does not even
compile such a model.`,
  bad: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile('adam')
model.fit(np.zeros((8, 4)), np.zeros((8, 1)))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [4]})]});
model.compile({optimizer: 'adam'});
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
`,
  },
  kinds: ['no-loss'],
  say({ method }, record, context) {
    const model = receiverText(record, context);
    if (method === 'compile') return `${model} is compiled without a loss: each output needs one.`;
    return `${model} is compiled without a loss, and nothing in it adds one, so that \`${method}\` fails.`;
  },
  at: (_problem, { place }, context) => callParts(context, place)?.callee,
  related: ({ trained }) => (trained === undefined ? [] : [{ place: trained, message: 'The model is trained here.' }]),
});
