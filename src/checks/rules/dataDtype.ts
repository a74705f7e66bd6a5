// Data of a kind that no model can be fed with.

import { fixOf } from '../edits.ts';
import { problemRule } from '../problemRule.ts';
import { dataText } from '../trainingRepairs.ts';
import { placeAt, textAt } from '../words.ts';

export const dataDtype = problemRule({
  id: 'data-dtype',
  summary: 'The data of fit, evaluate or predict is not an array.',
  why: `Keras 3 is fed with arrays, tensors, datasets or generators. A Python list of numbers is none of them; a list stands for
several inputs, each an array of its own.`,
  bad: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
answer = model.predict([[0.1, 0.2], [0.3, 0.4]])
`,
  },
  good: {
    python: `import numpy as np
import keras
from keras import layers
model = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
answer = model.predict(np.array([[0.1, 0.2], [0.3, 0.4]]))
`,
  },
  kinds: ['data-dtype'],
  say: ({ argument, got }, record, context) =>
    `${dataText(record, argument, context).replace(/^t/, 'T')} must be an array or a tensor, not ${got}.`,
  fixes(_problem, record, context) {
    if (!/^\s*import numpy as np\b/m.test(context.source(record.place.uri))) return [];
    const edits = [...record.argSpans.values()].map(span => {
      const place = placeAt(record.place.uri, span);
      return { place, text: `np.array(${textAt(context, place)})` };
    });
    return fixOf(edits.length > 1 ? 'Make them arrays' : 'Make it an array', edits);
  },
});
