// Queries, keys and values that do not go together.

import { problemRule, subjectText } from '../problemRule.ts';
import { listed, shapeText } from '../words.ts';

export const attentionShape = problemRule({
  id: 'attention-shape',
  summary: 'Queries, keys and values of an attention do not go together.',
  why: `Attention compares every query with every key and weighs the values: keys and values need the same length, and what is
compared the same width.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
query = keras.Input((5, 16))
value = keras.Input((7, 16))
key = keras.Input((8, 16))
y = layers.MultiHeadAttention(num_heads=2, key_dim=8)(query, value, key)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
query = keras.Input((5, 16))
value = keras.Input((7, 16))
key = keras.Input((7, 16))
y = layers.MultiHeadAttention(num_heads=2, key_dim=8)(query, value, key)
`,
  },
  kinds: ['attention-shape'],
  say(problem, record, context) {
    const shapes = problem.shapes.map(shape => shapeText(shape, context.dialect));
    return `${subjectText(record, context)}: ${problem.says}, but they are ${listed(shapes)}.`;
  },
});
