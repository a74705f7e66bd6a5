// Tensors that cannot be merged.

import type { Layer } from '../../model/graph.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import { printDim, sameDim } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { fixOf, setArgument } from '../edits.ts';
import { type ProblemOf, problemRule, subjectText } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { inputText, listed, shapeText } from '../words.ts';

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
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [4, 16]});
const b = tf.input({shape: [6, 16]});
const y = tf.layers.concatenate().apply([a, b]);
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8, 8, 16))
b = keras.Input((8, 8, 32))
y = layers.Concatenate()([a, b])
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [4, 16]});
const b = tf.input({shape: [6, 16]});
const y = tf.layers.concatenate({axis: 1}).apply([a, b]);
`,
  },
  kinds: ['merge-shape'],
  say(problem, record, context) {
    const subject = subjectText(record, context);
    const shapes = problem.shapes.map(shape => shapeText(shape, context.dialect));
    const named = namesOf(problem, record, context);
    const along = problem.along === undefined || problem.axes.length === 0 ? '' : `; only axis ${problem.along} may`;
    return `${subject} cannot merge ${listed(shapes)}${named}${difference(problem)}${along}.${halving(problem, record)}${projection(problem)}`;
  },
  fixes(problem, record, context) {
    const { layer } = record.subject;
    const axis = axisToJoin(problem);
    if (layer === undefined || axis === undefined) return [];
    return fixOf(`Join along axis ${axis}`, setArgument(context, layer, 'axis', String(axis)));
  },
});

/** The names of the tensors, where they tell them apart. */
function namesOf(problem: ProblemOf<'merge-shape'>, record: ProblemRecord, context: RuleContext): string {
  const names = record.inputs.flatMap(input => inputText(input, context) ?? []);
  const isTold = names.length === problem.shapes.length && new Set(names).size === names.length && names.length <= 3;
  return isTold && names.length > 1 ? ` (${listed(names)})` : '';
}

/** On which axes they differ, with the sizes where there are few, or how many axes they have. */
function difference({ shapes, axes }: ProblemOf<'merge-shape'>): string {
  const [axis, ...others] = axes;
  if (axis === undefined) {
    const ranks = shapes.flatMap(shape => (isUnknown(shape) ? [] : [String(shape.length)]));
    return new Set(ranks).size > 1 ? `: they have ${listed(ranks)} axes` : '';
  }
  if (others.length > 0) return `: they differ on axes ${listed(axes.map(String))}`;
  const sizes = shapes.map(shape => (isUnknown(shape) ? undefined : shape.at(axis)));
  const texts = sizes.map(size => (size === undefined ? '?' : printDim(size)));
  return `: they differ on axis ${axis}${texts.length <= 3 ? ` (${listed(texts)})` : ''}`;
}

/** What brings the shortcut of a residual block to the shape of its other side. */
function projection({ along, shapes }: ProblemOf<'merge-shape'>): string {
  const areImages = shapes.every(shape => !isUnknown(shape) && shape.length === 4);
  return along === undefined && areImages ? ' A shortcut can get there by a convolution of size 1.' : '';
}

/** The one other axis along which the tensors could be joined: where they differ on it alone. */
function axisToJoin({ along, axes, shapes }: ProblemOf<'merge-shape'>): number | undefined {
  const [axis, ...others] = axes;
  if (along === undefined || axis === undefined || axis === 0 || others.length > 0) return undefined;
  const [first, ...rest] = shapes;
  if (first === undefined || isUnknown(first)) return undefined;
  const joined = first.at(along);
  const agrees = rest.every(
    shape => !isUnknown(shape) && joined !== undefined && sameDim(shape.at(along) ?? joined, joined) === 'yes',
  );
  return agrees ? axis : undefined;
}

/** Sizes that drift apart in an encoder-decoder: what halving rounds down, doubling does not bring back. */
function halving(problem: ProblemOf<'merge-shape'>, record: ProblemRecord): string {
  if (problem.along === undefined || problem.axes.length === 0) return '';
  const halved = Math.max(0, ...record.inputs.map(input => (input.layer === undefined ? 0 : timesHalved(input.layer))));
  if (halved === 0) return '';
  return ` Halving rounds odd sizes down: make height and width divisible by ${2 ** halved}.`;
}

/** How often a tensor was halved before it was doubled again, along the first input of every call; 0 where it never was. */
function timesHalved(last: Layer): number {
  let doubled = false;
  let halved = 0;
  let layer: Layer | undefined = last;
  for (let steps = 0; layer !== undefined && steps < mostSteps; steps++) {
    if (/^UpSampling|Transpose$/.test(layer.className)) doubled = true;
    if (isHalving(layer)) halved++;
    layer = layer.state.value.nodes[0]?.inputs[0]?.node.layer;
  }
  return doubled ? halved : 0;
}

/** Deeper networks than this get no advice. */
const mostSteps = 500;

function isHalving({ className, object }: Layer): boolean {
  if (/^(Max|Average)Pooling\d?D$/.test(className)) return true;
  const strides = /^(Separable|Depthwise)?Conv\dD$/.test(className) ? object?.config.strides : undefined;
  return Array.isArray(strides) && strides.every(stride => stride === 2);
}
