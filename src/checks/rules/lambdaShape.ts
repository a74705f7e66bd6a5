// A layer made of the program's own code whose output shape cannot be what is said of it.

import { lambdaRule, problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

export const lambdaShape = problemRule({
  id: lambdaRule,
  severity: 'warning',
  summary: 'The function of a Lambda, or a layer of the program, gives another shape than it declares, or fails.',
  why: `Keras 3 takes the shape that a Lambda is given as \`output_shape\`, or that a class gives in \`compute_output_shape\`, for true and
builds the following layers upon it; TensorFlow.js does so with \`computeOutputShape\`. Where the code then computes another
shape, the model fails when it runs, or computes something else. Without a declared shape Keras runs the function of a Lambda once,
and says of whatever fails there only that it cannot infer the shape; the finding says what fails.`,
  bad: {
    python: `import keras
from keras import layers
x = keras.Input((8,))
half = layers.Lambda(lambda t: t[:, :4], output_shape=(8,))(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
class Half extends tf.layers.Layer {
  computeOutputShape(inputShape) {
    return inputShape;
  }
  call(inputs) {
    return tf.slice(inputs[0], [0, 0], [-1, 4]);
  }
}
const half = new Half().apply(tf.input({shape: [8]}));
`,
  },
  good: {
    python: `import keras
from keras import layers
x = keras.Input((8,))
half = layers.Lambda(lambda t: t[:, :4], output_shape=(4,))(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
class Half extends tf.layers.Layer {
  computeOutputShape(inputShape) {
    return [inputShape[0], 4];
  }
  call(inputs) {
    return tf.slice(inputs[0], [0, 0], [-1, 4]);
  }
}
const half = new Half().apply(tf.input({shape: [8]}));
`,
  },
  kinds: ['lambda-shape'],
  // Keras 2 looks at what the function gives alone.
  grade: ({ argument }, _record, { dialect }) =>
    argument !== undefined && dialect === 'keras2' ? 'information' : undefined,
  say({ declaredBy, declared, computed, argument }, record, context) {
    const { dialect } = context;
    const [told, gives] = [declared, computed].map(shape => shapeText(shape, dialect));
    const subject = subjectText(record, context);
    const says = `${subject} gives ${gives}, but its \`${declaredBy}\` says ${told}`;
    if (argument === undefined) return `${says}.`;
    return dialect === 'keras2' ? `${says}, which has no effect.` : `${says}, the batch included.`;
  },
});
