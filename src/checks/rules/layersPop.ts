// A change of the list of a model's layers, which changes nothing in the model.

import type { Fix } from '../finding.ts';
import { problemRule } from '../problemRule.ts';
import { textAt } from '../words.ts';

export const layersPop = problemRule({
  id: 'layers-pop',
  severity: 'warning',
  summary: 'The list `model.layers` is changed, which leaves the model as it is.',
  why: `Keras makes the list \`model.layers\` anew each time it is asked for. \`model.layers.pop()\`, \`del model.layers[-1]\` and
\`model.layers[0] = …\` change a copy that nobody holds: the model keeps all its layers and computes what it did before, without
a word. (In the first versions of Keras the list was the model's own, and many recipes are from then.) Make a new model that
ends at an earlier layer; \`Sequential\` has \`model.pop()\`.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(16), layers.Dense(10)])
model.layers.pop()
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(16), layers.Dense(10)])
model.pop()
base = keras.applications.VGG16(weights=None)
features = keras.Model(base.input, base.layers[-2].output)
`,
  },
  kinds: ['layers-copy'],
  say({ change, output }, record, context) {
    const model = record.subject.layer?.model;
    const written = /^([\w.]+)\.layers\b/.exec(textAt(context, record.place))?.[1];
    const name = written ?? record.subject.name;
    const what =
      change === 'delete' ? 'Deleting from' : change === 'set' ? 'Setting an item of' : `\`.${change}()\` on`;
    const stays = output === undefined ? 'the model stays as it is' : `the model still ends at \`${output}\``;
    const way =
      change !== 'pop' && change !== 'delete'
        ? 'Build a new model from its tensors instead.'
        : model?.kind === 'sequential'
          ? `\`${name}.pop()\` takes its last layer away.`
          : `End a new model earlier instead: \`Model(${name}.input, ${name}.layers[-2].output)\`.`;
    return `${what} \`${name}.layers\` has no effect: it is a copy, and ${stays}. ${way}`;
  },
  fixes({ change }, record, context): readonly Fix[] {
    const isSequential = record.subject.layer?.model?.kind === 'sequential';
    const written = /^(.*)\.layers\.pop\(\s*(-1)?\s*\)$/s.exec(textAt(context, record.place))?.[1];
    if (change !== 'pop' || !isSequential || written === undefined) return [];
    return [{ title: `Use ${written}.pop()`, edits: [{ place: record.place, text: `${written}.pop()` }] }];
  },
});
