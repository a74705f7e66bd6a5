// Two linear layers in a row, which are one linear layer.

import { placeKey } from '../../base/span.ts';
import { activationOf } from '../../model/activation.ts';
import type { Layer, SymbolicTensor } from '../../model/graph.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { calledOnce, usesOf } from '../activationOf.ts';
import { fixOf, setArgument } from '../edits.ts';
import type { Rule } from '../rule.ts';

export const missingNonlinearity: Rule = {
  id: 'missing-nonlinearity',
  severity: 'warning',
  summary: 'A Dense layer without activation feeds another one, so that both together are one linear layer.',
  why: `A Dense layer without \`activation\` is a product with a matrix. Two of them in a row are a product with the product of both
matrices: whatever they compute, the second alone can compute. Found are only layers that are also no bottleneck, feed nothing
else, also where the same line makes them for other models, are not told to be linear, and are followed by a layer with an activation.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((32,)),
    layers.Dense(64),
    layers.Dense(64, activation='relu'),
    layers.Dense(10, activation='softmax'),
])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [
  tf.layers.dense({units: 64, inputShape: [32]}),
  tf.layers.dense({units: 64, activation: 'relu'}),
  tf.layers.dense({units: 10, activation: 'softmax'}),
]});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    keras.Input((32,)),
    layers.Dense(64, activation='relu'),
    layers.Dense(64, activation='relu'),
    layers.Dense(10, activation='softmax'),
])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({layers: [
  tf.layers.dense({units: 64, inputShape: [32], activation: 'relu'}),
  tf.layers.dense({units: 64, activation: 'relu'}),
  tf.layers.dense({units: 10, activation: 'softmax'}),
]});
`,
  },
  check(context) {
    const { calls, takers, ends } = usesOf(context);
    const once = calledOnce(context);
    // Code that makes a model in several ways may want the values of the layer themselves in one of them.
    const wanted = new Set(
      once
        .filter(({ output }) => ends.has(output) || takers.get(output)?.some(({ className }) => className !== 'Dense'))
        .map(({ layer }) => placeKey(layer.created)),
    );
    const made = new Map(once.map(call => [call.output, call]));
    return once.flatMap(({ layer, input }) => {
      const before = made.get(input);
      if (before === undefined || !isPlainDense(before.layer) || layer.className !== 'Dense') return [];
      const activation = activationOf(layer);
      if (activation === undefined || activation === 'linear') return [];
      if ((calls.get(input) ?? 0) !== 1 || ends.has(input)) return [];
      if (isNarrow(before, layer) || wanted.has(placeKey(before.layer.created))) return [];
      const quote = context.source(before.layer.created.uri).includes('"') ? '"' : "'";
      return [
        {
          rule: 'missing-nonlinearity',
          severity: 'warning' as const,
          message: `\`${before.layer.name}\` (Dense) has no activation and feeds \`${layer.name}\` (Dense): the two compute what \`${layer.name}\` alone can. Give it an activation, such as \`relu\`, or leave it out.`,
          place: before.layer.created,
          related: [{ place: layer.created, message: 'Nothing stands between it and this layer.' }],
          fixes: fixOf('Add activation relu', setArgument(context, before.layer, 'activation', `${quote}relu${quote}`)),
        },
      ];
    });
  },
};

/** A Dense that is nothing but a product: no activation was chosen, no penalty or constraint shapes its weights. */
function isPlainDense({ className, object, argSpans }: Layer): boolean {
  if (className !== 'Dense' || object === undefined || activationOfNone(object.config) === false) return false;
  return ![...argSpans.keys()].some(name => /activation|regularizer|constraint|lora|initializer|trainable/i.test(name));
}

function activationOfNone(config: Readonly<Record<string, unknown>>): boolean {
  return config.activation === null;
}

/** True where the layer is narrower than both its sides, and so limits what the two can compute; or where that is not known. */
function isNarrow(
  { input, output }: { readonly input: SymbolicTensor; readonly output: SymbolicTensor },
  after: Layer,
): boolean {
  const size = (tensor: SymbolicTensor | undefined): number | undefined => {
    const shape = tensor?.type.shape;
    const last = shape === undefined || isUnknown(shape) ? undefined : shape[shape.length - 1];
    return typeof last === 'number' ? last : undefined;
  };
  const [from, middle, to] = [size(input), size(output), size(after.state.value.nodes[0]?.outputs[0])];
  if (from === undefined || middle === undefined || to === undefined) return true;
  return middle < Math.min(from, to);
}
