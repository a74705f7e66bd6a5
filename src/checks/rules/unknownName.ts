// A name that a module of the framework does not have.

import { lastPart } from '../../base/lastPart.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { type ProblemOf, problemRule, subjectText } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { textAt } from '../words.ts';

const versions = { keras2: 'Keras 2', keras3: 'Keras 3', early: 'TensorFlow before 2.6' };

export const unknownName = problemRule({
  id: 'unknown-name',
  summary: 'A module, layer or model of the framework does not have the name that is asked for.',
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
  // Which Keras 2 it is is not known: one of the years in which the name was there may be meant.
  grade: ({ existsIn }, _record, { dialect }) =>
    existsIn === 'early' && dialect === 'keras2' ? 'information' : undefined,
  // A program that asks whether the name is there, or which version it has, knows that it may not be.
  skips({ name, existsIn, runtime }, { place, subject }, context) {
    const source = context.source(place.uri);
    if (existsIn !== undefined && /__version__|\bkeras_?3\b/i.test(source)) return true;
    if (new RegExp(`['"]${name}['"]`).test(source)) return true;
    // JavaScript gives undefined for it, which a program may ask for, and prototypes may be given it.
    const isMade = /\bprototype\b/.test(source) || new RegExp(`\\.${name}\\b(?!\\s*\\()`).test(source);
    if (runtime?.tfjs !== undefined && isMade) return true;
    // Objects have what the program puts on them.
    return (
      subject.layer !== undefined && new RegExp(`\\.${name}\\s*(:[^=\\n]+)?=[^=]|\\bsetattr\\(|__dict__`).test(source)
    );
  },
  say({ module, name, suggestion, existsIn }, record, context) {
    const path = `\`${context.dialect === 'tfjs' ? module.replace(/^tfjs/, 'tf') : module}\``;
    const subject = record.subject.layer === undefined ? path : subjectText(record, context);
    const meant = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
    const elsewhere = existsIn === undefined ? '' : ` It exists in ${versions[existsIn]} only.`;
    return `${subject} has no \`${name}\`.${meant}${elsewhere}`;
  },
  words: (problem, record, context) =>
    record.subject.layer === undefined ? wordsOf(problem, record, context) : undefined,
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

/**
 * What Python or JavaScript says, which depends on how the name is asked for. Modules print other paths than programs write
 * (`keras._tf_keras.keras.layers`), but for the last name.
 */
function wordsOf(
  { module, name }: ProblemOf<'unknown-name'>,
  { place }: ProblemRecord,
  context: RuleContext,
): string | undefined {
  const isAttribute = textAt(context, place).endsWith(`.${name}`);
  if (context.dialect === 'tfjs') {
    const isCalled = context.source(place.uri).charAt(place.end) === '(';
    return isAttribute && isCalled ? `${name} is not a function` : undefined;
  }
  return isAttribute
    ? `module '…${lastPart(module)}' has no attribute '${name}'`
    : `cannot import name '${name}' from '…${lastPart(module)}'`;
}
