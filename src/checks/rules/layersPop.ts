// A change of the list of a model's layers, which changes nothing in the model.

import type { Place } from '../../base/span.ts';
import { completeCuts, cutGraph } from '../../model/cuts.ts';
import type { Model } from '../../model/graph.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { Fix } from '../finding.ts';
import { kerasName } from '../kerasNames.ts';
import { problemRule } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
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
    const model = record.subject.layer?.model;
    const taken = takenLast(textAt(context, record.place));
    if (model === undefined || taken === undefined) return [];
    if (model.kind === 'sequential')
      return change === 'pop'
        ? [{ title: `Use ${taken}.pop()`, edits: [{ place: record.place, text: `${taken}.pop()` }] }]
        : [];
    return cutInstead(context, model, taken, record.place);
  },
});

/** The model of `model.layers.pop()` or `del model.layers[-1]`, as it is written. */
function takenLast(written: string): string | undefined {
  const [, popped, deleted] =
    /^([\w.]+)\.layers\.pop\(\s*(?:-1)?\s*\)$|^(?:del\s+)?([\w.]+)\.layers\[\s*-1\s*\]$/.exec(written) ?? [];
  return popped ?? deleted;
}

/** The variable bound to a model that ends one layer earlier, where that is no cut through a branch. */
function cutInstead(context: RuleContext, model: Model, name: string, { uri, start, end }: Place): readonly Fix[] {
  const graph = model.graph.value;
  const source = context.source(uri);
  const maker = kerasName(source, 'Model');
  if (isUnknown(graph) || maker === undefined) return [];
  const [output, ...others] = flatten(graph.outputs);
  const isLast = output?.node.layer === graph.layers[graph.layers.length - 1] && others.length === 0;
  if (!isLast || !completeCuts(cutGraph(graph)).includes(graph.layers.length - 2)) return [];
  const before = /(?:^|\n)[ \t]*(del\s+)?$/.exec(source.slice(0, start));
  // What `pop` gives may be used, as in `last = model.layers.pop()`.
  if (before === null || !/^[ \t]*(?:#.*|;.*)?(?:\r?\n|$)/.test(source.slice(end))) return [];
  const text = `${name} = ${maker}(${name}.input, ${name}.layers[-2].output)`;
  return [
    {
      title: `Cut with ${maker}`,
      edits: [{ place: { uri, start: start - (before[1]?.length ?? 0), end }, text }],
    },
  ];
}
