// A model whose outputs need inputs that it does not declare.

import type { Place } from '../../base/span.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import type { Fix } from '../finding.ts';
import { type ProblemOf, problemRule } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { inputText, listed, placeAt, textAt } from '../words.ts';

export const graphDisconnected = problemRule({
  id: 'graph-disconnected',
  summary: 'Outputs of a model depend on inputs that it does not declare.',
  why: `A model is what lies between its inputs and its outputs. Where an output is also computed from another \`Input\`, that one must
be among the inputs; otherwise the model cannot be built. Where an inner tensor is declared as an input, Keras 2 also refuses
inputs that feed the outputs no more.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Add()([a, b])
model = keras.Model(a, y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const b = tf.input({shape: [8]});
const y = tf.layers.add().apply([a, b]);
const model = tf.model({inputs: a, outputs: y});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
y = layers.Add()([a, b])
model = keras.Model([a, b], y)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const a = tf.input({shape: [8]});
const b = tf.input({shape: [8]});
const y = tf.layers.add().apply([a, b]);
const model = tf.model({inputs: [a, b], outputs: y});
`,
  },
  kinds: ['graph-disconnected', 'unreached-input'],
  say(problem, record, context) {
    if (problem.kind === 'unreached-input') return saidOfUnreached(problem);
    const missing = listed(record.inputs.map(input => inputText(input, context) ?? '`?`'));
    const names = missing === '' ? listed(problem.missing.map(name => `\`${name}\``)) : missing;
    const one = problem.missing.length === 1;
    return `\`${problem.output}\` also depends on the input${one ? '' : 's'} ${names}, which ${one ? 'is' : 'are'} not among the inputs of this model: add ${one ? 'it' : 'them'} to \`inputs\`.`;
  },
  at: (_problem, record) => inputsPlace(record),
  fixes(problem, record, context) {
    if (problem.kind === 'unreached-input') return withoutUnreached(problem, record, context);
    const place = inputsPlace(record);
    const names = record.inputs.map(input => (input.place === undefined ? undefined : context.variable(input.place)));
    if (place === undefined || names.length === 0 || names.includes(undefined)) return [];
    const written = textAt(context, place);
    const text = /^\[.*\]$/s.test(written)
      ? `${written.slice(0, -1).trimEnd().replace(/,$/, '')}, ${names.join(', ')}]`
      : /^[\w.]+$/.test(written)
        ? `[${written}, ${names.join(', ')}]`
        : undefined;
    return text === undefined ? [] : [{ title: `Add ${names.join(' and ')} to the inputs`, edits: [{ place, text }] }];
  },
});

function saidOfUnreached({ unreached, inner }: ProblemOf<'unreached-input'>): string {
  const given = listed(unreached.map(({ name }) => `\`${name}\``));
  const from = listed(inner.map(name => `\`${name}\``));
  return unreached.length === 1
    ? `The input ${given} of this model feeds none of its outputs, since they begin at ${from}: leave it out of \`inputs\`.`
    : `The inputs ${given} of this model feed none of its outputs, since they begin at ${from}: leave them out of \`inputs\`.`;
}

/** Leaves out the inputs that reach nothing, where the list of them is written out. */
function withoutUnreached(
  { unreached, declared }: ProblemOf<'unreached-input'>,
  record: ProblemRecord,
  context: RuleContext,
): readonly Fix[] {
  const place = inputsPlace(record);
  const items = place === undefined ? undefined : listItems(textAt(context, place));
  if (place === undefined || items?.length !== declared) return [];
  const out = new Set(unreached.map(({ position }) => position));
  const kept = items.filter((_item, i) => !out.has(i));
  const names = listed(unreached.map(({ name }) => name));
  return [{ title: `Leave out ${names}`, edits: [{ place, text: `[${kept.join(', ')}]` }] }];
}

/** The items of a list as they are written; undefined for all else, and where text in quotes may hold brackets or commas. */
function listItems(written: string): readonly string[] | undefined {
  if (!/^\[.*\]$/s.test(written) || /['"#]{3}|#/.test(written)) return undefined;
  const items: string[] = [];
  let depth = 0;
  let item = '';
  for (const unit of written.slice(1, -1)) {
    if ('([{'.includes(unit)) depth++;
    if (')]}'.includes(unit)) depth--;
    if (unit === ',' && depth === 0) {
      items.push(item.trim());
      item = '';
    } else item += unit;
  }
  return [...items, item.trim()].filter(text => text !== '');
}

function inputsPlace({ argSpans, place }: ProblemRecord): Place | undefined {
  const span = argSpans.get('inputs');
  return span === undefined ? undefined : placeAt(place.uri, span);
}
