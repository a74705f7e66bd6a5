// A comment that names a rule which does not exist, and so silences nothing.

import { lineMap } from '../../base/span.ts';
import type { Finding } from '../finding.ts';
import { ignoreComments } from '../ignoreComments.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { closestRule, isRule } from '../ruleNames.ts';
import { placeAt } from '../words.ts';

export const unknownRule: Rule = {
  id: 'unknown-rule',
  severity: 'information',
  summary: 'A comment names a rule that does not exist.',
  why: `A comment \`layerscope: ignore[rule-id]\` silences the rules that it names and no others. A misspelled id silences nothing; it
is also what is left where a rule was given another name.`,
  bad: {
    python: `from tensorflow import keras
x = keras.Input((8,))
first = x  # layerscope: ignore[batch-axis-idx]
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
// layerscope: ignore[ignored-arguments]
const layer = tf.layers.dense({units: 4, useBias: false});
`,
  },
  good: {
    python: `from tensorflow import keras
x = keras.Input((8,))
first = x[0]  # layerscope: ignore[batch-axis-index]
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
// layerscope: ignore[ignored-argument]
const layer = tf.layers.dense({units: 4, use_bias: false});
`,
  },
  check(context) {
    const text = context.source(context.uri);
    return ignoreComments(context.comments, text, lineMap(text)).flatMap(({ rules }) =>
      (rules ?? []).filter(({ id }) => !isRule(id)).map(named => findingOf(context, named)),
    );
  },
};

function findingOf(
  context: RuleContext,
  { id, span }: { readonly id: string; readonly span: { readonly start: number; readonly end: number } },
): Finding {
  const place = placeAt(context.uri, span);
  const meant = closestRule(id);
  return {
    rule: unknownRule.id,
    severity: unknownRule.severity,
    message: `There is no rule \`${id}\`, so that nothing is silenced here.${meant === undefined ? '' : ` Did you mean \`${meant}\`?`}`,
    place,
    related: [],
    fixes: meant === undefined ? [] : [{ title: `Rename to ${meant}`, edits: [{ place, text: meant }] }],
  };
}
