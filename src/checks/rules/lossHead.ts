// A loss over classes on an output that has a single unit.

import { activationOf } from '../../model/activation.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { Rule } from '../rule.ts';
import { trainedOutputs } from '../trainedOutputs.ts';
import { ownCase, shapeText } from '../words.ts';

export const lossHead: Rule = {
  id: 'loss-head',
  severity: 'warning',
  summary: 'A crossentropy over classes is used on an output with a single unit.',
  why: `\`categorical_crossentropy\` and \`sparse_categorical_crossentropy\` compare a probability for each class. With one unit there is
one class: the loss is 0 whatever comes out, or every label but 0 lies outside. Two classes with one unit take a sigmoid and
\`binary_crossentropy\`.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='categorical_crossentropy')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, activation: 'sigmoid', inputShape: [8]})]});
model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy'});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='binary_crossentropy')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, activation: 'sigmoid', inputShape: [8]})]});
model.compile({optimizer: 'adam', loss: 'binaryCrossentropy'});
`,
  },
  check: context =>
    trainedOutputs(context).flatMap(({ loss, head, output }) => {
      const { shape } = output.type;
      if (!/^(sparse_)?categorical_(focal_)?crossentropy$/.test(loss.name)) return [];
      // A softmax over one unit is the cause, and told as such.
      if (activationOf(head) === 'softmax') return [];
      if (isUnknown(shape) || shape.length < 2 || shape[shape.length - 1] !== 1) return [];
      const binary = ownCase('binary_crossentropy', context.dialect);
      const quote = /^(['"])\w+\1$/.exec(context.source(loss.place.uri).slice(loss.place.start, loss.place.end))?.[1];
      return [
        {
          rule: 'loss-head',
          severity: 'warning' as const,
          message: `\`${ownCase(loss.name, context.dialect)}\` needs one unit for each class, but the output of \`${head.name}\` is ${shapeText(shape, context.dialect)}. Two classes with one unit take \`sigmoid\` and \`${binary}\`.`,
          place: loss.place,
          related: [{ place: head.created, message: 'The output is made here.' }],
          fixes:
            quote === undefined
              ? []
              : [
                  {
                    title: `Use ${binary}`,
                    edits: [{ place: loss.place, text: `${quote}${binary}${quote}` }],
                  },
                ],
        },
      ];
    }),
};
