// An integer index on the batch axis of a symbolic tensor.

import type { IndexRecord } from '../../model/understanding.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { Finding } from '../finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { modelName, shapeText, textAt } from '../words.ts';

export const batchAxisIndex: Rule = {
  id: 'batch-axis-index',
  severity: 'warning',
  summary: 'An integer index takes one sample out of the batch.',
  why: `Axis 0 of a symbolic tensor is the batch. \`x[0]\` is the first sample alone, without a batch axis: what is built on it
computes the same for every batch, namely for its first sample. It is mostly meant for a model with several outputs, whose
call gives a list; a model with one output gives the tensor itself.`,
  bad: {
    python: `from tensorflow import keras
base = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100, 100, 3))
features = keras.Model(base.input, base.layers[17].output)
x = keras.Input((100, 100, 3))
y = features(x)[0]
`,
  },
  good: {
    python: `from tensorflow import keras
base = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100, 100, 3))
features = keras.Model(base.input, base.layers[17].output)
x = keras.Input((100, 100, 3))
y = features(x)
first_row = y[:, 0]
`,
  },
  check: context => context.indexings.flatMap(record => checkIndex(context, record)),
};

function checkIndex(context: RuleContext, record: IndexRecord): readonly Finding[] {
  // One number per sample is read that way on purpose: a setting that comes in as an input.
  if (record.picks !== 'batch' || (!isUnknown(record.before) && record.before.slice(1).every(size => size === 1)))
    return [];
  const written = textAt(context, record.place);
  const object = textAt(context, record.objectSpan);
  const before = shapeText(record.before, context.dialect);
  const after = shapeText(record.after, context.dialect);
  const { of } = record;
  const because =
    of === undefined
      ? 'axis 0 is the batch'
      : `\`${modelName(context, of.model)}\` has a single output, so axis 0 is the batch`;
  return [
    {
      rule: batchAxisIndex.id,
      severity: batchAxisIndex.severity,
      message: `\`${written}\` takes one sample out of the batch: ${because}, and ${before} becomes ${after}. For the whole tensor write \`${object}\`.`,
      place: record.place,
      related: of === undefined ? [] : [{ place: of.model.defined, message: 'The model has one output.' }],
      fixes: [
        { title: `Drop the index ${textAt(context, record.brackets)}`, edits: [{ place: record.brackets, text: '' }] },
      ],
    },
  ];
}
