// A layer that the model does not have.

import { problemRule } from '../problemRule.ts';
import { modelName, textAt } from '../words.ts';

export const unknownLayer = problemRule({
  id: 'unknown-layer',
  summary: 'A layer is asked for that the model does not have.',
  why: `Generated names count up over the whole program, and the layers of a nested model belong to that model.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(4, name='fc1')])
layer = model.get_layer('fc2')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 4, inputShape: [8], name: 'fc1'})]});
const layer = model.getLayer('fc2');
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(4, name='fc1')])
layer = model.get_layer('fc1')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 4, inputShape: [8], name: 'fc1'})]});
const layer = model.getLayer('fc1');
`,
  },
  kinds: ['unknown-layer'],
  // JavaScript gives undefined for the position, and fails on what is asked of that.
  words({ index }, { place }, context) {
    if (context.dialect !== 'tfjs' || index === undefined) return undefined;
    const asked = /^\s*\]\s*\.\s*([\w$]+)/.exec(context.source(place.uri).slice(place.end, place.end + 100))?.[1];
    return asked === undefined ? undefined : `Cannot read properties of undefined (reading '${asked}')`;
  },
  say(problem, record, context) {
    const inner = record.subject.layer?.model;
    const model = `\`${inner === undefined ? record.subject.name : modelName(context, inner)}\``;
    if (problem.index !== undefined) {
      const last = problem.count - 1;
      const range = problem.count < 2 ? '' : `: they are counted from 0 to ${last}`;
      return `${model} has ${problem.count} layer${problem.count === 1 ? '' : 's'} and none at ${problem.index}${range}.`;
    }
    const meant = problem.suggestion === undefined ? '' : ` Did you mean \`${problem.suggestion}\`?`;
    const some = problem.names.slice(0, 5).map(name => `\`${name}\``);
    const more = problem.names.length > 5 ? ' …' : '';
    return `${model} has no layer \`${problem.name ?? ''}\`.${meant} It has ${some.join(', ')}${more}.`;
  },
  fixes(problem, record, context) {
    const { suggestion } = problem;
    if (suggestion === undefined) return [];
    const quote = /^['"`]/.exec(textAt(context, record.place))?.[0];
    if (quote === undefined) return [];
    return [
      { title: `Replace by ${suggestion}`, edits: [{ place: record.place, text: `${quote}${suggestion}${quote}` }] },
    ];
  },
});
