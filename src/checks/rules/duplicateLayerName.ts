// Two layers of one model under one name.

import { samePlace } from '../edits.ts';
import { problemRule } from '../problemRule.ts';

export const duplicateLayerName = problemRule({
  id: 'duplicate-layer-name',
  summary: 'Several layers of a model have the same name.',
  why: `Layers are found by name, and so are their weights in saved files; therefore all names in a model must be different. A name
given inside a loop or a function is given each time it runs, and every copy of a ready-made model brings the same names.
Without \`name\` Keras makes a name that is not taken.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8,))
y = layers.Dense(16, name='hidden')(x)
y = layers.Dense(16, name='hidden')(y)
model = keras.Model(x, y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8]});
const first = tf.layers.dense({units: 16, name: 'hidden'}).apply(x);
const second = tf.layers.dense({units: 16, name: 'hidden'}).apply(first);
const model = tf.model({inputs: x, outputs: second});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8,))
y = layers.Dense(16, name='hidden_1')(x)
y = layers.Dense(16, name='hidden_2')(y)
model = keras.Model(x, y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8]});
const first = tf.layers.dense({units: 16, name: 'hidden1'}).apply(x);
const second = tf.layers.dense({units: 16, name: 'hidden2'}).apply(first);
const model = tf.model({inputs: x, outputs: second});
`,
  },
  kinds: ['duplicate-layer-name'],
  say({ name, times, others }, { subject }) {
    const more = others === 0 ? '' : `, and ${others} more name${others === 1 ? ' is' : 's are'} taken twice`;
    const copies =
      subject.layer?.kind === 'model' && subject.layer.model?.application !== undefined
        ? ' Give each copy of the ready-made model a name of its own.'
        : '';
    return `The name \`${name}\` is used ${times} times in one model${more}; layers need different names.${copies}`;
  },
  at(_problem, record) {
    const span = record.argSpans.get('name');
    return span === undefined ? record.place : { uri: record.place.uri, start: span.start, end: span.end };
  },
  related: ({ first, holder }, { place }) => [
    ...(samePlace(first, place) ? [] : [{ place: first, message: 'The first layer of this name is made here.' }]),
    ...(samePlace(holder, place) ? [] : [{ place: holder, message: 'This model holds them all.' }]),
  ],
});
