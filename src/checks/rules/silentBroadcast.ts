// Targets and outputs that a loss repeats against each other without a word.

import { isUnknown } from '../../shapes/unknown.ts';
import { problemRule } from '../problemRule.ts';
import { changeUnits, dataText, trainedModel } from '../trainingRepairs.ts';
import { ownCase, shapeText } from '../words.ts';

export const silentBroadcast = problemRule({
  id: 'silent-broadcast',
  severity: 'warning',
  summary: 'A loss compares every target with several outputs, or the other way round, without saying so.',
  why: `Losses such as the mean squared error compute number by number and repeat an axis of size 1. A target \`(N, 1)\` against an
output \`(N, 4)\` compares the one target with all four outputs; training runs and learns something else. TensorFlow.js holds
targets against the shape of the output first, so that only axes which the model leaves open are repeated there.`,
  bad: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
model.compile('sgd', 'mse')
model.fit(np.zeros((100, 4)), np.zeros((100, 1)))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.lstm({units: 3, returnSequences: true, inputShape: [null, 2]})]});
model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
await model.fit(tf.zeros([100, 5, 2]), tf.zeros([100, 1, 3]));
`,
  },
  good: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile('sgd', 'mse')
model.fit(np.zeros((100, 4)), np.zeros((100, 1)))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.lstm({units: 3, returnSequences: true, inputShape: [null, 2]})]});
model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
await model.fit(tf.zeros([100, 5, 2]), tf.zeros([100, 5, 3]));
`,
  },
  kinds: ['silent-broadcast'],
  say({ loss, target, output, argument }, record, context) {
    const { dialect } = context;
    const data = dataText(record, argument, context);
    return `${trainedModel(record, context)} gives ${shapeText(output, dialect)}, but batches of ${data} are ${shapeText(target, dialect)}: \`${ownCase(loss, dialect)}\` repeats the axis of size 1 and compares each number with several.`;
  },
  fixes({ target, output }, record, context) {
    if (isUnknown(target) || isUnknown(output) || target.length !== output.length) return [];
    const units = target.at(-1);
    return units === output.at(-1) ? [] : changeUnits(record, units, context);
  },
});
