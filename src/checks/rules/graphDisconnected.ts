// A model whose outputs need inputs that it does not declare.

import type { Place } from '../../base/span.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { problemRule } from '../problemRule.ts';
import { inputText, listed, placeAt, textAt } from '../words.ts';

export const graphDisconnected = problemRule({
  id: 'graph-disconnected',
  summary: 'Outputs of a model depend on inputs that it does not declare.',
  why: `A model is what lies between its inputs and its outputs. Where an output is also computed from another \`Input\`, that one must
be among the inputs; otherwise the model cannot be built.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Add()([a, b])
model = keras.Model(a, y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const b = tf.input({shape: [8]});
const y = tf.layers.add().apply([a, b]);
const model = tf.model({inputs: a, outputs: y});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Add()([a, b])
model = keras.Model([a, b], y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const b = tf.input({shape: [8]});
const y = tf.layers.add().apply([a, b]);
const model = tf.model({inputs: [a, b], outputs: y});
`,
  },
  kinds: ['graph-disconnected'],
  say(problem, record, context) {
    const missing = listed(record.inputs.map(input => inputText(input, context) ?? '`?`'));
    const names = missing === '' ? listed(problem.missing.map(name => `\`${name}\``)) : missing;
    const one = problem.missing.length === 1;
    return `\`${problem.output}\` also depends on the input${one ? '' : 's'} ${names}, which ${one ? 'is' : 'are'} not among the inputs of this model: add ${one ? 'it' : 'them'} to \`inputs\`.`;
  },
  at: (_problem, record) => inputsPlace(record),
  fixes(_problem, record, context) {
    const place = inputsPlace(record);
    const names = record.inputs.map(input => (input.place === undefined ? undefined : context.variable(input.place)));
    if (place === undefined || names.length === 0 || names.includes(undefined)) return [];
    const written = textAt(context, place);
    const text = /^\[.*\]$/s.test(written)
      ? `${written.slice(0, -1).trimEnd().replace(/,$/, '')}, ${names.join(', ')}]`
      : /^[\w.]+$/.test(written)
        ? `[${written}, ${names.join(', ')}]`
        : undefined;
    return text === undefined ? [] : [{ title: `Add ${names.join(' and ')} to the inputs`, edits: [{ place, text }] }];
  },
});

function inputsPlace({ argSpans, place }: ProblemRecord): Place | undefined {
  const span = argSpans.get('inputs');
  return span === undefined ? undefined : placeAt(place.uri, span);
}
