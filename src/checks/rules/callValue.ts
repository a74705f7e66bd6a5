// A call that cannot be.

import { problemRule, subjectText } from '../problemRule.ts';
import { spoken } from '../words.ts';

export const callValue = problemRule({
  id: 'call-value',
  summary: 'A layer or function is called in a way it does not take.',
  why: `The call itself is refused, whatever the values are: an index outside the axis, a tensor of the wrong type, too few inputs.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
from keras import ops
x = keras.Input((4,))
y = x[:, 9]
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8]});
const y = tf.layers.dense({units: 4}).apply(x);
const z = tf.layers.dense({units: 2}).apply(y);
const tail = tf.model({inputs: y, outputs: z});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((4,))
y = x[:, 3]
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8]});
const y = tf.layers.dense({units: 4}).apply(x);
const z = tf.layers.dense({units: 2}).apply(y);
const whole = tf.model({inputs: x, outputs: z});
`,
  },
  kinds: ['call-value', 'input-dtype'],
  say(problem, record, context) {
    const subject = subjectText(record, context);
    if (problem.kind === 'input-dtype') return `${subject} takes ${problem.expected}, but its input is ${problem.got}.`;
    const says = spoken(problem.says, context.dialect);
    return `${subject}: ${/^[A-Z][a-z ]/.test(says) ? says.charAt(0).toLowerCase() + says.slice(1) : says}.`;
  },
});
