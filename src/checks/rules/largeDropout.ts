// A Dropout that drops more than it keeps.

import type { Layer } from '../../model/graph.ts';
import { readyMade } from '../activationOf.ts';
import type { Rule } from '../rule.ts';
import { placeAt } from '../words.ts';

export const largeDropout: Rule = {
  id: 'large-dropout',
  severity: 'hint',
  optional: true,
  summary: 'Dropout drops more than half of its input.',
  why: `\`Dropout(rate)\` takes the share to drop, not the share to keep as the first version of TensorFlow did. A rate above one half is
rarely meant.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((32,))
y = layers.Dropout(0.8)(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [32]});
const y = tf.layers.dropout({rate: 0.8}).apply(x);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((32,))
y = layers.Dropout(0.2)(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [32]});
const y = tf.layers.dropout({rate: 0.3}).apply(x);
`,
  },
  check(context) {
    const skipped = readyMade(context);
    const seen = new Set<Layer>();
    return context.calls.flatMap(({ layer }) => {
      const rate = layer.object?.config.rate;
      if (seen.has(layer) || skipped.has(layer) || !/^(Alpha|Spatial)?Dropout(\dD)?$/.test(layer.className)) return [];
      seen.add(layer);
      if (typeof rate !== 'number' || rate <= 0.5 || rate >= 1) return [];
      const span = layer.argSpans.get('rate');
      return [
        {
          rule: 'large-dropout',
          severity: 'hint' as const,
          message: `\`${layer.name}\` drops ${Math.round(rate * 100)} % of its input; \`rate\` is the share that is dropped.`,
          place: span === undefined ? layer.created : placeAt(layer.created.uri, span),
          related: [],
          fixes: [],
        },
      ];
    });
  },
};
