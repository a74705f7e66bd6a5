// Kernels that start with one value in all places, one layer after the other.

import type { Layer, SymbolicTensor } from '../../model/graph.ts';
import { calledOnce, isLearning } from '../activationOf.ts';
import type { Rule } from '../rule.ts';
import { argumentPlace, placeAt } from '../words.ts';

export const constantInitializer: Rule = {
  id: 'constant-initializer',
  severity: 'warning',
  summary: 'The kernels of two layers in a row start with one value in all places, so that all units stay the same.',
  why: `Units that start with equal weights compute the same and are corrected in the same way, for ever: a layer of 64 such units is a
layer of one. With zeros in two layers in a row nothing is learned at all. A kernel starts with random values; a constant
kernel in one layer alone, such as the zeros at the end of a residual branch, is something else and is not found.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(16, activation='relu', kernel_initializer='zeros'),
    layers.Dense(4, kernel_initializer='zeros'),
])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [
  tf.layers.dense({units: 16, activation: 'relu', kernelInitializer: 'zeros', inputShape: [8]}),
  tf.layers.dense({units: 4, kernelInitializer: 'zeros'}),
]});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(16, activation='relu', bias_initializer='zeros'),
    layers.Dense(4, kernel_initializer='zeros'),
])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [
  tf.layers.dense({units: 16, activation: 'relu', biasInitializer: 'zeros', inputShape: [8]}),
  tf.layers.dense({units: 4, kernelInitializer: 'zeros'}),
]});
`,
  },
  check(context) {
    // Weights that are loaded or set replace those that a layer starts with.
    if (/\b(load_weights|set_weights|loadWeights|setWeights|load_model|assign)\b/.test(context.source(context.uri)))
      return [];
    const once = calledOnce(context);
    const made = new Map<SymbolicTensor, (typeof once)[number]>(once.map(call => [call.output, call]));
    const skipped = new Set<Layer>();
    return once.flatMap(({ layer, input }) => {
      if (!isConstant(layer)) return [];
      let before = made.get(input);
      while (before !== undefined && passes.has(before.layer.className)) before = made.get(before.input);
      if (before === undefined || !isConstant(before.layer) || skipped.has(before.layer)) return [];
      skipped.add(before.layer);
      const span = before.layer.argSpans.get(context.dialect === 'tfjs' ? 'kernelInitializer' : 'kernel_initializer');
      if (span === undefined) return [];
      const { uri } = before.layer.created;
      return [
        {
          rule: 'constant-initializer',
          severity: 'warning' as const,
          message: `The kernels of \`${before.layer.name}\` and of \`${layer.name}\` after it start with one value in all places: all units of \`${before.layer.name}\` stay the same. Start with random values, which is the default.`,
          place: placeAt(uri, span),
          related: [{ place: layer.created, message: 'This layer starts with one value, too.' }],
          fixes: [
            {
              title: 'Start with the default values',
              edits: [{ place: argumentPlace(context, uri, span), text: '' }],
            },
          ],
        },
      ];
    });
  },
};

/** Layers that treat all units alike and bring no chance in. */
const passes: ReadonlySet<string> = new Set(['Activation', 'ReLU', 'LeakyReLU', 'Flatten', 'BatchNormalization']);

function isConstant(layer: Layer): boolean {
  if (!isLearning(layer) || !/^(Dense|Conv\dD)$/.test(layer.className)) return false;
  const setsBias = layer.argSpans.has('bias_initializer') || layer.argSpans.has('biasInitializer');
  if (setsBias && layer.object?.config.use_bias !== false) return false;
  const given = layer.object?.config.kernel_initializer;
  if (typeof given !== 'object' || given === null || !('name' in given) || !('custom' in given)) return false;
  const { name, custom } = given as { readonly name: unknown; readonly custom: unknown };
  return custom === false && typeof name === 'string' && /^(zeros?|ones?|constant)$/i.test(name);
}
