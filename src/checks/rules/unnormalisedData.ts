// Images of 0 to 255 that go into the first layer with weights as they are.

import type { GraphNode } from '../../model/graph.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { isLearning } from '../activationOf.ts';
import type { Rule } from '../rule.ts';

export const unnormalisedData: Rule = {
  id: 'unnormalised-data',
  severity: 'hint',
  optional: true,
  summary: 'A model is trained on whole numbers from 0 to 255 that nothing scales.',
  why: `Layers start with weights for inputs of about the size of 1. Pixels from 0 to 255 make their outputs some hundred times as large,
and training slow or unstable. Divide by 255, or begin the model with \`Rescaling(1 / 255)\` or a normalization.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile('adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train)
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile('adam', loss='sparse_categorical_crossentropy')
model.fit(x_train / 255, y_train)
`,
  },
  check: context =>
    context.trainings.flatMap(({ model, method, inputs, inputsPlace }) => {
      const graph = model.graph.value;
      const [first, ...others] = inputs ?? [];
      if (method !== 'fit' || isUnknown(graph) || first?.dtype !== 'uint8' || others.length > 0) return [];
      if (inputsPlace === undefined || inputsPlace.uri !== context.uri) return [];
      const [input] = flatten(graph.inputs);
      const layer = input === undefined ? undefined : firstLearning(graph.nodes, input.node);
      if (layer === undefined) return [];
      return [
        {
          rule: 'unnormalised-data',
          severity: 'hint' as const,
          message: `These are whole numbers from 0 to 255, and nothing scales them before \`${layer.name}\` (${layer.className}). Divide by 255.`,
          place: inputsPlace,
          related: [],
          fixes: [],
        },
      ];
    }),
};

/** The layer with a kernel that the input reaches through nothing but changes of shape. */
function firstLearning(nodes: readonly GraphNode[], input: GraphNode): GraphNode['layer'] | undefined {
  let current = input;
  for (;;) {
    const next = nodes.filter(node => node.inputs.some(tensor => tensor.node === current));
    const [only, ...others] = next;
    if (only === undefined || others.length > 0) return undefined;
    if (isLearning(only.layer)) return only.layer;
    if (!/^(Flatten|Reshape|Permute|ZeroPadding\dD)$/.test(only.layer.className)) return undefined;
    current = only;
  }
}
