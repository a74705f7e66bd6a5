// Arrays of one training that hold different numbers of samples.

import { problemRule } from '../problemRule.ts';
import { dataText } from '../trainingRepairs.ts';

export const sampleCount = problemRule({
  id: 'sample-count',
  summary: 'Data and targets hold different numbers of samples.',
  why: `Sample by sample a target belongs to an input, so both arrays are equally long. Mostly parts of different splits are mixed up,
such as \`x_train\` with \`y_test\`.`,
  bad: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile('sgd', 'mse')
x_train = np.zeros((800, 4))
y_test = np.zeros((200, 1))
model.fit(x_train, y_test)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [4]})]});
model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
await model.fit(tf.zeros([8, 4]), tf.zeros([7, 1]));
`,
  },
  good: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile('sgd', 'mse')
x_train = np.zeros((800, 4))
y_train = np.zeros((800, 1))
model.fit(x_train, y_train)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [4]})]});
model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
await model.fit(tf.zeros([8, 4]), tf.zeros([8, 1]));
`,
  },
  kinds: ['sample-count'],
  say({ x, y, argument }, record, context) {
    const targets = dataText(record, argument, context);
    return `There ${x === 1 ? 'is 1 sample' : `are ${x} samples`} of data, but ${targets} ${targets === 'the targets' ? 'are' : 'holds'} ${y}.`;
  },
});
