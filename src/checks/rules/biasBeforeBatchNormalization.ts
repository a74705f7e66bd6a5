// A bias that the BatchNormalization after it takes away again.

import { activationOf } from '../../model/activation.ts';
import type { SymbolicTensor } from '../../model/graph.ts';
import { calledOnce, isLearning, usesOf } from '../activationOf.ts';
import { fixOf, setArgument } from '../edits.ts';
import type { Rule } from '../rule.ts';

export const biasBeforeBatchNormalization: Rule = {
  id: 'bias-before-batch-normalization',
  severity: 'hint',
  optional: true,
  summary: 'A layer adds a bias that the BatchNormalization after it takes away again.',
  why: `BatchNormalization subtracts the mean of each channel, and with it whatever bias was added before, and adds a bias of its own.
The bias of the layer before it is stored and updated for nothing.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((28, 28, 1))
y = layers.Conv2D(8, 3)(x)
y = layers.BatchNormalization()(y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({units: 16, inputShape: [8]}));
model.add(tf.layers.batchNormalization());
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((28, 28, 1))
y = layers.Conv2D(8, 3, use_bias=False)(x)
y = layers.BatchNormalization()(y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({units: 16, inputShape: [8], useBias: false}));
model.add(tf.layers.batchNormalization());
`,
  },
  check(context) {
    const { calls, ends } = usesOf(context);
    const once = calledOnce(context);
    const made = new Map<SymbolicTensor, (typeof once)[number]>(once.map(call => [call.output, call]));
    return once.flatMap(({ layer, input }) => {
      const before = made.get(input)?.layer;
      if (before === undefined || layer.className !== 'BatchNormalization' || !isLearning(before)) return [];
      const { config } = layer.object ?? {};
      const lastAxis = config?.axis === -1 && config.center !== false;
      const isOnlyUse = calls.get(input) === 1 && !ends.has(input);
      if (!lastAxis || !isOnlyUse || before.object?.config.use_bias !== true || activationOf(before) !== 'linear')
        return [];
      if (before.object.config.data_format === 'channels_first') return [];
      const [name, value] = context.dialect === 'tfjs' ? ['useBias', 'false'] : ['use_bias', 'False'];
      return [
        {
          rule: 'bias-before-batch-normalization',
          severity: 'hint' as const,
          message: `The bias of \`${before.name}\` (${before.className}) has no effect: \`${layer.name}\` after it subtracts the mean of each channel.`,
          place: before.created,
          related: [{ place: layer.created, message: 'BatchNormalization follows here.' }],
          fixes: fixOf(`Leave the bias out`, setArgument(context, before, name, value)),
        },
      ];
    });
  },
};
