// An argument that does not exist.

import { problemRule, subjectText } from '../problemRule.ts';
import { argumentPlace, namePlace } from '../words.ts';

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
  say(problem, record) {
    if (problem.kind === 'too-many-arguments')
      return `${subjectText(record)} takes at most ${problem.most} arguments by position, but gets ${problem.got}.`;
    if (problem.kind === 'duplicate-argument')
      return `\`${problem.argument}\` of ${subjectText(record)} is given twice.`;
    const meant = problem.suggestion === undefined ? '' : ` Did you mean \`${problem.suggestion}\`?`;
    const elsewhere = problem.existsIn === undefined ? '' : ` It exists in ${frameworks[problem.existsIn]}.`;
    return `${subjectText(record)} has no argument \`${problem.argument}\`.${meant}${elsewhere}`;
  },
  at(problem, record, context) {
    return problem.kind === 'unknown-argument' ? namePlace(context, record, problem.argument) : undefined;
  },
  fixes(problem, record, context) {
    if (problem.kind !== 'unknown-argument') return [];
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
