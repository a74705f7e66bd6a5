// A recurrent layer that gives its last step alone to a layer that reads a sequence.

import type { Layer } from '../../model/graph.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { fixOf, setArgument } from '../edits.ts';
import { type ProblemOf, problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

export const stackedRnn = problemRule({
  id: 'stacked-rnn',
  summary: 'A recurrent layer gives only its last step to a layer that reads a sequence.',
  why: `LSTM, GRU and SimpleRNN read a sequence and give their last output, one vector for each sample. A further recurrent layer
reads a sequence again: every recurrent layer but the last needs \`return_sequences=True\`, so that it gives its output at each
step.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((20, 8)),
    layers.LSTM(64),
    layers.Dropout(0.2),
    layers.LSTM(32),
    layers.Dense(1),
])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.lstm({units: 64, inputShape: [20, 8]}));
model.add(tf.layers.lstm({units: 32}));
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((20, 8)),
    layers.LSTM(64, return_sequences=True),
    layers.Dropout(0.2),
    layers.LSTM(32),
    layers.Dense(1),
])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.lstm({units: 64, inputShape: [20, 8], returnSequences: true}));
model.add(tf.layers.lstm({units: 32}));
`,
  },
  kinds: ['rank-mismatch'],
  skips: (problem, record) => lastStepOnly(problem, record) === undefined,
  say(problem, record, context) {
    const source = lastStepOnly(problem, record);
    const argument = context.dialect === 'tfjs' ? 'returnSequences: true' : 'return_sequences=True';
    const name =
      source === undefined ? '' : source.named ? `\`${source.name}\` (${source.className})` : `\`${source.className}\``;
    return `${name} gives only its last step, ${shapeText(problem.shape, context.dialect)}, but ${subjectText(record, context)} reads a sequence. Give it \`${argument}\`.`;
  },
  at(problem, record, context) {
    const source = lastStepOnly(problem, record);
    return source?.created.uri === context.uri ? source.created : record.place;
  },
  related(problem, record) {
    const source = lastStepOnly(problem, record);
    return source?.created.uri === record.place.uri
      ? [{ place: record.place, message: 'This layer reads a sequence.' }]
      : [];
  },
  fixes(problem, record, context) {
    const source = lastStepOnly(problem, record);
    if (source === undefined || source.className === 'Bidirectional') return [];
    const [name, value] = context.dialect === 'tfjs' ? ['returnSequences', 'true'] : ['return_sequences', 'True'];
    return fixOf(`Return the whole sequence from ${source.className}`, setArgument(context, source, name, value));
  },
});

/** The recurrent layer whose last step is all that a reader of sequences is given; undefined where something else is wrong. */
export function lastStepOnly(
  { expected, shape, input }: ProblemOf<'rank-mismatch'>,
  record: ProblemRecord,
): Layer | undefined {
  const wanted = expected.exactly ?? expected.atLeast;
  if (isUnknown(shape) || wanted !== shape.length + 1) return undefined;
  let layer = record.inputs[input]?.layer;
  for (let steps = 0; layer !== undefined && keepsAxes.has(layer.className) && steps < mostSteps; steps++)
    layer = layer.state.value.nodes[0]?.inputs[0]?.node.layer;
  return layer !== undefined && dropsSteps(layer) ? layer : undefined;
}

const mostSteps = 20;

/** Layers that often stand between two recurrent ones and leave the axes as they are. */
const keepsAxes: ReadonlySet<string> = new Set([
  'Dropout',
  'BatchNormalization',
  'LayerNormalization',
  'Activation',
  'ReLU',
  'LeakyReLU',
  'GaussianNoise',
]);

const recurrent = /^(LSTM|GRU|SimpleRNN|RNN|ConvLSTM\dD|CuDNNLSTM|CuDNNGRU)$/;

function dropsSteps({ className, object }: Layer): boolean {
  if (object === undefined) return false;
  if (recurrent.test(className)) return object.config.return_sequences === false;
  const inner = className === 'Bidirectional' ? object.config.layer : undefined;
  if (typeof inner !== 'object' || inner === null || !('config' in inner) || !('definition' in inner)) return false;
  const { config } = inner as { readonly config: Readonly<Record<string, unknown>> };
  return config.return_sequences === false;
}
