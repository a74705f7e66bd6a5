// A symbolic tensor where values are needed.

import { ownValue } from '../../base/ownValue.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { sameDim } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { callParts } from '../brackets.ts';
import { problemRule } from '../problemRule.ts';
import { inputText, lastPart, textAt } from '../words.ts';

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
  say(problem, record, context) {
    const input = record.inputs[0];
    // A function says by itself which it is; what Python does with a tensor is said of the tensor.
    const isFunction = problem.says.startsWith('`');
    if (isFunction) return `${problem.says}.`;
    const name = input === undefined ? undefined : inputText(input, context);
    const says = problem.says.charAt(0).toLowerCase() + problem.says.slice(1);
    return name === undefined ? `${problem.says}.` : `${name}: ${says}.`;
  },
  fixes(_problem, record, context) {
    const parts = callParts(context, record.place);
    const path = record.subject.className;
    if (parts === undefined || !path.startsWith('tf.') || !goTogether(record)) return [];
    const written = textAt(context, parts.callee);
    const root = /^([A-Za-z_]\w*)\.[\w.]*$/.exec(written)?.[1];
    const name = inKeras(lastPart(path));
    if (root === undefined || name === undefined) return [];
    // TensorFlow brings Keras along, so that nothing need be imported.
    const text = `${root}.keras.ops.${name}`;
    return [{ title: `Use keras.ops.${name}`, edits: [{ place: parts.callee, text }] }];
  },
});

/** True where no two tensors contradict each other, so that the other function does not refuse them for their shapes. */
function goTogether({ inputs }: ProblemRecord): boolean {
  const [first, ...others] = inputs.map(input => input.type.shape);
  if (first === undefined) return true;
  return others.every(
    shape =>
      !isUnknown(shape) &&
      !isUnknown(first) &&
      shape.length === first.length &&
      shape.every((dim, i) => sameDim(dim, first[i] ?? dim) !== 'no'),
  );
}

/** Functions of TensorFlow that `keras.ops` has with the same first arguments, under its own names where they differ. */
const counterparts: Readonly<Record<string, string>> = {
  concat: 'concatenate',
  reduce_mean: 'mean',
  reduce_sum: 'sum',
  reduce_max: 'max',
  reduce_min: 'min',
  reduce_prod: 'prod',
  reduce_any: 'any',
  reduce_all: 'all',
  pow: 'power',
  ...Object.fromEntries(
    [
      'abs',
      'add',
      'argmax',
      'argmin',
      'cast',
      'cos',
      'divide',
      'elu',
      'exp',
      'expand_dims',
      'gelu',
      'log_softmax',
      'maximum',
      'minimum',
      'multiply',
      'ones_like',
      'relu',
      'reshape',
      'round',
      'selu',
      'shape',
      'sigmoid',
      'silu',
      'sin',
      'softmax',
      'softplus',
      'sqrt',
      'square',
      'squeeze',
      'stack',
      'subtract',
      'tanh',
      'tile',
      'where',
      'zeros_like',
    ].map(name => [name, name]),
  ),
};

function inKeras(name: string): string | undefined {
  return ownValue(counterparts, name);
}
