// An argument that does not exist.

import type { ProblemRecord } from '../../model/understanding.ts';
import { putBefore } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { type ProblemOf, problemRule, subjectText } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { argumentPlace, namePlace, placeAt, textAt } from '../words.ts';

const frameworks = { keras3: 'Keras 3', keras2: 'Keras 2', tfjs: 'TensorFlow.js' };

export const unknownArgument = problemRule({
  id: 'unknown-argument',
  summary: 'An argument does not exist.',
  why: `The name is misspelled, belongs to another layer, or to another version of the framework.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Dense(units=4, activaton='relu')
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Dense(units=4, activation='relu')
`,
  },
  kinds: ['unknown-argument', 'too-many-arguments', 'duplicate-argument'],
  say(problem, record, context) {
    if (problem.kind === 'too-many-arguments')
      return `${subjectText(record, context)} takes at most ${problem.most} arguments by position, but gets ${problem.got}.`;
    if (problem.kind === 'duplicate-argument')
      return `\`${problem.argument}\` of ${subjectText(record, context)} is given twice.`;
    if (isBatchShape(problem, context))
      return `${subjectText(record, context)} has no argument \`batch_input_shape\` in Keras 3: put \`Input(batch_shape=…)\` before it.`;
    const meant = problem.suggestion === undefined ? '' : ` Did you mean \`${problem.suggestion}\`?`;
    const elsewhere = problem.existsIn === undefined ? '' : ` It exists in ${frameworks[problem.existsIn]}.`;
    return `${subjectText(record, context)} has no argument \`${problem.argument}\`.${meant}${elsewhere}`;
  },
  at(problem, record, context) {
    return problem.kind === 'unknown-argument' ? namePlace(context, record, problem.argument) : undefined;
  },
  fixes(problem, record, context) {
    if (problem.kind !== 'unknown-argument') return [];
    if (isBatchShape(problem, context)) return inputBefore(record, context);
    const name = namePlace(context, record, problem.argument);
    const span = record.argSpans.get(problem.argument);
    return [
      ...(problem.suggestion === undefined || name === undefined
        ? []
        : [{ title: `Rename to ${problem.suggestion}`, edits: [{ place: name, text: problem.suggestion }] }]),
      ...(span === undefined
        ? []
        : [
            {
              title: `Remove ${problem.argument}`,
              edits: [{ place: argumentPlace(context, record.place.uri, span), text: '' }],
            },
          ]),
    ];
  },
});

function isBatchShape({ argument }: ProblemOf<'unknown-argument'>, { dialect }: RuleContext): boolean {
  return dialect === 'keras3' && argument === 'batch_input_shape';
}

/** Keras 3 is told the size of the batch by an Input of its own. */
function inputBefore(record: ProblemRecord, context: RuleContext): readonly Fix[] {
  const span = record.argSpans.get('batch_input_shape');
  if (span === undefined) return [];
  const shape = textAt(context, placeAt(record.place.uri, span));
  const input = putBefore(context, record, 'Input', `batch_shape=${shape}`);
  if (input === undefined) return [];
  const removed = { place: argumentPlace(context, record.place.uri, span), text: '' };
  return [{ title: 'Put an Input with this batch shape before it', edits: [...input, removed] }];
}
