// The first layer of a TensorFlow.js Sequential that does not say what goes in.

import { problemRule, subjectText } from '../problemRule.ts';

export const noInputShape = problemRule({
  id: 'no-input-shape',
  summary: 'The first layer of a Sequential does not say what goes in.',
  why: `TensorFlow.js builds a Sequential as layers are added, so its first layer must say what goes in: \`inputShape\` for one
sample, or \`batchInputShape\` with the batch. Without it \`add\` throws.`,
  bad: {
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({units: 4}));
`,
  },
  good: {
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({units: 4, inputShape: [8]}));
`,
  },
  kinds: ['no-input-shape'],
  say(_problem, record, context) {
    return `${subjectText(record, context)} is the first layer of a Sequential and needs \`inputShape\`: the shape of one sample, without the batch.`;
  },
});
