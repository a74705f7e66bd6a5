// An activation upon an activation, of which one does nothing or undoes the other.

import { activationOf } from '../../model/activation.ts';
import { calledOnce } from '../activationOf.ts';
import type { Rule } from '../rule.ts';

export const stackedActivations: Rule = {
  id: 'stacked-activations',
  severity: 'warning',
  summary: 'An activation follows another one that leaves it nothing to do, or squashes what is squashed already.',
  why: `A layer with \`activation='relu'\` gives nothing below zero, so that a LeakyReLU, PReLU or ELU after it changes nothing. A
softmax or sigmoid gives values between 0 and 1; another softmax or sigmoid on them gives nearly the same for all of them.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((28, 28, 1))
y = layers.Conv2D(8, 3, activation='relu')(x)
y = layers.LeakyReLU()(y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [28, 28, 1]});
const y = tf.layers.conv2d({filters: 8, kernelSize: 3, activation: 'relu'}).apply(x);
const z = tf.layers.leakyReLU().apply(y);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((28, 28, 1))
y = layers.Conv2D(8, 3)(x)
y = layers.LeakyReLU()(y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [28, 28, 1]});
const y = tf.layers.conv2d({filters: 8, kernelSize: 3}).apply(x);
const z = tf.layers.leakyReLU().apply(y);
`,
  },
  check(context) {
    const once = calledOnce(context);
    const made = new Map(once.map(call => [call.output, call]));
    return once.flatMap(({ layer, input }) => {
      const before = made.get(input);
      if (before === undefined || !appliesAlone.has(layer.className)) return [];
      const first = activationOf(before.layer);
      const second = activationOf(layer) ?? ownName.get(layer.className);
      if (first === undefined || second === undefined) return [];
      const isIdle = neverNegative.has(first) && keepsPositive.has(second);
      const isTwice = squashes.has(first) && squashes.has(second);
      if (!isIdle && !isTwice) return [];
      const name = `\`${before.layer.name}\` (${before.layer.className})`;
      return [
        {
          rule: 'stacked-activations',
          severity: 'warning' as const,
          message: isIdle
            ? `\`${layer.className === 'Activation' ? second : layer.className}\` has no effect here: ${name} has the activation ${first}, which gives nothing below zero. Leave one of them out.`
            : `The output of ${name} went through a ${first} already, and goes through a ${second} here. Leave one of them out.`,
          place: layer.created,
          related: [{ place: before.layer.created, message: `This has the activation ${first}.` }],
          fixes: [],
        },
      ];
    });
  },
};

const appliesAlone: ReadonlySet<string> = new Set(['Activation', 'ReLU', 'LeakyReLU', 'PReLU', 'ELU', 'Softmax']);

const ownName: ReadonlyMap<string, string> = new Map([
  ['LeakyReLU', 'leaky_relu'],
  ['PReLU', 'prelu'],
  ['ELU', 'elu'],
]);

const neverNegative: ReadonlySet<string> = new Set(['relu', 'relu6', 'sigmoid', 'softmax', 'softplus', 'hard_sigmoid']);

/** Activations that leave values from zero on as they are and do something below; a second ReLU does no harm. */
const keepsPositive: ReadonlySet<string> = new Set(['leaky_relu', 'prelu', 'elu']);

const squashes: ReadonlySet<string> = new Set(['sigmoid', 'softmax']);
