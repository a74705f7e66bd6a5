// A Dropout in front of a BatchNormalization, which learns other statistics than it meets later.

import type { SymbolicTensor } from '../../model/graph.ts';
import { calledOnce } from '../activationOf.ts';
import type { Rule } from '../rule.ts';

export const dropoutBeforeBatchNormalization: Rule = {
  id: 'dropout-before-batch-normalization',
  severity: 'hint',
  optional: true,
  summary: 'Dropout stands before BatchNormalization.',
  why: `Dropout changes the variance of what goes through it while a model is trained, and does nothing afterwards. A BatchNormalization
behind it keeps the variance of training and applies it to values of another one. Put Dropout after the last normalization.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((32,))
y = layers.Dropout(0.3)(x)
y = layers.BatchNormalization()(y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [32]});
const y = tf.layers.dropout({rate: 0.3}).apply(x);
const z = tf.layers.batchNormalization().apply(y);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((32,))
y = layers.BatchNormalization()(x)
y = layers.Dropout(0.3)(y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [32]});
const y = tf.layers.batchNormalization().apply(x);
const z = tf.layers.dropout({rate: 0.3}).apply(y);
`,
  },
  check(context) {
    const once = calledOnce(context);
    const made = new Map<SymbolicTensor, (typeof once)[number]>(once.map(call => [call.output, call]));
    return once.flatMap(({ layer, input }) => {
      if (layer.className !== 'BatchNormalization') return [];
      let before = made.get(input);
      if (before !== undefined && /^(Activation|ReLU|LeakyReLU|ELU)$/.test(before.layer.className))
        before = made.get(before.input);
      if (before?.layer.className !== 'Dropout' || before.layer.object?.config.rate === 0) return [];
      return [
        {
          rule: 'dropout-before-batch-normalization',
          severity: 'hint' as const,
          message: `\`${before.layer.name}\` (Dropout) stands before \`${layer.name}\`, which keeps the variance that it makes. Put it after.`,
          place: before.layer.created,
          related: [{ place: layer.created, message: 'BatchNormalization follows here.' }],
          fixes: [],
        },
      ];
    });
  },
};
