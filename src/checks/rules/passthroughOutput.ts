// An index into the outputs of a model that picks the model's own input.

import type { Model, SymbolicTensor } from '../../model/graph.ts';
import type { IndexRecord } from '../../model/understanding.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { Finding, Fix } from '../finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { modelName, placeAt, shapeText, textAt } from '../words.ts';

export const passthroughOutput: Rule = {
  id: 'passthrough-output',
  severity: 'warning',
  summary: "An index into a model's outputs picks the model's own input.",
  why: `A model whose outputs are the outputs of all its layers begins with its input layer: output 0 is then the input itself,
unchanged. \`model(x)[0]\` computes nothing. The features are at the other end, \`model(x)[-1]\`.`,
  bad: {
    python: `from tensorflow import keras
base = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100, 100, 3))
features = keras.Model(base.input, [layer.output for layer in base.layers])
x = keras.Input((100, 100, 3))
y = features(x)[0]
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [32]});
const code = tf.layers.dense({units: 8}).apply(x);
const model = tf.model({inputs: x, outputs: [x, code]});
const y = model.apply(tf.input({shape: [32]}))[0];
`,
  },
  good: {
    python: `from tensorflow import keras
base = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100, 100, 3))
features = keras.Model(base.input, [layer.output for layer in base.layers])
x = keras.Input((100, 100, 3))
y = features(x)[-1]
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [32]});
const code = tf.layers.dense({units: 8}).apply(x);
const model = tf.model({inputs: x, outputs: code});
const y = model.apply(tf.input({shape: [32]}));
`,
  },
  check: context => context.indexings.flatMap(record => checkIndex(context, record)),
};

function checkIndex(context: RuleContext, record: IndexRecord): readonly Finding[] {
  if (record.picks !== 'output' || record.of === undefined) return [];
  const { model, called } = record.of;
  const graph = model.graph.value;
  if (isUnknown(graph)) return [];
  const outputs = flatten(graph.outputs);
  const inputs = new Set<SymbolicTensor>(flatten(graph.inputs));
  const picked = outputs[record.index < 0 ? record.index + outputs.length : record.index];
  const last = outputs[outputs.length - 1];
  if (picked === undefined || last === undefined || !inputs.has(picked) || inputs.has(last)) return [];
  const written = textAt(context, record.place);
  const message = `\`${written}\` is the input itself: output ${record.index} of ${outputs.length} is \`${picked.node.layer.name}\`, ${shapeText(record.before, context.dialect)}. The last output, at ${lastIndex(context, outputs.length)}, is \`${last.node.layer.name}\`, ${shapeText(lastShape(record, last), context.dialect)}.`;
  return [
    {
      rule: passthroughOutput.id,
      severity: passthroughOutput.severity,
      message,
      place: record.place,
      related: [
        { place: called, message: `\`${modelName(context, model)}\` gives ${outputs.length} outputs here.` },
        { place: model.defined, message: 'Its outputs are chosen here.' },
      ],
      fixes: [
        {
          title: `Take the last output, ${last.node.layer.name}`,
          edits: [{ place: record.brackets, text: lastIndex(context, outputs.length) }],
        },
        ...singleOutput(context, model),
      ],
    },
  ];
}

function lastIndex(context: RuleContext, count: number): string {
  return context.dialect === 'tfjs' ? `[${count - 1}]` : '[-1]';
}

/** The last output's shape, with the batch size of this call. */
function lastShape(record: IndexRecord, last: SymbolicTensor) {
  const { shape } = last.type;
  if (isUnknown(shape) || isUnknown(record.before)) return shape;
  const [batch] = record.before;
  return batch === undefined ? shape : [batch, ...shape.slice(1)];
}

/** Gives the model its last output alone, and drops the indices into what it returned. */
function singleOutput(context: RuleContext, model: Model): readonly Fix[] {
  const outputs = model.layer.argSpans.get('outputs');
  if (outputs === undefined || model.defined.uri !== context.uri || context.dialect === 'tfjs') return [];
  const place = placeAt(context.uri, outputs);
  const text = textAt(context, place);
  if (!/^[\w.]+$/.test(text)) return [];
  const indices = context.indexings.filter(record => record.of?.model === model && record.picks === 'output');
  return [
    {
      title: `Give ${modelName(context, model)} its last output alone`,
      edits: [{ place, text: `${text}[-1]` }, ...indices.map(record => ({ place: record.brackets, text: '' }))],
    },
  ];
}
