// A reshape to another number of elements.

import type { Span } from '../../base/span.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { type Dim, printDim, product, sameDim } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { placeAt, shapeText, textAt } from '../words.ts';

export const reshapeSize = problemRule({
  id: 'reshape-size',
  summary: 'A tensor is reshaped to a shape with another number of elements.',
  why: `Reshaping keeps all elements: the sizes of the old shape and of the new one, the batch left out, must have the same product.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((10,))
y = layers.Reshape((3, 3))(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [12]});
const y = tf.layers.reshape({targetShape: [3, 5]}).apply(x);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((10,))
y = layers.Reshape((5, 2))(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [12]});
const y = tf.layers.reshape({targetShape: [3, 4]}).apply(x);
`,
  },
  kinds: ['reshape-size'],
  say(problem, record, context) {
    const { dialect } = context;
    const target = problem.target.filter(size => size !== -1);
    const [from, to] = [isUnknown(problem.from) ? undefined : product(problem.from), product(target)];
    const counts =
      from === undefined
        ? ''
        : `${elements(from)} ${target.length < problem.target.length ? 'are no multiple of' : 'are not'} ${printDim(to)}`;
    return `${subjectText(record, context)} cannot turn ${shapeText(problem.from, dialect)} into ${shapeText(problem.target, dialect)}${counts === '' ? '' : `: ${counts}`}.`;
  },
  fixes(problem, record, context) {
    const span = problem.argument === undefined ? undefined : spanOf(problem.argument, record);
    if (span === undefined || isUnknown(problem.from) || problem.target.includes(-1)) return [];
    const place = placeAt(record.place.uri, span);
    const written = /^([([])(.*)([)\]])$/s.exec(textAt(context, place));
    const sizes = written?.[2]
      ?.split(',')
      .map(size => size.trim())
      .filter(size => size !== '');
    if (written === null || sizes === undefined || sizes.length !== problem.target.length) return [];
    const total = product(problem.from);
    const [batch, ...rest] = problem.target;
    if (rest.length > 0 && batch !== undefined && sameDim(product(rest), total) === 'yes')
      return [{ title: 'Leave the batch size out', edits: [{ place, text: rewritten(written, sizes.slice(1)) }] }];
    const last = sizes.length - 1;
    const others = product(problem.target.slice(0, -1));
    if (typeof total !== 'number' || typeof others !== 'number' || others < 1 || total % others !== 0) return [];
    const text = rewritten(written, [...sizes.slice(0, last), '-1']);
    return [{ title: `Let the last axis take what is left, ${text}`, edits: [{ place, text }] }];
  },
});

/** The place of an argument, by the name it has in Keras or in TensorFlow.js. */
function spanOf(argument: string, { argSpans }: ProblemRecord): Span | undefined {
  return argSpans.get(argument) ?? argSpans.get(argument === 'target_shape' ? 'targetShape' : argument);
}

function rewritten([, open = '', , close = '']: RegExpExecArray, sizes: readonly string[]): string {
  return `${open}${sizes.join(', ')}${open === '(' && sizes.length === 1 ? ',' : ''}${close}`;
}

function elements(count: Dim): string {
  return `${printDim(count)} element${count === 1 ? '' : 's'}`;
}
