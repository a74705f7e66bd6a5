// Tensors that cannot be merged.

import { isUnknown } from '../../shapes/unknown.ts';
import type { ProblemOf } from '../problemRule.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import { shapeText } from '../words.ts';

export const mergeShape = problemRule({
  id: 'merge-shape',
  summary: 'Tensors of shapes that do not go together are merged or combined.',
  why: `Concatenate needs tensors that agree on all axes but the one along which they are joined; Add, Multiply and their like need
shapes that are equal or broadcast. In an encoder-decoder the sizes drift apart where height or width cannot be halved often
enough without a rest: they must be divisible by two to the number of poolings.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8, 8, 16))
b = keras.Input((8, 8, 32))
y = layers.Add()([a, b])
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8, 8, 16))
b = keras.Input((8, 8, 32))
y = layers.Concatenate()([a, b])
`,
  },
  kinds: ['merge-shape'],
  say(problem, record, { dialect }) {
    const shapes = problem.shapes.map(shape => shapeText(shape, dialect)).join(' and ');
    const sources = [...new Set(record.inputs.map(input => input.from).filter(from => from !== undefined))];
    const from =
      sources.length >= 2 && sources.length <= 3 ? `, from ${sources.map(name => `\`${name}\``).join(' and ')},` : '';
    const axes = problem.axes.length === 0 ? '' : `, they differ on axis ${problem.axes.join(' and ')}`;
    const along =
      problem.along === undefined
        ? ''
        : ` All axes but axis ${problem.along}, along which they are joined, must agree.`;
    return `${subjectText(record)} cannot merge ${shapes}${from}${axes}.${along}${offByOne(problem)}`;
  },
});

/** Sizes that differ by one are the rest of a halving. */
function offByOne(problem: ProblemOf<'merge-shape'>): string {
  if (problem.along === undefined) return '';
  const close = problem.axes.some(axis => {
    const sizes = problem.shapes.map(shape => (isUnknown(shape) ? undefined : shape[axis]));
    const [a, b] = sizes;
    return typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) === 1;
  });
  return close
    ? ' A size that differs by one comes from halving an odd size: make height and width divisible by two for every pooling.'
    : '';
}
