// A layer object where the tensor it gives is needed.

import type { ProblemRecord } from '../../model/understanding.ts';
import type { Fix } from '../finding.ts';
import { type ProblemOf, problemRule, subjectText } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { textAt } from '../words.ts';

export const layerNotCalled = problemRule({
  id: 'layer-not-called',
  summary: 'A layer stands where the tensor is needed that it gives when called.',
  why: `\`Dense(10)\` makes a layer; \`Dense(10)(x)\` calls it on \`x\` and gives a tensor. Models are made of tensors, and layers are called
on tensors, so the layer itself cannot stand in their place. A layer that was never called has no \`output\` either. In Keras 3
that holds for a Sequential as well, whose graph stands in \`model.inputs\` and \`model.outputs\`.`,
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
  kinds: ['layer-not-called', 'never-called'],
  say(problem, record, context) {
    if (problem.kind === 'never-called') return saidOfEnd(problem, record, context);
    const { dialect } = context;
    const { subject } = record;
    if (problem.isClass === true)
      return `\`${problem.className}\` is a class and not a layer of it: make one, as in \`${problem.className}(…)\`.`;
    const isModel = subject.layer?.kind === 'model';
    const name =
      subject.layer?.named === true ? `\`${subject.name}\` (${problem.className})` : `\`${problem.className}\``;
    const keras = isModel
      ? 'call the model on one, as in `model(x)`, or take its `.outputs[0]`'
      : 'call it on one, as in `layer(x)`';
    const end = dialect === 'tfjs' ? 'call it with `.apply(x)`' : keras;
    return `${name} is a ${isModel ? 'model' : 'layer'} and not a tensor: ${end}.`;
  },
  at: (_problem, record) => record.place,
  related: ({ made }, { place }) =>
    made === undefined || (made.start >= place.start && made.end <= place.end && made.uri === place.uri)
      ? []
      : [{ place: made, message: 'It is made here.' }],
  fixes: (problem, record, context) => (problem.kind === 'never-called' ? ofGraph(problem, record, context) : []),
});

/** What is said of an end that a layer does not have yet. */
function saidOfEnd(
  { attribute, lack }: ProblemOf<'never-called'>,
  record: ProblemRecord,
  context: RuleContext,
): string {
  const subject = subjectText(record, context);
  switch (lack) {
    case 'input shape':
      return `${subject} has no \`${attribute}\`: it does not know its input yet. Begin it with an \`Input\`, or call it first.`;
    case 'call, for a graph':
      return `${subject} was never called on a tensor, and so has no \`${attribute}\`: its graph has \`${attribute}s[0]\`.`;
    case 'call':
      return `${subject} was never called, and so has no \`${attribute}\`. Call it on a tensor first.`;
  }
}

/** Takes the end of the graph in place of that of a call. */
function ofGraph(
  { attribute, lack }: ProblemOf<'never-called'>,
  { place }: ProblemRecord,
  context: RuleContext,
): readonly Fix[] {
  if (lack !== 'call, for a graph' || !textAt(context, place).endsWith(`.${attribute}`)) return [];
  const name = { ...place, start: place.end - attribute.length };
  return [{ title: `Take ${attribute}s[0]`, edits: [{ place: name, text: `${attribute}s[0]` }] }];
}
