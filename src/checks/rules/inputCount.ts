// More or fewer tensors than a model has inputs.

import { problemRule, subjectText } from '../problemRule.ts';
import { endsText } from '../words.ts';

export const inputCount = problemRule({
  id: 'input-count',
  summary: 'A model gets more or fewer tensors than it has inputs.',
  why: `A model with several inputs is fed with a list of as many arrays, or with a dict that names each of them. One array in which
the inputs are stacked is a single input.`,
  bad: {
    python: `import numpy as np
import keras
from keras import layers
a = keras.Input((4,), name='a')
b = keras.Input((4,), name='b')
model = keras.Model([a, b], layers.Dense(1)(layers.Concatenate()([a, b])))
answer = model.predict(np.zeros((8, 4)))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [4]});
const b = tf.input({shape: [4]});
const merged = tf.layers.concatenate().apply([a, b]);
const model = tf.model({inputs: [a, b], outputs: tf.layers.dense({units: 1}).apply(merged)});
const answer = model.predict(tf.zeros([8, 4]));
`,
  },
  good: {
    python: `import numpy as np
import keras
from keras import layers
a = keras.Input((4,), name='a')
b = keras.Input((4,), name='b')
model = keras.Model([a, b], layers.Dense(1)(layers.Concatenate()([a, b])))
answer = model.predict([np.zeros((8, 4)), np.zeros((8, 4))])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [4]});
const b = tf.input({shape: [4]});
const merged = tf.layers.concatenate().apply([a, b]);
const model = tf.model({inputs: [a, b], outputs: tf.layers.dense({units: 1}).apply(merged)});
const answer = model.predict([tf.zeros([8, 4]), tf.zeros([8, 4])]);
`,
  },
  kinds: ['input-count'],
  say(problem, record, context) {
    const subject = subjectText(record, context);
    if (problem.missing !== undefined)
      return `${subject} has an input \`${problem.missing}\` that the data does not name.`;
    const inputs = endsText('inputs', record, context);
    const named = inputs === undefined ? '' : `, ${inputs}`;
    return `${subject} has ${problem.expected} input${problem.expected === 1 ? '' : 's'}${named}, but gets ${problem.got}.`;
  },
});
