// An argument that is accepted and has no effect.

import type { ProblemRecord } from '../../model/understanding.ts';
import type { Finding, Fix } from '../finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { argumentPlace, namePlace, placeAt, spoken } from '../words.ts';

export const ignoredArgument: Rule = {
  id: 'ignored-argument',
  severity: 'warning',
  summary: 'An argument has no effect.',
  why: `Some arguments are accepted and then not looked at: the classifier's with \`include_top=False\`, the pooling with
\`include_top=True\`, and in TensorFlow.js every key that a layer does not know, such as the snake_case spelling of Python.
The program runs and does something else than it says.`,
  bad: {
    python: `from tensorflow import keras
base = keras.applications.ResNet50(include_top=False, weights=None, classifier_activation='relu')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.dense({units: 4, use_bias: false});
`,
  },
  good: {
    python: `from tensorflow import keras
base = keras.applications.ResNet50(include_top=False, weights=None, pooling='max')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.dense({units: 4, useBias: false});
`,
  },
  check: context => context.problems.flatMap(record => checkProblem(context, record)),
};

function checkProblem(context: RuleContext, record: ProblemRecord): readonly Finding[] {
  const { problem, subject } = record;
  const isIgnored = problem.kind === 'ignored-argument';
  if (!isIgnored && !(problem.kind === 'unknown-argument' && problem.effect === 'silent')) return [];
  const span = record.argSpans.get(problem.argument);
  const place = span === undefined ? record.place : placeAt(record.place.uri, span);
  const whole = span === undefined ? undefined : argumentPlace(context, record.place.uri, span);
  const removal: readonly Fix[] =
    whole === undefined
      ? []
      : [{ title: `Remove ${problem.argument}`, edits: [{ place: whole, text: '' }], keepsMeaning: true }];
  if (isIgnored) {
    return [
      {
        rule: ignoredArgument.id,
        severity: ignoredArgument.severity,
        message: `\`${problem.argument}\` has no effect ${spoken(problem.because, context.dialect)}.`,
        place,
        related: [],
        fixes: removal,
      },
    ];
  }
  const { suggestion } = problem;
  const meant = suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`;
  const key = namePlace(context, record, problem.argument);
  return [
    {
      rule: ignoredArgument.id,
      severity: ignoredArgument.severity,
      message: `\`${problem.argument}\` has no effect: \`${subject.className}\` does not know it, and TensorFlow.js ignores what it does not know.${meant}`,
      place: key ?? place,
      related: [],
      fixes: [
        ...(suggestion === undefined || key === undefined
          ? []
          : [{ title: `Rename to ${suggestion}`, edits: [{ place: key, text: suggestion }] }]),
        ...removal,
      ],
    },
  ];
}
