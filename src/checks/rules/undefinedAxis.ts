// An axis that must be known and is left open.

import type { Layer } from '../../model/graph.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { constructorOf, siblingLayer } from '../edits.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { shapeText, textAt } from '../words.ts';

export const undefinedAxis = problemRule({
  id: 'undefined-axis',
  summary: 'An axis is left open whose size is needed.',
  why: `The size of a kernel depends on the channels or features of its input. Where that axis is None no weights can be made.
Flatten over open axes gives such an axis. In Python an open axis of \`x.shape\` is None, with which nothing can be computed: the
batch axis above all, for which -1 stands in a shape to reshape to.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((None, None, 3))
y = layers.Dense(10)(layers.Flatten()(x))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [null, null, 3]});
const y = tf.layers.flatten().apply(x);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((None, None, 3))
y = layers.Dense(10)(layers.GlobalAveragePooling2D()(x))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [null, null, 3]});
const y = tf.layers.globalAveragePooling2d({}).apply(x);
`,
  },
  kinds: ['undefined-axis', 'open-axis'],
  say(problem, record, context) {
    const shape = shapeText(problem.shape, context.dialect);
    const subject = subjectText(record, context);
    if (problem.kind === 'open-axis')
      return `${subject}: axis ${problem.axis} of ${shape} is open, and so None in Python, which \`${problem.by}\` does not take.`;
    if (problem.axis === 0) return `${subject} needs to know the size of the batch, but it is open in ${shape}.`;
    const advice = flattened(record) ? ' Give the input a fixed size, or pool over the open axes before.' : '';
    return `${subject} needs to know axis ${problem.axis} of its input, but it is open in ${shape}.${advice}`;
  },
  fixes(problem, record, context) {
    if (problem.kind === 'open-axis') return [];
    const flatten = flattened(record);
    const rank = flatten?.state.value.nodes[0]?.inputs[0]?.type.shape;
    if (flatten === undefined || rank === undefined || isUnknown(rank) || rank.length < 3 || rank.length > 5) return [];
    const args = constructorOf(context, flatten)?.args;
    const pooling = siblingLayer(context, flatten, `GlobalAveragePooling${rank.length - 2}D`);
    if (args === undefined || pooling === undefined || textAt(context, args).trim() !== '') return [];
    return [{ title: `Pool in place of Flatten`, edits: [{ place: flatten.created, text: pooling }] }];
  },
});

/** The Flatten that the open axis comes out of. */
function flattened({ inputs }: ProblemRecord): Layer | undefined {
  const layer = inputs[0]?.layer;
  return layer?.className === 'Flatten' ? layer : undefined;
}
