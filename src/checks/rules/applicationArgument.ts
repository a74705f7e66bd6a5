// A ready-made model that cannot be built so.

import { problemRule, subjectText } from '../problemRule.ts';

export const applicationArgument = problemRule({
  id: 'application-argument',
  summary: 'A model of keras.applications cannot be built with these arguments.',
  why: `The networks need images of some least size, their ImageNet weights three channels and 1000 classes.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.applications.ResNet50(weights=None, include_top=False, input_shape=(16, 16, 3))
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.applications.ResNet50(weights=None, include_top=False, input_shape=(32, 32, 3))
`,
  },
  kinds: ['application-argument'],
  say(problem, record, context) {
    return `${subjectText(record, context)}: ${problem.says}.`;
  },
});
