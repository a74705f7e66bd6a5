// A call that cannot be.

import { ownValue } from '../../base/ownValue.ts';
import type { Place } from '../../base/span.ts';
import type { Fix } from '../finding.ts';
import { type ProblemOf, problemRule, subjectText } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { spoken, textAt } from '../words.ts';

export const callValue = problemRule({
  id: 'call-value',
  summary: 'A layer or function is called in a way it does not take.',
  why: `The call itself is refused, whatever the values are: an index outside the axis, a tensor of the wrong type, too few inputs.
In TensorFlow.js a layer that was called several times is refused where its \`output\` is read, since each call has its own.`,
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
  kinds: ['call-value', 'input-dtype', 'several-calls'],
  say(problem, record, context) {
    const subject = subjectText(record, context);
    if (problem.kind === 'several-calls')
      return `${subject} was called ${problem.calls.length} times, so that there is no one \`${problem.attribute}\`: take the tensor that the call gave, or ask for that of a call by its number.`;
    if (problem.kind === 'input-dtype') return `${subject} takes ${problem.expected}, but its input is ${problem.got}.`;
    const says = spoken(problem.says, context.dialect);
    return `${subject}: ${/^[A-Z][a-z ]/.test(says) ? says.charAt(0).toLowerCase() + says.slice(1) : says}.`;
  },
  related: problem =>
    problem.kind === 'several-calls' ? problem.calls.map(place => ({ place, message: 'It is called here.' })) : [],
  fixes: (problem, { place }, context) => (problem.kind === 'several-calls' ? ofOneCall(problem, place, context) : []),
});

/** Takes the end of the first or of the last call. */
function ofOneCall(
  { attribute, calls }: ProblemOf<'several-calls'>,
  place: Place,
  context: RuleContext,
): readonly Fix[] {
  const method = ownValue({ output: 'getOutputAt', input: 'getInputAt' }, attribute);
  if (context.dialect !== 'tfjs' || method === undefined || !textAt(context, place).endsWith(`.${attribute}`))
    return [];
  const name = { ...place, start: place.end - attribute.length };
  return [
    { title: `Take ${method}(0), of the first call`, edits: [{ place: name, text: `${method}(0)` }] },
    {
      title: `Take ${method}(${calls.length - 1}), of the last call`,
      edits: [{ place: name, text: `${method}(${calls.length - 1})` }],
    },
  ];
}
