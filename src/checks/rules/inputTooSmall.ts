// A ready-made model for images smaller than it takes.

import type { Fix } from '../finding.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { placeAt, textAt } from '../words.ts';

export const inputTooSmall = problemRule({
  id: 'input-too-small',
  summary: 'Images are smaller than a model of keras.applications takes them.',
  why: `Each network halves its feature maps several times and asks for images from which something is left: 32 pixels along each
side for most of them, 71 for Xception, 75 for InceptionV3 and InceptionResNetV2. Sizes are read as height, width and channels, so
that a shape with the channels first counts as an image one or three pixels high. Scale the images up (\`layers.Resizing\`), or
build a smaller network.`,
  bad: {
    python: `from tensorflow import keras
model = keras.applications.InceptionV3(weights=None, include_top=False, input_shape=(64, 64, 3))
`,
  },
  good: {
    python: `from tensorflow import keras
model = keras.applications.InceptionV3(weights=None, include_top=False, input_shape=(75, 75, 3))
`,
  },
  kinds: ['input-too-small'],
  say({ least, got }, record, context) {
    const order = channelsFirst.test(got) ? ' The channels come last in it.' : '';
    return `${subjectText(record, context)} takes images of at least ${least} by ${least} pixels, but \`input_shape\` is ${got}.${order}`;
  },
  fixes({ argument, least }, record, context) {
    const span = record.argSpans.get(argument);
    if (span === undefined) return [];
    const place = placeAt(record.place.uri, span);
    const text = textAt(context, place);
    const first = channelsFirst.exec(text);
    if (first !== null) {
      const [, channels, height, width] = first;
      return [change(place, `(${height}, ${width}, ${channels})`, 'Put the channels last')];
    }
    const [, height, width, channels] = /^\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,?\s*\)$/.exec(text) ?? [];
    if (channels === undefined) return [];
    const [rows, columns] = [height, width].map(size => Math.max(Number(size), least));
    return [change(place, `(${rows}, ${columns}, ${channels})`, `Take images of ${rows} by ${columns} pixels`)];
  },
});

/** A shape as it is written for Theano: one or three channels, height, width. */
const channelsFirst = /^\(\s*([13])\s*,\s*(\d{2,})\s*,\s*(\d{2,})\s*,?\s*\)$/;

function change(place: Fix['edits'][number]['place'], text: string, title: string): Fix {
  return { title, edits: [{ place, text }] };
}
