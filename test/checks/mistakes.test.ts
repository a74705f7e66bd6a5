// Recorded mistakes: each gives a finding of the right rule on the line where the framework raises, and what the message
// quotes of the framework's own words stands in the recorded message. What is legal gives nothing at all.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { positionAt } from '../../src/base/span.ts';
import type { Finding } from '../../src/checks/finding.ts';
import type { Dialect } from '../../src/layers/config.ts';
import { analyseText } from '../harness/analyseText.ts';
import { applyFix } from '../harness/fixes.ts';
import { quotes } from '../harness/quotation.ts';
import { readTruthRows } from '../harness/truth.ts';
import { type Expected, mistakes } from './mistakes.ts';

type Answer = 'no error' | { readonly type: string; readonly message: string; readonly line?: number };

interface Mistake {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly codeTfjs?: string;
  readonly keras2: Answer;
  readonly keras3: Answer;
  readonly tfjs?: Answer;
}

const preludes: Readonly<Record<Dialect, string>> = {
  keras3: `import numpy as np
import tensorflow as tf
import keras
from keras import layers, Model, Sequential, Input
`,
  keras2: `import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers, Model, Sequential, Input
`,
  tfjs: `import * as tf from '@tensorflow/tfjs';
`,
};

const rows = readTruthRows('mistakes.jsonl.gz') as readonly Mistake[];

test('every recorded mistake has its rule, and no other', () => {
  assert.deepEqual(Object.keys(mistakes).sort(), rows.map(row => row.id).sort());
});

for (const dialect of ['keras3', 'keras2', 'tfjs'] as const) {
  describe(dialect, () => {
    for (const row of rows) {
      const answer = row[dialect];
      const expected = mistakes[row.id];
      if (answer === undefined || expected === undefined) continue;
      test(`${row.id}: ${row.title}`, () => hold(row, dialect, answer, wanted(expected, dialect, answer)));
    }
  });
}

const inRow = 'what fails depends on which layer first gets what it does not take';
const later = 'the layer is made, and what fails is what is made of it';
const sample = 'what fails is the layer that the sample goes into, if any does';

/** Findings that quote nothing, and why there is nothing certain to quote. */
const withoutWords: Readonly<Record<string, string>> = {
  'sequential_of_residual_layers tfjs': inRow,
  'sequential_of_residual_layers_called keras3': inRow,
  'sequential_of_residual_layers_and_dense keras3': inRow,
  'sequential_of_resnet_layers keras3': inRow,
  'concat_tensors_to_constructor keras3': later,
  'concat_tensors_to_constructor keras2': later,
  'conv2d_negative_dim_sequential tfjs': 'what fails is the layer behind it, if there is one',
  'index_batch_axis_then_dense keras3': sample,
  'index_batch_axis_then_dense keras2': sample,
};

/** What is expected of one framework. */
function wanted(expected: Expected, dialect: Dialect, answer: Answer): string {
  if (typeof expected !== 'string') return expected[dialect] ?? 'nothing';
  return answer === 'no error' ? 'nothing' : expected;
}

function hold(row: Mistake, dialect: Dialect, answer: Answer, expected: string): void {
  const code = dialect === 'tfjs' ? row.codeTfjs : row.code;
  assert.ok(code !== undefined);
  const prelude = preludes[dialect];
  const analysis = analyseText(`${prelude}${code}\n`, dialect === 'tfjs' ? 'javascript' : 'python', {
    kerasVersion: dialect === 'keras2' ? '2' : '3',
  });
  const { findings } = analysis;
  for (const finding of findings) quoted(row.id, dialect, finding, answer);
  repaired(analysis);
  const all = findings.map(told).join('\n');
  if (expected === 'nothing') {
    assert.equal(answer, 'no error', 'a mistake without a rule');
    assert.equal(all, '');
    return;
  }
  const found = findings.filter(one => one.rule === expected);
  assert.ok(found.length > 0, `no ${expected}; ${all === '' ? 'nothing is found' : `only ${all}`}`);
  assert.deepEqual(
    findings.filter(one => one.rule !== expected).map(told),
    [],
    'what else is found follows from the same cause',
  );
  const first = prelude.split('\n').length - 1;
  const recorded = answer === 'no error' ? undefined : answer.line;
  // Where a name is given twice, the finding is at the name and the raising call among the related places.
  const places = found.flatMap(one =>
    one.rule === 'duplicate-layer-name' ? [one.place, ...one.related.map(({ place }) => place)] : [one.place],
  );
  const lines = places.map(place => positionAt(analysis.lines, place.start).line + 1 - first);
  if (recorded !== undefined) assert.ok(lines.includes(recorded), `on line ${lines.join(', ')}, not ${recorded}`);
  else
    assert.ok(
      lines.every(line => line >= 1 && line <= code.split('\n').length),
      `on line ${lines.join(', ')}`,
    );
}

/** Every repair takes its finding away and adds none. */
function repaired({ text, uri, dialect, findings }: Analysis): void {
  for (const finding of findings) {
    finding.fixes.forEach((fix, i) => {
      const after = analyseText(applyFix(text, finding, i), uri.endsWith('.js') ? 'javascript' : 'python', {
        kerasVersion: dialect === 'keras2' ? '2' : '3',
      }).findings;
      const left = after.map(told).join('\n');
      assert.ok(after.length < findings.length, `"${fix.title}" leaves ${left}\n${applyFix(text, finding, i)}`);
    });
  }
}

function told({ rule, message }: Finding): string {
  return `[${rule}] ${message}`;
}

/**
 * What is quoted was recorded, and where an error was recorded, something is quoted. Where a model only fails when it runs,
 * the record, which ends before that, says nothing.
 */
function quoted(id: string, dialect: Dialect, { message }: Finding, answer: Answer): void {
  const words = / \((?:Keras [23]|TensorFlow(?:\.js)?|NumPy): "(.*)"\)$/s.exec(message)?.[1];
  const without = withoutWords[`${id} ${dialect}`];
  if (answer !== 'no error') {
    assert.ok(words !== undefined || without !== undefined, `${message} quotes nothing of ${answer.message}`);
    assert.ok(words === undefined || without === undefined, `it quotes something, though ${without}`);
  }
  if (words === undefined || (answer === 'no error' && message.includes('fails when it runs'))) return;
  const recorded = answer === 'no error' ? '' : withoutNumbers(`${answer.type}: ${answer.message}`);
  const quote = withoutNumbers(words);
  assert.ok(quotes(recorded, quote), `quotes ${JSON.stringify(quote)} of ${JSON.stringify(recorded)}`);
}

/** Generated names of tfjs count on over all rows of the record. */
function withoutNumbers(words: string): string {
  return words.replaceAll(/\b([a-z_0-9]+_[A-Z][A-Za-z0-9]*?)\d+\b/g, '$1');
}
