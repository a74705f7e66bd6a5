// A name that a module of the framework does not have.

import { problemRule } from '../problemRule.ts';
import { textAt } from '../words.ts';

const versions = { keras2: 'Keras 2', keras3: 'Keras 3' };

export const unknownName = problemRule({
  id: 'unknown-name',
  summary: 'A module of the framework does not have the name that is asked for.',
  why: `The name is misspelled, written in the style of another framework, or belongs to another version: Keras 3 has dropped some
of the layers and functions of Keras 2 and added \`keras.ops\`. A name that only another version has
is found where the setting \`layerscope.kerasVersion\` says which version it is.`,
  bad: {
    python: `from tensorflow import keras
x = keras.Input((28, 28, 1))
y = keras.layers.Conv2d(8, 3)(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.conv2D({filters: 8, kernelSize: 3});
`,
  },
  good: {
    python: `from tensorflow import keras
x = keras.Input((28, 28, 1))
y = keras.layers.Conv2D(8, 3)(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.conv2d({filters: 8, kernelSize: 3});
`,
  },
  kinds: ['unknown-name'],
  // A program that asks whether the name is there, or which version it has, knows that it may not be.
  skips({ name, existsIn }, { place }, context) {
    const source = context.source(place.uri);
    if (existsIn !== undefined && /__version__|\bkeras_?3\b/i.test(source)) return true;
    return new RegExp(`['"]${name}['"]`).test(source);
  },
  say({ module, name, suggestion, existsIn }, _record, { dialect }) {
    const path = dialect === 'tfjs' ? module.replace(/^tfjs/, 'tf') : module;
    const meant = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
    const elsewhere = existsIn === undefined ? '' : ` It exists in ${versions[existsIn]} only.`;
    return `\`${path}\` has no \`${name}\`.${meant}${elsewhere}`;
  },
  at: ({ name }, { place }, context) =>
    textAt(context, place).endsWith(name) ? { ...place, start: place.end - name.length } : place,
  fixes({ name, suggestion }, { place }, context) {
    if (suggestion === undefined || !textAt(context, place).endsWith(name)) return [];
    return [
      {
        title: `Replace by ${suggestion}`,
        edits: [{ place: { ...place, start: place.end - name.length }, text: suggestion }],
      },
    ];
  },
});
