// A tensor of a nested model's own graph among the outputs of the model around it.

import { problemRule } from '../problemRule.ts';

export const nestedGraphTensor = problemRule({
  id: 'nested-graph-tensor',
  summary: 'A tensor inside a nested model is used as if it belonged to the model around it.',
  why: `A model that is called inside another one is one layer there. Its own layers keep the tensors of its own graph, which starts
at its own input; calling it makes new tensors and leaves those as they are. \`outer.get_layer('base').get_layer('conv').output\`
is therefore not connected to the input of \`outer\`. This is where most Grad-CAM programs fail.

Start from the input of the nested model, and call the layers that come after it once more on its output.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
base = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(96, 96, 3))
x = keras.Input((96, 96, 3))
y = layers.Dense(2)(layers.GlobalAveragePooling2D()(base(x)))
model = keras.Model(x, y)
grad_model = keras.Model(model.inputs, [base.get_layer('out_relu').output, model.output])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const i = tf.input({shape: [8, 8, 3]});
const inner = tf.layers.conv2d({filters: 4, kernelSize: 3, name: 'inner'}).apply(i);
const base = tf.model({inputs: i, outputs: tf.layers.flatten().apply(inner)});
const x = tf.input({shape: [8, 8, 3]});
const model = tf.model({inputs: x, outputs: tf.layers.dense({units: 2}).apply(base.apply(x))});
const cut = tf.model({inputs: model.inputs, outputs: base.getLayer('inner').output});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
base = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(96, 96, 3))
x = keras.Input((96, 96, 3))
pool = layers.GlobalAveragePooling2D()
head = layers.Dense(2)
model = keras.Model(x, head(pool(base(x))))
grad_model = keras.Model(base.input, [base.get_layer('out_relu').output, head(pool(base.output))])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const i = tf.input({shape: [8, 8, 3]});
const inner = tf.layers.conv2d({filters: 4, kernelSize: 3, name: 'inner'}).apply(i);
const base = tf.model({inputs: i, outputs: tf.layers.flatten().apply(inner)});
const x = tf.input({shape: [8, 8, 3]});
const model = tf.model({inputs: x, outputs: tf.layers.dense({units: 2}).apply(base.apply(x))});
const cut = tf.model({inputs: base.inputs, outputs: base.getLayer('inner').output});
`,
  },
  kinds: ['nested-graph-tensor'],
  say({ output, nested, input }) {
    return `\`${output}\` belongs to the own graph of the nested model \`${nested}\`, which starts at its own input \`${input}\` and not at the inputs of this model. Start from the input of \`${nested}\` and call the layers after it on its output.`;
  },
  related: ({ called, nested }) => [{ place: called, message: `Here \`${nested}\` is called as one layer.` }],
});
