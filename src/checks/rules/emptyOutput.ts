// A window that is larger than what it moves over.

import { isUnknown } from '../../shapes/unknown.ts';
import { fixOf, setArgument } from '../edits.ts';
import { windowsToPad } from '../paddedWindows.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

export const emptyOutput = problemRule({
  id: 'empty-output',
  summary: 'A window is larger than its input, so that nothing is left.',
  why: `A convolution or pooling without padding shortens an axis by its window. After many of them, or on small images, the axis
is shorter than the window. Where the axis in question has size 1 or 3 the channels probably stand first, and
\`data_format\` says otherwise.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8, 8, 3))
y = layers.Conv2D(8, 9)(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8, 8, 3]});
const y = tf.layers.conv2d({filters: 8, kernelSize: 9}).apply(x);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
x = keras.Input((8, 8, 3))
y = layers.Conv2D(8, 9, padding='same')(x)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [8, 8, 3]});
const y = tf.layers.conv2d({filters: 8, kernelSize: 9, padding: 'same'}).apply(x);
`,
  },
  kinds: ['empty-output'],
  // TensorFlow.js goes on with an axis of which nothing is left, which was said where it happened.
  skips: problem => problem.size <= 0,
  say(problem, record, context) {
    const { dialect } = context;
    const last = isUnknown(problem.shape) ? undefined : problem.shape.at(-1);
    // Images have one channel or three; behind the first layers, an axis of that size is one that became short.
    const fromInput = record.inputs[0]?.layer?.className === 'InputLayer' && problem.shape !== undefined;
    const channelsFirst =
      fromInput && problem.axis === 1 && (problem.size === 1 || problem.size === 3) && last !== 1 && last !== 3;
    const advice = channelsFirst
      ? ` If the channels stand first, say so with \`${dialect === 'tfjs' ? 'dataFormat' : 'data_format'}\`.`
      : canPad(problem.argument)
        ? ' Make it smaller, pad, or begin with a larger input.'
        : '';
    const reach = canPad(problem.argument) ? 'reaches over' : 'takes away';
    return `Nothing is left of axis ${problem.axis} after ${subjectText(record, context)}: \`${problem.argument}\` ${reach} ${problem.window}, but ${shapeText(problem.shape, dialect)} has ${problem.size} there.${advice}`;
  },
  fixes(problem, record, context) {
    const { layer } = record.subject;
    // A window on a single element pads all the rest.
    if (layer === undefined || !canPad(problem.argument) || problem.size < 1) return [];
    const quote = context.source(layer.created.uri).includes('"') ? '"' : "'";
    const layers = windowsToPad(context, layer) ?? [];
    const edits = layers.map(one => setArgument(context, one, 'padding', `${quote}same${quote}`));
    if (edits.includes(undefined)) return [];
    const title =
      layers.length > 1 ? `Pad this and ${layers.length - 1} more behind it` : 'Pad the input, padding="same"';
    return fixOf(
      title,
      edits.flatMap(edit => edit ?? []),
    );
  },
});

/** True for windows, which `padding` helps; not for what is cropped. */
function canPad(argument: string): boolean {
  return /^(kernel|pool)/.test(argument);
}
