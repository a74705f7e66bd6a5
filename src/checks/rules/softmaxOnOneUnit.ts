// A softmax over a single value, which is one whatever that value is.

import { activationOf } from '../../model/activation.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { readyMade } from '../activationOf.ts';
import type { Finding } from '../finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { placeAt, shapeText, textAt } from '../words.ts';

export const softmaxOnOneUnit: Rule = {
  id: 'softmax-on-one-unit',
  severity: 'error',
  summary: 'A softmax is taken over a single value, so that the output is always 1.',
  why: `Softmax makes values along an axis positive and divides them by their sum. Over an axis of size 1 that is the value divided
by itself: the output is 1 for every input, nothing is learned, and nobody says so. A single unit that tells two classes apart
has a sigmoid; softmax needs one unit for each class.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(16, activation='relu'),
    layers.Dense(1, activation='softmax'),
])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({units: 16, activation: 'relu', inputShape: [8]}));
model.add(tf.layers.dense({units: 1, activation: 'softmax'}));
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(16, activation='relu'),
    layers.Dense(1, activation='sigmoid'),
])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({units: 16, activation: 'relu', inputShape: [8]}));
model.add(tf.layers.dense({units: 1, activation: 'sigmoid'}));
`,
  },
  check(context) {
    const skipped = readyMade(context);
    const heads = headsOf(context);
    return context.calls.flatMap(({ layer, node }) => {
      if (skipped.has(layer) || layer.kind !== 'layer' || layer.created.uri !== context.uri) return [];
      if (activationOf(layer) !== 'softmax' || !(ofUnits.has(layer.className) || heads.has(layer))) return [];
      const shape = node.outputs[0]?.type.shape;
      if (shape === undefined || isUnknown(shape) || shape.length < 2) return [];
      const axis = layer.className === 'Softmax' ? layer.object?.config.axis : -1;
      if (typeof axis !== 'number' || shape.at(axis) !== 1) return [];
      return [findingOf(context, layer, shape, axis)];
    });
  },
};

type Call = RuleContext['calls'][number];

/** Layers that are made for classes; with any other a softmax over one channel counts at the end of a model alone. */
const ofUnits: ReadonlySet<string> = new Set(['Dense', 'Softmax', 'Activation']);

/** The layers that give the outputs of models. */
function headsOf({ models }: RuleContext): ReadonlySet<Call['layer']> {
  return new Set(
    models.flatMap(({ model }) => {
      const graph = model.graph.value;
      return isUnknown(graph) ? [] : flatten(graph.outputs).map(output => output.node.layer);
    }),
  );
}

function findingOf(
  context: RuleContext,
  layer: Call['layer'],
  shape: Parameters<typeof shapeText>[0],
  axis: number,
): Finding {
  const span = layer.argSpans.get('activation');
  const place = span === undefined ? layer.created : placeAt(layer.created.uri, span);
  const quote = span === undefined ? undefined : /^(['"])softmax\1$/.exec(textAt(context, place))?.[1];
  const where = axis === -1 ? 'last axis' : `axis ${axis}`;
  return {
    rule: softmaxOnOneUnit.id,
    severity: softmaxOnOneUnit.severity,
    message: `Softmax over the ${where} of ${shapeText(shape, context.dialect)}, which has size 1, is 1 for every input. One unit takes \`sigmoid\`; softmax needs one unit for each class.`,
    place,
    related: [],
    fixes: quote === undefined ? [] : [{ title: 'Use sigmoid', edits: [{ place, text: `${quote}sigmoid${quote}` }] }],
  };
}
