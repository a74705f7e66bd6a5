// A value that an argument does not take.

import type { Place } from '../../base/span.ts';
import type { Dialect } from '../../layers/config.ts';
import { closest } from '../../layers/suggest.ts';
import type { ProblemRecord } from '../../model/understanding.ts';
import type { Fix } from '../finding.ts';
import { problemRule, subjectText } from '../problemRule.ts';
import type { RuleContext } from '../rule.ts';
import { placeAt, spoken, textAt } from '../words.ts';

export const argumentValue = problemRule({
  id: 'argument-value',
  summary: 'An argument has a value that it does not take.',
  why: `The layer or function looks at its arguments when it is made, and refuses this value there: nothing of the model is built.`,
  bad: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Conv2D(filters=10, kernel_size=3, groups=3)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.dense({units: 4, activation: 'rellu'});
`,
  },
  good: {
    python: `from tensorflow import keras
from tensorflow.keras import layers
layer = layers.Conv2D(filters=9, kernel_size=3, groups=3)
`,
    javascript: `import * as tf from '@tensorflow/tfjs';
const layer = tf.layers.dense({units: 4, activation: 'relu'});
`,
  },
  kinds: ['argument-value'],
  say(problem, record, context) {
    const { dialect } = context;
    return `\`${problem.argument}\` of ${subjectText(record, context)} must be ${spoken(problem.expected, dialect)}, not ${spoken(problem.got, dialect)}.`;
  },
  skips: ({ registrable, existsIn }, _record, { registers, versionGiven }) =>
    (registrable === true && registers) || (existsIn !== undefined && !versionGiven),
  at({ argument, got }, record, context) {
    const span = record.argSpans.get(argument);
    return span === undefined ? undefined : textInside(context, placeAt(record.place.uri, span), got);
  },
  fixes(problem, record, context) {
    const span = record.argSpans.get(problem.argument);
    if (span === undefined) return [];
    const whole = placeAt(record.place.uri, span);
    const place = textInside(context, whole, problem.got) ?? whole;
    const written = textAt(context, place);
    const text =
      meant(written, problem.expected) ??
      asInteger(written, problem.expected, context.dialect) ??
      asShare(written, problem.expected);
    if (text !== undefined)
      return [{ title: `Write ${text}`, edits: [{ place, text: inParentheses(context, place) ? bare(text) : text }] }];
    return givesTensors(problem.got, problem.argument) ? callOnTensors(context, record, place) : [];
  },
});

/** Where a text stands that is one of several in a list or record. */
function textInside(context: RuleContext, whole: Place, got: string): Place | undefined {
  if (!/^(['"])[^'"\\]*\1$/.test(got)) return undefined;
  const written = textAt(context, whole);
  const text = got.slice(1, -1);
  if (!/^[[({]/.test(written)) return undefined;
  const [first, ...others] = ["'", '"', '`'].flatMap(quote => {
    const at = written.indexOf(`${quote}${text}${quote}`);
    return at < 0 || written.includes(`${quote}${text}${quote}`, at + 1) ? [] : [at];
  });
  if (first === undefined || others.length > 0) return undefined;
  const start = whole.start + first;
  return { uri: whole.uri, start, end: start + text.length + 2 };
}

const orders: Readonly<Record<string, readonly string[]>> = {
  NHWC: ['channels_last', 'channelsLast'],
  NCHW: ['channels_first', 'channelsFirst'],
};

/** The one of the expected texts that a text is likely to stand for, in the user's quotes. */
function meant(written: string, expected: string): string | undefined {
  const [, quote, text] = /^(['"`])([\w-]*)\1$/.exec(written) ?? [];
  if (quote === undefined || text === undefined) return undefined;
  const choices = [...expected.matchAll(/'([\w-]+)'/g)].flatMap(([, choice]) =>
    choice === undefined || choice === text ? [] : [choice],
  );
  const choice = choices.find(one => orders[text.toUpperCase()]?.includes(one)) ?? closest(text, choices);
  return choice === undefined ? undefined : `${quote}${choice}${quote}`;
}

/** A whole number out of a quotient, a number in quotes, or a tuple around a bare size. */
function asInteger(written: string, expected: string, dialect: Dialect): string | undefined {
  if (expected.startsWith('a tuple of sizes'))
    return dialect === 'tfjs' || !/^\(?\s*\d+\s*\)?$/.test(written) ? undefined : `(${/\d+/.exec(written)?.[0]},)`;
  if (!/integer/.test(expected)) return undefined;
  const quoted = /^(['"`])(\d+)\1$/.exec(written)?.[2];
  if (quoted !== undefined) return quoted;
  if (dialect === 'tfjs' || !/^[\w.\s()[\]*/]+$/.test(written)) return undefined;
  const [left, right, ...others] = written.split('/');
  const isPlain = left !== undefined && right !== undefined && others.length === 0;
  return isPlain && left.trim() !== '' && right.trim() !== '' ? `${left}//${right}` : undefined;
}

/** A percentage as the share that it stands for. */
function asShare(written: string, expected: string): string | undefined {
  if (!/^a number from 0 to 1\b/.test(expected) || !/^\d+(\.0*)?$/.test(written)) return undefined;
  const percentage = Number(written);
  return percentage > 1 && percentage < 100 ? String(percentage / 100) : undefined;
}

/** True where tensors stand in the place of the first argument of a constructor. */
function givesTensors(got: string, argument: string): boolean {
  return argument === 'axis' && /a tensor/.test(got);
}

/** `Concatenate([a, b])` forgets to call the layer that it makes. */
function callOnTensors(context: RuleContext, record: ProblemRecord, given: Place): readonly Fix[] {
  if (context.dialect === 'tfjs' || !/^\[.*\]$/s.test(textAt(context, given))) return [];
  const { uri, start } = given;
  if (context.source(uri)[start - 1] !== '(') return [];
  return [
    {
      title: `Make the layer first, ${record.subject.className}()(…)`,
      edits: [{ place: { uri, start, end: start }, text: ')(' }],
    },
  ];
}

/** True for a value in parentheses of its own, `(8)` behind the name of an argument. */
function inParentheses({ source }: RuleContext, { uri, start, end }: Place): boolean {
  const text = source(uri);
  return /=\s*\(\s*$/.test(text.slice(Math.max(0, start - 20), start)) && /^\s*\)/.test(text.slice(end, end + 20));
}

/** A tuple without its parentheses. */
function bare(text: string): string {
  return /^\(.*\)$/.test(text) ? text.slice(1, -1) : text;
}
