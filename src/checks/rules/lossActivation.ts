// A crossentropy that expects probabilities and gets logits, or the other way round.

import type { Dialect } from '../../layers/config.ts';
import { activationOf } from '../../model/activation.ts';
import type { Layer } from '../../model/graph.ts';
import type { CompiledLoss } from '../../model/training.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { trainedOutputs } from '../trainedOutputs.ts';
import { ownCase, placeAt } from '../words.ts';

export const lossActivation: Rule = {
  id: 'loss-activation',
  severity: 'warning',
  summary: 'The activation of an output and the loss do not go together: probabilities against logits.',
  why: `A crossentropy compares probabilities: what comes out of a softmax or sigmoid. With \`from_logits=True\` it takes the values
before that and applies the function itself. An output with an activation and \`from_logits=True\` is squashed twice and learns
badly; an output without one and \`from_logits=False\`, which is the default, is cut off to lie between 0 and 1, where it has no
gradient. Neither raises an error.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(10)])
model.compile('adam', loss='sparse_categorical_crossentropy')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 10, inputShape: [8]})]});
model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy'});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(10)])
model.compile('adam', loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 10, inputShape: [8], activation: 'softmax'})]});
model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy'});
`,
  },
  check: context =>
    trainedOutputs(context).flatMap(({ loss, head }) => {
      const activation = activationOf(head);
      const finding = activation === undefined ? undefined : contradiction(loss, head, activation, context.dialect);
      return finding === undefined ? [] : [finding];
    }),
};

const ofProbabilities: ReadonlySet<string> = new Set([
  'binary_crossentropy',
  'categorical_crossentropy',
  'sparse_categorical_crossentropy',
  'binary_focal_crossentropy',
  'categorical_focal_crossentropy',
]);

/** Activations whose values are no probabilities, whatever goes in. */
const unbounded: ReadonlySet<string> = new Set([
  'linear',
  'relu',
  'tanh',
  'elu',
  'selu',
  'leaky_relu',
  'gelu',
  'swish',
  'silu',
]);

function contradiction(loss: CompiledLoss, head: Layer, activation: string, dialect: Dialect): Finding | undefined {
  if (!ofProbabilities.has(loss.name)) return undefined;
  const span = head.argSpans.get('activation');
  const place = span === undefined ? head.created : placeAt(head.created.uri, span);
  const name = head.named ? `\`${head.name}\` (${head.className})` : `\`${head.className}\``;
  const wanted = loss.name.startsWith('binary') ? 'sigmoid' : 'softmax';
  if (loss.fromLogits === true && (activation === 'softmax' || activation === 'sigmoid')) {
    return {
      rule: lossActivation.id,
      severity: lossActivation.severity,
      message: `The loss takes logits (\`from_logits=True\`), but the output of ${name} went through a ${activation} already. Leave out one of the two.`,
      place,
      related: [{ place: loss.place, message: 'The loss is chosen here.' }],
      fixes: [],
    };
  }
  if (loss.fromLogits !== false || !unbounded.has(activation)) return undefined;
  const has = activation === 'linear' ? 'has no activation' : `has the activation ${activation}`;
  return {
    rule: lossActivation.id,
    severity: lossActivation.severity,
    message: `\`${ownCase(loss.name, dialect)}\` takes probabilities, but the output of ${name} ${has}. ${waysOut(wanted, dialect)}`,
    place: loss.place,
    related: [{ place, message: 'The output is made here.' }],
    fixes: [],
  };
}

/** What to do about logits, as a sentence. */
function waysOut(wanted: 'sigmoid' | 'softmax', dialect: Dialect): string {
  return dialect === 'tfjs'
    ? `Give it \`activation: '${wanted}'\`, or train with \`tf.losses.${wanted}CrossEntropy\`, which takes logits.`
    : `Give it \`activation='${wanted}'\`, or the loss \`from_logits=True\`.`;
}
