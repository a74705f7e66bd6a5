// A symbolic tensor where values are needed.

import { lastPart } from '../../base/lastPart.ts';
import { ownValue } from '../../base/ownValue.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { sameDim } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { callParts } from '../brackets.ts';
import { kerasName } from '../kerasNames.ts';
import { problemRule } from '../problemRule.ts';
import { inputText, textAt } from '../words.ts';

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
    // Keras 2 has no `keras.ops`.
    if (parts === undefined || context.dialect !== 'keras3' || !goTogether(record)) return [];
    const name = inKeras(path, textAt(context, parts.args));
    const text = name === undefined ? undefined : kerasName(context.source(record.place.uri), `ops.${name}`);
    return text === undefined ? [] : [{ title: `Use keras.ops.${name}`, edits: [{ place: parts.callee, text }] }];
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

/** Functions of NumPy that `keras.ops` has under the same name, with the same first arguments, `axis` and `keepdims`. */
const ofNumpy: ReadonlySet<string> = new Set(
  `abs argmax argmin argsort clip concatenate cos cumsum divide dot exp expand_dims flip hstack log log1p matmul max maximum
  mean min minimum multiply ones_like power prod repeat reshape roll round sign sin sort split sqrt square squeeze stack std
  subtract sum swapaxes tanh tile transpose var vstack where zeros_like`.split(/\s+/),
);

/** The name in `keras.ops` of a function by its path; `args` is what it is given, as it is written. */
function inKeras(path: string, args: string): string | undefined {
  const name = lastPart(path);
  if (path.startsWith('tf.')) return ownValue(counterparts, name);
  const isPlain = [...args.matchAll(/\b(\w+)\s*=(?!=)/g)].every(
    ([, keyword]) => keyword === 'axis' || keyword === 'keepdims',
  );
  return path.startsWith('numpy.') && isPlain && ofNumpy.has(name) ? name : undefined;
}
