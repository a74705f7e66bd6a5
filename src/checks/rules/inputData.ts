// Data that a model's input does not take.

import type { ProblemRecord } from '../../model/understanding.ts';
import { type Dim, printDim, product, sameDim } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { fixOf, setArgument } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { type ProblemOf, problemRule, subjectText } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { changeData, changeInput, dataText, trainedModel } from '../trainingRepairs.ts';
import { shapeText } from '../words.ts';

type InputData = ProblemOf<'input-data'>;
type InputValues = ProblemOf<'input-values'>;

export const inputData = problemRule({
  id: 'input-data',
  summary: "The data of fit, evaluate or predict is not what the model's input takes.",
  why: `A model is made for inputs of one rank and mostly one size on every axis behind the batch. Data with an axis less or more,
or of another size, is refused when the model is fed. A single sample needs a batch axis too: its shape is \`(1, …)\`. An axis of size 1 at the end
may be missing or too much, but not before Keras 2.4.

An \`Embedding\` looks up rows of a table, which are counted from 0: the largest number in the data must be below \`input_dim\`.
On a CPU a number beyond it ends the program; on a GPU, or compiled, it goes on with rows that mean nothing.`,
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
  kinds: ['input-data', 'input-values'],
  // Which Keras 2 it is is not known.
  grade: problem => (problem.kind === 'input-values' || problem.refusedEarly === undefined ? undefined : 'information'),
  say(problem, record, context) {
    const { dialect } = context;
    if (problem.kind === 'input-values') return valuesText(problem, record, context);
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
    if (problem.kind === 'input-values') return moreRows(problem, record, context);
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

function valuesText(problem: InputValues, record: ProblemRecord, context: RuleContext): string {
  const { rows, got, layer } = problem;
  const table = layer === undefined ? subjectText(record, context) : `\`${layer}\` in ${trainedModel(record, context)}`;
  const data = layer === undefined ? 'what it is called on' : dataText(record, problem.argument, context);
  return `${table} has ${rows} row${rows === 1 ? '' : 's'}, counted from 0, but ${got} is among the numbers in ${data}${got < 0 ? '' : `: it would need ${got + 1} rows`}.`;
}

/** Gives the table a row for every number. */
function moreRows({ got, layer }: InputValues, record: ProblemRecord, context: RuleContext): readonly Fix[] {
  const { subject } = record;
  const graph = subject.layer?.model?.graph.value;
  const nodes = graph === undefined || isUnknown(graph) ? [] : graph.nodes;
  const table = layer === undefined ? subject.layer : nodes.find(node => node.layer.name === layer)?.layer;
  const name = context.dialect === 'tfjs' ? 'inputDim' : 'input_dim';
  if (got < 0 || table?.argSpans.has(name) !== true) return [];
  return fixOf(`Give the table ${got + 1} rows`, setArgument(context, table, name, String(got + 1)));
}

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
