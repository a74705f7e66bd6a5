// A learning rate far outside of what its optimizer is used with.

import { compiledWith } from '../../model/training.ts';
import type { Rule } from '../rule.ts';

export const learningRate: Rule = {
  id: 'learning-rate',
  severity: 'hint',
  optional: true,
  summary: 'A learning rate lies far outside the usual.',
  why: `Adam and its relatives are used with rates from about 0.00001 to 0.01, plain gradient descent with rates up to about 1. Rates ten
times beyond that mostly diverge, and rates below 0.0000001 do not move.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=1.0), loss='mse')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [8]})]});
model.compile({optimizer: tf.train.adam(1.0), loss: 'meanSquaredError'});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=0.001), loss='mse')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [8]})]});
model.compile({optimizer: tf.train.adam(0.001), loss: 'meanSquaredError'});
`,
  },
  check(context) {
    return context.models.flatMap(({ model }) => {
      const optimizer = compiledWith(model)?.optimizer;
      const rate = optimizer?.learningRate;
      if (optimizer === undefined || rate === undefined || rate.place.uri !== context.uri) return [];
      const most = /^(Adam|AdamW|Adamax|Nadam|RMSprop)$/i.test(optimizer.name)
        ? 0.1
        : optimizer.name === 'SGD'
          ? 10
          : undefined;
      if (most === undefined || (rate.value <= most && rate.value >= 1e-7)) return [];
      return [
        {
          rule: 'learning-rate',
          severity: 'hint' as const,
          message: `A learning rate of ${rate.value} is far ${rate.value > most ? 'above' : 'below'} what ${optimizer.name} is used with.`,
          place: rate.place,
          related: [],
          fixes: [],
        },
      ];
    });
  },
};
