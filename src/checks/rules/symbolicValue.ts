// A symbolic tensor where values are needed.

import { problemRule, subjectText } from '../problemRule.ts';

export const symbolicValue = problemRule({
  id: 'symbolic-value',
  summary: 'A symbolic tensor is used where values are needed.',
  why: `The tensors of a functional model are placeholders: they have a shape and a type, and no values. Python cannot branch on
them, and TensorFlow's and NumPy's functions cannot compute with them in Keras 3. Use \`keras.ops\`, or a layer.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
import tensorflow as tf
x = keras.Input((8,))
y = tf.nn.relu(x)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
from keras import ops
x = keras.Input((8,))
y = ops.relu(x)
`,
  },
  kinds: ['symbolic-value'],
  say(problem, record) {
    return `${subjectText(record)}: ${problem.says}.`;
  },
});
