// A merge that is not called on a list.

import { callParts } from '../brackets.ts';
import { hasComma } from '../edits.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { textAt } from '../words.ts';

export const mergeNeedsList = problemRule({
  id: 'merge-needs-list',
  summary: 'A merge layer is called on something else than a list of enough tensors.',
  why: `Merge layers take one argument, a list of tensors: \`Add()([a, b])\`.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
y = layers.Add()(a)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const y = tf.layers.add().apply(a);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Add()([a, b])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const b = tf.input({shape: [8]});
const y = tf.layers.add().apply([a, b]);
`,
  },
  kinds: ['merge-needs-list'],
  say(problem, record, context) {
    const subject = subjectText(record, context);
    if (problem.got > problem.atLeast)
      return `${subject} takes exactly ${problem.atLeast} tensors, but gets ${problem.got}.`;
    const least = problem.atLeast < 2 ? '' : ` of at least ${problem.atLeast} tensors`;
    const got = problem.got === 1 ? 'a single tensor' : `${problem.got} tensors`;
    return `${subject} merges a list${least}, such as \`[a, b]\`, but gets ${got}.`;
  },
  words(_problem, record, context) {
    const args = callParts(context, record.place)?.args;
    const text = args === undefined ? '' : textAt(context, args).trim().replace(/,$/, '');
    const isMerge = /^(Add|Average|Concatenate|Dot|Maximum|Minimum|Multiply|Subtract)$/.test(record.subject.className);
    const several = isMerge && hasComma(text) && !text.includes('=');
    return context.dialect === 'keras3' && several ? 'too many positional arguments' : undefined;
  },
  fixes(problem, record, context) {
    const args = callParts(context, record.place)?.args;
    if (args === undefined || problem.got > problem.atLeast) return [];
    const written = textAt(context, args);
    const text = written.trim().replace(/,$/, '');
    if (context.dialect !== 'tfjs' && hasComma(text) && !/[=*[]/.test(text))
      return [{ title: `Write a list, [${text}]`, edits: [{ place: args, text: `[${text}]` }] }];
    return [];
  },
});
