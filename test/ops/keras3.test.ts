// `keras.ops`, the operators, indexing and methods of symbolic tensors against what Keras 3 answered: shapes, element
// types, plain values, and a problem exactly where Keras raised one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { symbolicRuntime } from '../../src/ops/symbolic.ts';
import { applyRow, compareRow, pathOf, readRows } from './rows.ts';

const rows = readRows('ops.keras3.jsonl.gz');

/** Rows that are Python's business rather than an operation's: builtins on a tensor, and a name that does not exist. */
const outside = (op: string) => op.startsWith('python.') || op === 'nosuchop';

test('every recorded call of Keras 3', () => {
  const failures = new Map<string, string[]>();
  let held = 0;
  for (const row of rows) {
    if (outside(row.op)) continue;
    held++;
    const wrong = compareRow(row, applyRow(row, 'symbolic'));
    if (wrong === '') continue;
    const list = failures.get(row.op) ?? [];
    list.push(
      `${row.expr} on ${JSON.stringify(row.tensors)}: ${wrong}; Keras: ${JSON.stringify(row.error?.message ?? row.value ?? row.outputs)?.slice(0, 160)} ${JSON.stringify(row.outputs_dtype)}`,
    );
    failures.set(row.op, list);
  }
  const count = [...failures.values()].flat().length;
  const worst = Number(process.env.WORST ?? 3);
  const table = [...failures].map(
    ([op, list]) =>
      `${pathOf(op)}: ${list.length}\n${list
        .slice(0, worst)
        .map(line => `    ${line}`)
        .join('\n')}`,
  );
  assert.equal(count, 0, `${count} of ${held} rows differ\n${table.join('\n')}`);
});

test('the words for uses of symbolic tensors are those of Keras', () => {
  const said = rows.flatMap(row =>
    row.op.startsWith('python.') && row.error !== undefined ? [row.error.message] : [],
  );
  for (const words of [
    symbolicRuntime.boolean,
    symbolicRuntime.iterate,
    symbolicRuntime.length,
    symbolicRuntime.float,
    symbolicRuntime.numpy,
  ])
    assert.ok(said.includes(words), words);
  assert.ok(said.some(message => message.startsWith(symbolicRuntime.tensorflow)));
});
