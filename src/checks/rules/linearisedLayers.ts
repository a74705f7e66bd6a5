// Layers of a branched model applied one after another, as if it were a chain.

import { placeKey } from '../../base/span.ts';
import { completeCuts, cutGraph } from '../../model/cuts.ts';
import type { Model } from '../../model/graph.ts';
import { mergesOf } from '../../model/rows.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { Finding, Fix } from '../finding.ts';
import { kerasName } from '../kerasNames.ts';
import type { ProblemOf } from '../problemRule.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { listed, modelName, textAt } from '../words.ts';

type Row = ProblemOf<'linearised-layers'>;

export const linearisedLayers: Rule = {
  id: 'linearised-layers',
  severity: 'warning',
  summary: 'The layers of a model with branches are applied one after another.',
  why: `\`model.layers\` is a list of layers and knows nothing of how they are connected. \`Sequential(model.layers[:-1])\` and
\`for layer in model.layers: x = layer(x)\` connect each layer to the one before it in the list. In a model with branches
(ResNet, DenseNet, Inception, U-Net) that is another network: branches that lay side by side come to lie one behind the other,
and merges get one tensor. Some of that raises an error, and some computes something else without a word.

A part of a model that keeps its connections is \`Model(model.input, model.layers[-2].output)\`.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8, 8, 4))
a = layers.Conv2D(4, 3, padding='same')(x)
b = layers.Conv2D(4, 3, padding='same')(a)
y = layers.Conv2D(2, 1)(layers.Add()([a, b]))
model = keras.Model(x, y)
features = keras.Sequential(model.layers[:-1])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8, 8, 4]});
const a = tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same'}).apply(x);
const b = tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same'}).apply(x);
const y = tf.layers.flatten().apply(tf.layers.add().apply([a, b]));
const model = tf.model({inputs: x, outputs: y});
let out = x;
for (const layer of model.layers.slice(1, -1)) out = layer.apply(out);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8, 8, 4))
a = layers.Conv2D(4, 3, padding='same')(x)
b = layers.Conv2D(4, 3, padding='same')(a)
y = layers.Conv2D(2, 1)(layers.Add()([a, b]))
model = keras.Model(x, y)
features = keras.Model(model.input, model.layers[-2].output)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8, 8, 4]});
const a = tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same'}).apply(x);
const b = tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same'}).apply(x);
const y = tf.layers.flatten().apply(tf.layers.add().apply([a, b]));
const model = tf.model({inputs: x, outputs: y});
const features = tf.model({inputs: model.inputs, outputs: model.layers[3].output});
`,
  },
  check(context) {
    const groups = new Map<string, ProblemRecord[]>();
    for (const record of context.problems) {
      if (record.problem.kind !== 'linearised-layers') continue;
      const key = `${placeKey(record.place)} ${record.subject.layer?.id}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [record]);
      else group.push(record);
    }
    return [...groups.values()].flatMap(records => findingOf(context, records));
  },
};

function findingOf(context: RuleContext, records: readonly ProblemRecord[]): readonly Finding[] {
  const [first] = records;
  const model = first?.subject.layer?.model;
  const graph = model?.graph.value;
  if (first === undefined || model === undefined || graph === undefined || isUnknown(graph)) return [];
  const rows = records.flatMap(({ problem }) => (problem.kind === 'linearised-layers' ? [problem] : []));
  const main = rows.find(row => row.how !== 'beside') ?? rows[0];
  if (main === undefined) return [];
  const raised = rows.find(row => row.effect === undefined);
  const name = modelName(context, model);
  const merges = mergesOf(graph).length;
  const several = merges > 1 ? ` \`${name}\` has ${merges} such merges.` : '';
  const fails = rows.some(row => row.effect === 'fails when run')
    ? ' The model is made all the same and fails when it is called.'
    : '';
  const way = `Connections are kept by \`Model(${name}.input, ${name}.layers[…].output)\`.`;
  const words = raised?.runtime?.[context.dialect];
  return [
    {
      rule: linearisedLayers.id,
      severity: raised === undefined ? 'warning' : 'error',
      message: `The layers of \`${name}\` are applied one after another here, but it has branches: ${lossText(main)}.${several}${fails} ${way}`,
      ...(words === undefined ? {} : { runtime: words }),
      place: first.place,
      related:
        main.called.uri === first.place.uri && main.called.start !== first.place.start
          ? [{ place: main.called, message: `Here \`${main.at}\` is applied.` }]
          : [],
      fixes: rows.flatMap(row => fixOf(context, model, row)).slice(0, 1),
    },
  ];
}

function lossText({ how, at, given, lost }: Row): string {
  const names = listed(lost.slice(0, 3).map(name => `\`${name}\``));
  const alone = given === undefined ? 'one tensor' : `\`${given}\` alone`;
  switch (how) {
    case 'merge':
      return `\`${at}\` merges several tensors and gets ${alone}, without ${names}`;
    case 'operation':
      return `the operation \`${at}\`, which is not among the layers, merges ${names} with \`${given ?? 'another'}\` and is passed over`;
    case 'beside':
      return `\`${at}\` follows ${names} there and \`${given ?? 'another layer'}\`, of a branch beside it, here`;
  }
}

/** `Sequential(base.layers[:-1])` as a model that ends at the same layer, where it is not added to later. */
function fixOf(context: RuleContext, base: Model, row: Row): readonly Fix[] {
  const graph = base.graph.value;
  if (row.made === undefined || isUnknown(graph) || context.dialect === 'tfjs') return [];
  const written = textAt(context, row.made);
  const parts = /^((?:\w+\.)*)Sequential\(\s*([\w.]+)\.layers\[\s*[01]?\s*:\s*(-?\d+)\s*\]\s*\)$/.exec(written);
  const variable = context.variable(row.made);
  const source = context.source(row.made.uri);
  if (parts === null || variable === undefined || source.includes(`${variable}.add(`)) return [];
  const [, prefix = '', model = '', end = ''] = parts;
  const maker = prefix === '' ? kerasName(source, 'Model') : `${prefix}Model`;
  if (maker === undefined) return [];
  const last = Number(end) - 1;
  const index = last < 0 ? last + graph.layers.length : last;
  if (!completeCuts(cutGraph(graph)).includes(index)) return [];
  const text = `${maker}(${model}.input, ${model}.layers[${last}].output)`;
  return [{ title: `Cut with ${maker}`, edits: [{ place: row.made, text }] }];
}
