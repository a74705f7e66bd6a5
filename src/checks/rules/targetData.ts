// Targets that a loss cannot compare with the outputs of a model.

import type { Dialect } from '../../layers/config.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { printDim } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { Fix } from '../finding.ts';
import { type ProblemOf, problemRule } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { changeData, changeLoss, changeUnits, dataText, flattenBeforeHead, trainedModel } from '../trainingRepairs.ts';
import { endsText, ownCase, shapeText } from '../words.ts';

export const targetData = problemRule({
  id: 'target-data',
  summary: 'The targets do not fit the output of the model and its loss.',
  why: `Each loss compares targets and outputs in its own way. Categorical and binary cross entropy need targets of the output's shape
(one-hot classes); the sparse one takes the numbers of the classes, one axis less. All others compute number by number.

The numbers of the classes count from 0, so that the largest is one less than the last layer has units. On a CPU a label beyond
that ends the program; on a GPU, or compiled, the loss becomes NaN or leaves it out without a word.`,
  bad: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(10, activation='softmax')])
model.compile('sgd', 'categorical_crossentropy')
labels = np.zeros((100,), 'int32')
model.fit(np.zeros((100, 4)), labels)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 10, activation: 'softmax', inputShape: [4]})]});
model.compile({optimizer: 'sgd', loss: 'categoricalCrossentropy'});
const classes = tf.zeros([100], 'int32');
await model.fit(tf.zeros([100, 4]), classes);
`,
  },
  good: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(10, activation='softmax')])
model.compile('sgd', 'sparse_categorical_crossentropy')
labels = np.zeros((100,), 'int32')
model.fit(np.zeros((100, 4)), labels)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 10, activation: 'softmax', inputShape: [4]})]});
model.compile({optimizer: 'sgd', loss: 'categoricalCrossentropy'});
const classes = tf.zeros([100], 'int32');
await model.fit(tf.zeros([100, 4]), tf.oneHot(classes, 10));
`,
  },
  kinds: ['target-data', 'target-count', 'target-values'],
  say(problem, record, context) {
    const { dialect } = context;
    if (problem.kind === 'target-count') {
      const names = endsText('outputs', record, context);
      const outputs = `${problem.expected} output${problem.expected === 1 ? '' : 's'}`;
      return `${trainedModel(record, context)} has ${names === undefined ? outputs : `${outputs}, ${names}`}, but ${problem.got === 1 ? 'there is one array of targets' : `there are ${problem.got} arrays of targets`}.`;
    }
    const data = dataText(record, problem.argument, context);
    if (problem.kind === 'target-values') {
      const { classes, got } = problem;
      const gives = `${trainedModel(record, context)} tells ${classes} class${classes === 1 ? '' : 'es'} apart, counted from 0`;
      return `${gives}, but ${got} is among the labels in ${data}${labelHint(problem)}.`;
    }
    const { target, output } = problem;
    const gives = `${trainedModel(record, context)} gives ${shapeText(output, dialect)}, but batches of ${data} are ${shapeText(target, dialect)}`;
    return `${gives}: ${wants(problem.loss, dialect)}${hint(problem, dialect)}.`;
  },
  fixes(problem, record, context) {
    if (problem.kind === 'target-count') return [];
    if (problem.kind === 'target-values') return labelFixes(problem, record, context);
    const { loss, target, output, argument } = problem;
    if (isUnknown(target) || isUnknown(output)) return [];
    const classes = output.at(-1);
    const fixes: Fix[] = [];
    const indices = target.length === 1 || (target.length === output.length && target.at(-1) === 1);
    if (output.length > 2 && target.length < output.length) fixes.push(...flattenBeforeHead(record, context));
    if (loss === 'categorical_crossentropy' && indices && output.length === 2 && typeof classes === 'number') {
      fixes.push(...changeLoss(record, 'sparse_categorical_crossentropy', context));
      const name = keras(context.source(record.place.uri));
      if (name !== undefined)
        fixes.push(
          ...changeData(
            'Make the labels one-hot',
            { record, argument, context },
            text => `${name}.utils.to_categorical(${text}, ${classes})`,
          ),
        );
    }
    if (loss === 'sparse_categorical_crossentropy' && target.length === output.length && target.at(-1) === classes)
      fixes.push(...changeLoss(record, 'categorical_crossentropy', context));
    else if (target.length === output.length && target.at(-1) !== 1)
      fixes.push(...changeUnits(record, target.at(-1), context));
    return fixes;
  },
});

function labelHint({ got, highest, ...problem }: ProblemOf<'target-values'>): string {
  if (countsFromOne({ got, highest, ...problem })) return ': they count from 1';
  return got < 0 ? '' : `: the last layer would need ${highest + 1} units`;
}

/** True where the labels fit once they count from 0. */
function countsFromOne({ classes, lowest, highest }: ProblemOf<'target-values'>): boolean {
  return lowest === 1 && highest === classes;
}

function labelFixes(problem: ProblemOf<'target-values'>, record: ProblemRecord, context: RuleContext): readonly Fix[] {
  const { argument, got, highest } = problem;
  const fromZero =
    countsFromOne(problem) && context.dialect !== 'tfjs'
      ? changeData('Count the labels from 0', { record, argument, context }, text => `${text} - 1`)
      : [];
  return got < 0 ? fromZero : [...fromZero, ...changeUnits(record, Math.trunc(highest) + 1, context)];
}

/** The name under which a program has Keras. */
function keras(source: string): string | undefined {
  if (/^\s*(import keras\b|from tensorflow import .*\bkeras\b)/m.test(source)) return 'keras';
  return /^\s*import tensorflow as tf\b/m.test(source) ? 'tf.keras' : undefined;
}

function wants(loss: string, dialect: Dialect): string {
  const name = ownCase(loss, dialect);
  if (loss === 'sparse_categorical_crossentropy')
    return `\`${name}\` takes the number of the class, without the last axis of the output`;
  return /crossentropy/.test(loss)
    ? `\`${name}\` takes targets of the shape of the output`
    : `\`${name}\` compares them number by number`;
}

function hint({ loss, target, output }: ProblemOf<'target-data'>, dialect: Dialect): string {
  if (isUnknown(target) || isUnknown(output)) return '';
  if (output.length > 2 && target.length < output.length)
    return '; a `Flatten` or a global pooling before the head is missing';
  if (loss === 'categorical_crossentropy' && (target.length === 1 || target.at(-1) === 1))
    return `; class numbers go with \`${ownCase('sparse_categorical_crossentropy', dialect)}\``;
  if (loss === 'sparse_categorical_crossentropy' && target.length === output.length && target.at(-1) !== 1)
    return `; one-hot targets go with \`${ownCase('categorical_crossentropy', dialect)}\``;
  const last = target.at(-1);
  return target.length === output.length && typeof last === 'number' && last !== output.at(-1)
    ? `; the last layer would need ${printDim(last)} unit${last === 1 ? '' : 's'}`
    : '';
}
