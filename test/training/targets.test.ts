// Targets against outputs, loss by loss, held against trainings of Keras.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dynamic } from '../../src/shapes/dim.ts';
import { unknown } from '../../src/shapes/unknown.ts';
import { keras2Agreement } from '../../src/training/keras2Targets.ts';
import { targetsAgainst } from '../../src/training/targets.ts';
import { readTruthRows } from '../harness/truth.ts';

interface Row {
  readonly loss: string;
  readonly output: readonly number[];
  readonly target: readonly number[];
  readonly error: string | null;
}

/** The size of the batches that were trained on. */
const batch = 4;

test('every recorded training is refused or runs as Keras says', () => {
  const rows = readTruthRows('targets.keras3.jsonl.gz') as readonly Row[];
  assert.equal(rows.length, 1638);
  const wrong: string[] = [];
  for (const { loss, output, target, error } of rows) {
    const agreement = targetsAgainst(loss, [batch, ...target], [batch, ...output]);
    const where = `${loss}: [${target}] against [${output}]`;
    if ((agreement.kind === 'refused') !== (error !== null)) wrong.push(`${where} is ${agreement.kind}, not ${error}`);
    const words = agreement.kind === 'refused' ? agreement.runtime : undefined;
    if (words !== undefined && error !== null && !error.includes(words))
      wrong.push(`${where}: ${words} is not ${error}`);
  }
  assert.deepEqual(wrong, []);
});

test('what Keras 3 refuses is refused or runs as Keras 2 says', () => {
  const rows = readTruthRows('targets.keras2.jsonl.gz') as readonly Row[];
  assert.equal(rows.length, 1456);
  const wrong = rows.flatMap(({ loss, output, target, error }) => {
    const shapes = { target: [batch, ...target], output: [batch, ...output] };
    if (targetsAgainst(loss, shapes.target, shapes.output).kind !== 'refused') return [];
    // The output comes out of a Reshape, so that no loss sees logits.
    const agreement = keras2Agreement({ loss, ...shapes, batch, onLogits: false, metrics: [] });
    const where = `${loss}: [${target}] against [${output}]`;
    if ((agreement.kind === 'refused') !== (error !== null)) return [`${where} is ${agreement.kind}, not ${error}`];
    const words = agreement.kind === 'refused' ? agreement.runtime : undefined;
    return words !== undefined && error !== null && !error.includes(words)
      ? [`${where}: ${words} is not ${error}`]
      : [];
  });
  assert.deepEqual(wrong, []);
});

test('what is not known is not refused', () => {
  const open = unknown({ kind: 'input', name: 'it' });
  for (const loss of ['mean_squared_error', 'categorical_crossentropy', 'sparse_categorical_crossentropy']) {
    assert.equal(targetsAgainst(loss, [open, open], [open, 10]).kind, 'fits', loss);
    assert.equal(targetsAgainst(loss, [open, 1], [open, open]).kind, 'fits', loss);
  }
  // An axis that Keras itself leaves open is not of size 1 to it, so that it takes nothing away.
  assert.equal(targetsAgainst('sparse_categorical_crossentropy', [dynamic, dynamic], [dynamic, 10]).kind, 'refused');
});
