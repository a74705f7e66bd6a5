// A list where one tensor is expected.

import type { ProblemRecord } from '../../model/understanding.ts';
import { sameDim } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { givenText, siblingLayer } from '../edits.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { listed, shapeText, textAt } from '../words.ts';

export const listAsTensor = problemRule({
  id: 'list-as-tensor',
  summary: 'A list of tensors stands where one tensor is expected.',
  why: `A model with several outputs returns a list, and a layer of one input takes one tensor. Choose one of them, or merge them.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Dense(4)([a, b])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const b = tf.input({shape: [8]});
const y = tf.layers.dense({units: 4}).apply([a, b]);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Dense(4)(layers.Concatenate()([a, b]))
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const b = tf.input({shape: [8]});
const y = tf.layers.dense({units: 4}).apply(tf.layers.concatenate().apply([a, b]));
`,
  },
  kinds: ['list-as-tensor', 'single-input-layer'],
  say(problem, record, context) {
    const count = problem.kind === 'list-as-tensor' ? problem.count : problem.got;
    if (count === 1)
      return `${subjectText(record, context)} takes a tensor, but gets a list with one tensor in it: leave the brackets out.`;
    const shapes = record.inputs.map(input => shapeText(input.type.shape, context.dialect));
    const given = shapes.length === count && count <= 3 ? `: ${listed(shapes)}` : '';
    return `${subjectText(record, context)} takes one tensor, but gets ${count}${given}. Choose one of them, or merge them first.`;
  },
  fixes(_problem, record, context) {
    const { layer } = record.subject;
    const given = givenText(context, record);
    if (layer === undefined || given === undefined) return [];
    const text = textAt(context, given);
    const [, only] = /^\[\s*([\w.]+)\s*,?\s*\]$/.exec(text) ?? [];
    if (only !== undefined) return [{ title: `Write ${only} alone`, edits: [{ place: given, text: only }] }];
    const isWritten = /^\[.*\]$/s.test(text);
    const merge = isWritten && canJoin(record) ? siblingLayer(context, layer, 'Concatenate') : undefined;
    const joined = context.dialect === 'tfjs' ? `${merge}.apply(${text})` : `${merge}(${text})`;
    return [
      ...(merge === undefined ? [] : [{ title: 'Concatenate them first', edits: [{ place: given, text: joined }] }]),
      ...(/^[\w.]+$/.test(text)
        ? [{ title: `Take the first, ${text}[0]`, edits: [{ place: given, text: `${text}[0]` }] }]
        : []),
    ];
  },
});

/** True where the tensors agree on all axes but the last. */
function canJoin({ inputs }: ProblemRecord): boolean {
  const [first, ...others] = inputs.map(input => input.type.shape);
  if (first === undefined || isUnknown(first)) return false;
  return others.every(
    shape =>
      !isUnknown(shape) &&
      shape.length === first.length &&
      shape.slice(0, -1).every((dim, i) => sameDim(dim, first[i] ?? dim) !== 'no'),
  );
}
