// A layer object where the tensor it gives is needed.

import { problemRule } from '../problemRule.ts';

export const layerNotCalled = problemRule({
  id: 'layer-not-called',
  summary: 'A layer stands where the tensor is needed that it gives when called.',
  why: `\`Dense(10)\` makes a layer; \`Dense(10)(x)\` calls it on \`x\` and gives a tensor. Models are made of tensors, and layers are called
on tensors, so the layer itself cannot stand in their place.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8,))
hidden = layers.Dense(16, activation='relu')(x)
model = keras.Model(x, layers.Dense(1))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8]});
const model = tf.model({inputs: x, outputs: tf.layers.dense({units: 1})});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8,))
hidden = layers.Dense(16, activation='relu')(x)
model = keras.Model(x, layers.Dense(1)(hidden))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8]});
const model = tf.model({inputs: x, outputs: tf.layers.dense({units: 1}).apply(x)});
`,
  },
  kinds: ['layer-not-called'],
  say(problem, record, { dialect }) {
    const { subject } = record;
    if (problem.isClass === true)
      return `\`${problem.className}\` is a class and not a layer of it: make one, as in \`${problem.className}(…)\`.`;
    const isModel = subject.layer?.kind === 'model';
    const name =
      subject.layer?.named === true ? `\`${subject.name}\` (${problem.className})` : `\`${problem.className}\``;
    const call = dialect === 'tfjs' ? `${problem.className} needs \`.apply(x)\`` : 'call it on one, as in `layer(x)`';
    const end =
      dialect === 'tfjs' ? call : isModel ? 'call the model on one, as in `model(x)`, or take its `.output`' : call;
    return `${name} is a ${isModel ? 'model' : 'layer'} and not a tensor: ${end}.`;
  },
  at: (_problem, record) => record.place,
  related: ({ made }, { place }) =>
    made === undefined || (made.start >= place.start && made.end <= place.end && made.uri === place.uri)
      ? []
      : [{ place: made, message: 'It is made here.' }],
});
