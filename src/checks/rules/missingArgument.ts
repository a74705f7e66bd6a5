// An argument that must be given and is not.

import { paramName } from '../../layers/make.ts';
import type { ParamSpecs } from '../../layers/params.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { spoken } from '../words.ts';

export const missingArgument = problemRule({
  id: 'missing-argument',
  summary: 'An argument that must be given is missing.',
  why: `Arguments without a default must be written; there is no value that would fit every use of the layer.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Conv2D(8)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.conv2d({filters: 8});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Conv2D(8, 3)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.conv2d({filters: 8, kernelSize: 3});
`,
  },
  kinds: ['missing-argument'],
  say(problem, record, context) {
    const doc = documentation(problem.argument, record, context);
    return `${subjectText(record, context)} needs \`${problem.argument}\`${doc === undefined ? '' : `: ${doc}`}.`;
  },
});

/** What the argument is, as the first sentence of its documentation says it. */
function documentation(name: string, record: ProblemRecord, { dialect }: RuleContext): string | undefined {
  const params = record.subject.layer?.object?.definition.params as ParamSpecs | undefined;
  const found = Object.entries(params ?? {}).find(
    ([canonical, param]) => paramName(canonical, param, dialect) === name,
  );
  const [sentence] = found?.[1].doc.split(/[.;]/) ?? [];
  return sentence === undefined ? undefined : spoken(sentence.charAt(0).toLowerCase() + sentence.slice(1), dialect);
}
