// A tensor with the wrong number of axes for a layer.

import type { Place } from '../../base/span.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { fixOf, putBefore } from '../edits.ts';
import { type ProblemOf, problemRule, subjectText } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { inputText, placeAt, shapeText, textAt } from '../words.ts';
import { lastStepOnly } from './stackedRnn.ts';

export const rankMismatch = problemRule({
  id: 'rank-mismatch',
  summary: 'A layer is given a tensor with the wrong number of axes.',
  why: `Layers expect a fixed number of axes, the batch axis counted: Conv2D four (batch, height, width, channels), LSTM three
(batch, time, features). Typical causes are images without a channel axis, a batch size written into the input shape, and a
recurrent layer that returns only its last step.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((28, 28))
y = layers.Conv2D(8, 3)(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [28, 28]});
const y = tf.layers.conv2d({filters: 8, kernelSize: 3}).apply(x);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((28, 28, 1))
y = layers.Conv2D(8, 3)(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [28, 28, 1]});
const y = tf.layers.conv2d({filters: 8, kernelSize: 3}).apply(x);
`,
  },
  kinds: ['rank-mismatch'],
  skips: (problem, record) => lastStepOnly(problem, record) !== undefined,
  say(problem, record, context) {
    const { expected, shape } = problem;
    const got = isUnknown(shape) ? 0 : shape.length;
    const wanted = axesWanted(expected);
    const bound = expected.exactly !== undefined ? '' : expected.atLeast !== undefined ? 'at least ' : 'at most ';
    const input = record.inputs[problem.input];
    const name = input === undefined ? undefined : inputText(input, context);
    const has = name === undefined ? 'gets' : `${name} has`;
    return `${subjectText(record, context)} expects ${bound}${wanted} axes with the batch, but ${has} ${got}: ${shapeText(shape, context.dialect)}.${advice(problem, record)}`;
  },
  fixes(problem, record, context) {
    const { expected, shape } = problem;
    if (isUnknown(shape) || record.subject.layer?.kind !== 'layer') return [];
    if (expected.exactly === 2 && shape.length > 2)
      return fixOf('Add Flatten() before it', putBefore(context, record, 'Flatten'));
    const input = declaredShape(record, context);
    if (input === undefined) return [];
    const sizes = textAt(context, input).slice(1, -1).trim().replace(/,$/, '');
    if (expected.exactly === shape.length + 1 && expected.exactly >= 3)
      return [
        {
          title: `Add an axis for the ${expected.exactly >= 4 ? 'channels' : 'features'}`,
          edits: [{ place: input, text: retold(context, input, [sizes, '1']) }],
        },
      ];
    const [, ...rest] = sizes.split(',').map(size => size.trim());
    if (expected.exactly !== shape.length - 1 || /[()[\]]/.test(sizes)) return [];
    return [{ title: 'Leave the batch size out', edits: [{ place: input, text: retold(context, input, rest) }] }];
  },
});

function axesWanted({ exactly, atLeast, atMost }: ProblemOf<'rank-mismatch'>['expected']): number {
  return exactly ?? atLeast ?? atMost ?? 0;
}

function advice({ expected, shape, input }: ProblemOf<'rank-mismatch'>, record: ProblemRecord): string {
  const got = isUnknown(shape) ? 0 : shape.length;
  const wanted = axesWanted(expected);
  const isDeclared = record.inputs[input]?.layer?.className === 'InputLayer';
  if (expected.exactly === 2 && got > 2) return ' Flatten it first.';
  if (got === wanted + 1 && isDeclared) return ' If the batch size is part of the input shape, leave it out.';
  if (got !== wanted - 1 || record.subject.layer?.kind === 'model') return '';
  if (wanted >= 4) return ' Images need an axis for their channels.';
  return wanted === 3 ? ' A sequence needs an axis for its steps and one for its features.' : '';
}

/** The shape of an input as it is written, where the reported layer is called right on that input. */
function declaredShape(record: ProblemRecord, context: RuleContext): Place | undefined {
  const [input, ...others] = record.inputs;
  const layer = input?.layer;
  if (layer?.className !== 'InputLayer' || others.length > 0) return undefined;
  const own = layer.argSpans.get('shape') ?? layer.argSpans.get('inputShape') ?? layer.argSpans.get('input_shape');
  const first = record.subject.layer?.argSpans;
  const span = own ?? first?.get('input_shape') ?? first?.get('inputShape');
  if (span === undefined) return undefined;
  const place = placeAt(record.place.uri, span);
  return /^[([].*[)\]]$/s.test(textAt(context, place)) ? place : undefined;
}

/** A tuple or list of other sizes in the brackets of the one at a place. */
function retold(context: RuleContext, place: Place, sizes: readonly string[]): string {
  const written = textAt(context, place);
  const isTuple = written.startsWith('(');
  return `${written.charAt(0)}${sizes.join(', ')}${isTuple && sizes.length === 1 ? ',' : ''}${isTuple ? ')' : ']'}`;
}
