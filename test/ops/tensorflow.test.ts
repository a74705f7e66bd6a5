// `tf` and `keras.ops` on eager tensors, and on open shapes within a graph, against what TensorFlow answered.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Judged, readRows, scoreRows } from './rows.ts';

/** Answers that the values decide. */
const valuesDecide = /^(tf\.(where|boolean_mask)|getitem)$/;

/** Errors that come from element types or values rather than from shapes, which are not reported. */
const notShapes =
  /dtype|DataType|not in the list of allowed|Cannot convert|Expected (int|uint)|expected to be an?|does not match type|Could not find device|is not in \[0|must be of type|unsupported operand|not invertible|Invalid type|requires numeric/i;

/** What a graph does not compare when axes are open, although the call fails for any values. */
const unchecked: ReadonlySet<string> = new Set(['tf.cumsum', 'keras.ops.dot']);

test('every recorded call of TensorFlow', () => {
  const score = scoreRows('ops.tf.jsonl.gz', 'eager');
  const failing = new Set(readRows('ops.tf.jsonl.gz').flatMap(row => (row.error === undefined ? [] : [twin(row)])));
  // A graph is built without an error where the same call on values fails: it fails when the graph is run.
  const failsWhenRun = ({ row, says }: Judged) =>
    row.kind === 'traced' && says.startsWith('false alarm') && (failing.has(twin(row)) || unchecked.has(row.op));
  const wrong = score.wrong.filter(judged => !failsWhenRun(judged));
  const unknown = score.unknown.filter(({ row }) => !valuesDecide.test(row.op));
  const missed = score.missed.filter(({ row }) => !notShapes.test(row.error?.message ?? ''));
  const lines = [...wrong, ...unknown, ...missed].map(
    ({ row, says }) =>
      `${row.kind} ${row.expr} on ${JSON.stringify(row.tensors)}: ${says}; TensorFlow: ${JSON.stringify(row.error?.message ?? row.value ?? row.outputs)?.slice(0, 140)} ${JSON.stringify(row.outputs_dtype)}`,
  );
  assert.equal(
    lines.length,
    0,
    `${score.exact} exact, ${score.unknown.length} unknown, ${score.caught} errors found, ${score.missed.length} not, ${score.wrong.length} wrong\n${lines.slice(0, Number(process.env.WORST ?? 60)).join('\n')}`,
  );
});

function twin(row: Judged['row']): string {
  return `${row.expr} ${JSON.stringify(row.tensors)}`;
}
