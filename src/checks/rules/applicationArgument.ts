// A ready-made model that cannot be built so.

import { problemRule, subjectText } from '../problemRule.ts';
import { placeAt } from '../words.ts';

export const applicationArgument = problemRule({
  id: 'application-argument',
  summary: 'A model of keras.applications cannot be built with these arguments.',
  why: `The ImageNet weights belong to a network for three channels, with their classifier to one with 1000 classes and one size of
images. Other classes go with \`include_top=False\` and a head of your own, other channels with \`weights=None\`.`,
  bad: {
    python: `from tensorflow import keras
model = keras.applications.ResNet50(weights='imagenet', classes=10)
`,
  },
  good: {
    python: `from tensorflow import keras
model = keras.applications.ResNet50(weights=None, classes=10)
`,
  },
  kinds: ['application-argument'],
  say(problem, record, context) {
    return `${subjectText(record, context)}: ${problem.says}.`;
  },
  grade: ({ effect }) => (effect === 'doubted' ? 'information' : undefined),
  fixes({ argument, suggestion }, { place, argSpans }) {
    const span = argSpans.get(argument);
    if (suggestion === undefined || span === undefined) return [];
    return [{ title: `Write ${suggestion}`, edits: [{ place: placeAt(place.uri, span), text: suggestion }] }];
  },
});
