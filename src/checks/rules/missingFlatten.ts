// A class head on a feature map that nobody flattened or pooled, so that there is one answer for every position.

import { activationOf } from '../../model/activation.ts';
import type { Layer, SymbolicTensor } from '../../model/graph.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { fixOf, siblingLayer } from '../edits.ts';
import type { Rule } from '../rule.ts';
import { trainedOutputs } from '../trainedOutputs.ts';
import { shapeText } from '../words.ts';

export const missingFlatten: Rule = {
  id: 'missing-flatten',
  severity: 'warning',
  summary: 'A class head stands on a feature map without Flatten or global pooling before it.',
  why: `Dense works on the last axis and leaves all others: on a feature map (batch, height, width, channels) it gives an answer for
each position instead of one for each image. Found are only classifiers whose feature maps are smaller than the images, so that
the answers cannot be one for each pixel, and that are not trained with a label for each position.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(16, 3, activation='relu'),
    layers.MaxPooling2D(2),
    layers.Dense(10, activation='softmax'),
])
model.compile('adam', loss='sparse_categorical_crossentropy')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [
  tf.layers.conv2d({filters: 16, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1]}),
  tf.layers.maxPooling2d({poolSize: 2}),
  tf.layers.dense({units: 10, activation: 'softmax'}),
]});
model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy'});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(16, 3, activation='relu'),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(10, activation='softmax'),
])
model.compile('adam', loss='sparse_categorical_crossentropy')
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [
  tf.layers.conv2d({filters: 16, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1]}),
  tf.layers.maxPooling2d({poolSize: 2}),
  tf.layers.flatten(),
  tf.layers.dense({units: 10, activation: 'softmax'}),
]});
model.compile({optimizer: 'adam', loss: 'categoricalCrossentropy'});
`,
  },
  check: context =>
    trainedOutputs(context).flatMap(({ loss, head, output }) => {
      const { shape } = output.type;
      if (!/^(sparse_)?categorical_crossentropy$/.test(loss.name) || head.className !== 'Dense') return [];
      if (isUnknown(shape) || shape.length < 4 || activationOf(head) !== 'softmax' || output.node.layer !== head)
        return [];
      const map = featureMap(output);
      const image = map === undefined ? undefined : sourceOf(map);
      if (map === undefined || image === undefined || !isSmaller(map, image)) return [];
      // Labels for each position, where they are known, make it right.
      const targets = context.trainings.flatMap(training =>
        isUnknown(training.model.graph.value) || !flatten(training.model.graph.value.outputs).includes(output)
          ? []
          : (training.targets ?? []),
      );
      if (targets.some(({ shape: label }) => isUnknown(label) || label.length > 2)) return [];
      const flattening = siblingLayer(context, head, 'Flatten');
      const { uri, start } = head.created;
      const source = context.source(uri);
      const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
      const isItem = before.trim() === '' && /[[,]\s*$/.test(source.slice(0, start));
      return [
        {
          rule: 'missing-flatten',
          severity: 'warning' as const,
          message: `\`${head.name}\` (Dense) gives classes for each position of a feature map, ${shapeText(shape, context.dialect)}, and not for each image. Put Flatten or a global pooling before the first Dense.`,
          place: head.created,
          related: [{ place: loss.place, message: 'The loss over classes is chosen here.' }],
          fixes:
            flattening === undefined || !isItem || firstDense(output) !== head
              ? []
              : fixOf('Put Flatten() before it', [
                  { place: { uri, start, end: start }, text: `${flattening},\n${before}` },
                ]),
        },
      ];
    }),
};

const betweenHeads: ReadonlySet<string> = new Set(['Dense', 'Dropout', 'BatchNormalization', 'Activation', 'ReLU']);

/** The first of the Dense layers that end the model. */
function firstDense(output: SymbolicTensor): Layer | undefined {
  let first: Layer | undefined;
  let tensor: SymbolicTensor | undefined = output;
  while (tensor !== undefined && betweenHeads.has(tensor.node.layer.className)) {
    if (tensor.node.layer.className === 'Dense') first = tensor.node.layer;
    tensor = tensor.node.inputs[0];
  }
  return first;
}

/** The output of a convolution or pooling that only Dense layers and their like follow. */
function featureMap(output: SymbolicTensor): SymbolicTensor | undefined {
  let tensor: SymbolicTensor | undefined = output;
  while (tensor !== undefined && betweenHeads.has(tensor.node.layer.className)) tensor = tensor.node.inputs[0];
  return tensor !== undefined && /^(Conv\dD|(Max|Average)Pooling\dD)$/.test(tensor.node.layer.className)
    ? tensor
    : undefined;
}

/** The input of the model at the start of a chain; undefined where it is none. */
function sourceOf(tensor: SymbolicTensor): SymbolicTensor | undefined {
  let current = tensor;
  for (;;) {
    const [only, ...others] = current.node.inputs;
    if (others.length > 0) return undefined;
    if (only === undefined) return current.node.layer.className === 'InputLayer' ? current : undefined;
    current = only;
  }
}

/** True where every axis between the batch and the channels is known to be at most two thirds of what it was. */
function isSmaller(map: SymbolicTensor, image: SymbolicTensor): boolean {
  const [now, then] = [map.type.shape, image.type.shape];
  if (isUnknown(now) || isUnknown(then) || now.length !== then.length) return false;
  return now.slice(1, -1).every((size, i) => {
    const whole = then[i + 1];
    return typeof size === 'number' && typeof whole === 'number' && size > 1 && size * 3 <= whole * 2;
  });
}
