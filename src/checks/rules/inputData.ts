// Data that a model's input does not take.

import { type Dim, printDim, product, sameDim } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { Fix } from '../finding.ts';
import { type ProblemOf, problemRule } from '../problemRule.ts';
import { changeData, changeInput, dataText, trainedModel } from '../trainingRepairs.ts';
import { shapeText } from '../words.ts';

type InputData = ProblemOf<'input-data'>;

export const inputData = problemRule({
  id: 'input-data',
  summary: "The data of fit, evaluate or predict has not the shape of the model's input.",
  why: `A model is made for inputs of one rank and mostly one size on every axis behind the batch. Data with an axis less or more,
or of another size, is refused when the model is fed. A single sample needs a batch axis too: its shape is \`(1, …)\`. An axis of size 1 at the end
may be missing or too much, but not before Keras 2.4.`,
  bad: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input(shape=(28, 28, 3)), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(2)])
image = np.zeros((28, 28, 3))
answer = model.predict(image)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [4]})]});
const answer = model.predict(tf.zeros([8, 5]));
`,
  },
  good: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input(shape=(28, 28, 3)), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(2)])
image = np.zeros((28, 28, 3))
answer = model.predict(image[None])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [4]})]});
const answer = model.predict(tf.zeros([8, 4]));
`,
  },
  kinds: ['input-data'],
  // Which Keras 2 it is is not known.
  grade: ({ refusedEarly }) => (refusedEarly === undefined ? undefined : 'information'),
  say(problem, record, context) {
    const { dialect } = context;
    const data = dataText(record, problem.argument, context);
    const batches = problem.lastBatch === true ? `the last batch of ${data} is` : `batches of ${data} are`;
    const head = `${trainedModel(record, context)} takes ${shapeText(problem.expected, dialect)}, but ${batches} ${shapeText(problem.got, dialect)}`;
    const { refusedEarly } = problem;
    const versions =
      refusedEarly === undefined
        ? ''
        : ` Keras before 2.4 (TensorFlow 2.2) refuses that ("${refusedEarly}"), later versions take it.`;
    return `${head}${why(problem)}.${versions}`;
  },
  fixes(problem, record, context) {
    const { expected, got, argument } = problem;
    const fixes: Fix[] = [];
    const about = { record, argument, context };
    if (context.dialect !== 'tfjs' && problem.axis !== 0) {
      if (lacksBatch(problem)) fixes.push(...changeData('Add the batch axis', about, text => `${text}[None]`));
      else if (!isUnknown(expected) && !isUnknown(got) && sameElements(expected, got)) {
        const target = `(-1, ${expected
          .slice(1)
          .map(dim => printDim(dim))
          .join(', ')})`;
        fixes.push(...changeData(`Reshape the data to ${target}`, about, text => `${text}.reshape(${target})`));
      }
    }
    return problem.axis === undefined || problem.axis === 0 ? fixes : [...fixes, ...changeInput(record, got, context)];
  },
});

function why(problem: InputData): string {
  const { expected, got, axis } = problem;
  if (isUnknown(expected) || isUnknown(got)) return '';
  if (axis !== undefined)
    return `: axis ${axis} is ${printDim(got[axis] ?? 1)} and not ${printDim(expected[axis] ?? 1)}`;
  if (lacksBatch(problem)) return ': a single sample needs a batch axis in front';
  if (got.length < expected.length)
    return `, which has ${expected.length - got.length === 1 ? 'an axis' : 'axes'} less`;
  return `, which has ${got.length - expected.length === 1 ? 'an axis' : 'axes'} more`;
}

/** True where the shape is that of one sample. */
function lacksBatch({ expected, got }: InputData): boolean {
  if (isUnknown(expected) || isUnknown(got) || got.length !== expected.length - 1) return false;
  return (
    got.every((dim, i) => i === 0 || sameDim(dim, expected[i + 1] ?? dim) !== 'no') && fitsFirst(got[0], expected[1])
  );
}

/** The first axis of a sample; in batches of a training it may be left open. */
function fitsFirst(got: Dim | undefined, expected: Dim | undefined): boolean {
  return typeof got === 'number' && typeof expected === 'number' && got === expected;
}

function sameElements(expected: readonly Dim[], got: readonly Dim[]): boolean {
  const wanted = product(expected.slice(1));
  const there = product(got.slice(1));
  return typeof wanted === 'number' && wanted === there;
}
