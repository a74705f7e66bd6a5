// The table of results as data: what is noticed about an output, order, filter, and how numbers are written.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallResult } from '../../../src/protocol/runPlan.ts';
import { countText, durationText, numberText, shareText } from '../../../webview/run/numbers.ts';
import { type Column, isWarning, matches, type Row, rowsOf, sortRows } from '../../../webview/run/rows.ts';

type Output = CallResult['outputs'][number];

function output(parts: Partial<Output>): Output {
  const plain = { shape: [1, 4], dtype: 'float32', min: 0, mean: 1, max: 2, std: 0.5, zeros: 0, nan: 0, inf: 0 };
  return { ...plain, inferred: [null, 4], ...parts };
}

function result(name: string, parts: Partial<CallResult>): CallResult {
  return { node: name, name, className: 'Dense', callIndex: 0, ms: 1, outputs: [output({})], ...parts };
}

const kinds = (row: Row | undefined) => row?.flags.map(flag => flag.kind);

test('an ordinary output has nothing to notice', () => {
  const [row] = rowsOf(result('dense', {}), 3, 'tuple');
  assert.equal(row?.name, 'dense');
  assert.equal(row?.shape, '(1, 4)');
  assert.deepEqual(row?.flags, []);
});

test('NaN, infinity, zeros, another shape and notes are noticed', () => {
  assert.deepEqual(kinds(rowsOf(result('a', { outputs: [output({ nan: 2, inf: 1 })] }), 0, 'tuple')[0]), [
    'nan',
    'inf',
  ]);
  assert.deepEqual(kinds(rowsOf(result('a', { outputs: [output({ zeros: 1 })] }), 0, 'tuple')[0]), ['zeros']);
  const [wrong] = rowsOf(result('a', { outputs: [output({ inferred: [null, 5] })] }), 0, 'tuple');
  assert.deepEqual(wrong?.flags, [{ kind: 'defect', text: 'inferred (None, 5)' }]);
  const [inArrays] = rowsOf(result('a', { outputs: [output({ inferred: [null, 5] })] }), 0, 'array');
  assert.equal(inArrays?.shape, '[1, 4]');
  assert.deepEqual(inArrays?.flags, [{ kind: 'defect', text: 'inferred [null, 5]' }]);
  const [noted] = rowsOf(result('a', { notes: ['stood in'] }), 0, 'tuple');
  assert.deepEqual(kinds(noted), ['note']);
  assert.ok(noted?.flags.every(flag => !isWarning(flag)));
});

test('a call without outputs is one row that says why; one that waits is told apart', () => {
  const [failed] = rowsOf(result('a', { outputs: [], failed: 'a reason' }), 0, 'tuple');
  assert.deepEqual(failed?.flags, [{ kind: 'failed', text: 'a reason' }]);
  assert.deepEqual(kinds(rowsOf(result('b', { outputs: [], failed: 'waits', waitsFor: 'a' }), 0, 'tuple')[0]), [
    'waiting',
  ]);
});

test('several outputs are several rows with their numbers', () => {
  const rows = rowsOf(result('split', { outputs: [output({}), output({})] }), 0, 'tuple');
  assert.deepEqual(
    rows.map(row => row.name),
    ['split [0]', 'split [1]'],
  );
});

const rows = [
  result('conv2d_10', { outputs: [output({ max: 5, nan: 1 })] }),
  result('conv2d_2', { outputs: [output({ max: -3 })] }),
  result('lambda', { outputs: [], failed: 'why', className: 'Lambda' }),
  result('relu', { outputs: [output({ max: 1, zeros: 1 })] }),
].flatMap((one, position) => rowsOf(one, position, 'tuple'));

function names(column: Column, direction: 'ascending' | 'descending' = 'ascending'): readonly string[] {
  return sortRows(rows, { column, direction }).map(row => row.name);
}

test('rows are sorted by number and name, those without the figure last in both directions', () => {
  assert.deepEqual(names('position'), ['conv2d_10', 'conv2d_2', 'lambda', 'relu']);
  assert.deepEqual(names('name'), ['conv2d_2', 'conv2d_10', 'lambda', 'relu']);
  assert.deepEqual(names('max'), ['conv2d_2', 'relu', 'conv2d_10', 'lambda']);
  assert.deepEqual(names('max', 'descending'), ['conv2d_10', 'relu', 'conv2d_2', 'lambda']);
  assert.deepEqual(names('flags'), ['lambda', 'conv2d_10', 'relu', 'conv2d_2']);
});

test('the filter takes words in any order, over names, classes and what is noticed', () => {
  const found = (filter: string) => rows.filter(row => matches(row, filter)).map(row => row.name);
  assert.deepEqual(found('conv'), ['conv2d_10', 'conv2d_2']);
  assert.deepEqual(found('NaN'), ['conv2d_10']);
  assert.deepEqual(found('zeros dense'), ['relu']);
  assert.deepEqual(found(''), ['conv2d_10', 'conv2d_2', 'lambda', 'relu']);
});

test('numbers are short and comparable', () => {
  const written = [0, 1, -0.5, 0.123456, 1234.5, 123456, 0.00012, 2.5e7, null].map(value => numberText(value));
  assert.deepEqual(written, ['0', '1', '−0.5', '0.1235', '1235', '123456', '1.20e−4', '2.50e7', '–']);
  assert.deepEqual([0, 1, 0.31, 0.004, 0.0001, 0.9999, null].map(shareText), [
    '0%',
    '100%',
    '31%',
    '0.4%',
    '<0.1%',
    '>99.9%',
    '–',
  ]);
  assert.deepEqual([0.4, 850, 1250].map(durationText), ['0 ms', '850 ms', '1.3 s']);
  assert.equal(countText(1, 'call'), '1 call');
  assert.equal(countText(1200, 'call'), '1,200 calls');
});
