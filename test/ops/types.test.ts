// Element types of `keras.ops` and the operators on symbolic tensors, for every operation of one or two tensors and every
// type, and the class whose name the graph node gets.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findOp } from '../../src/ops/registry.ts';
import { applyRow, compareRow, readRows } from './rows.ts';

test('element types and classes of Keras 3', () => {
  const failures = new Map<string, string[]>();
  const rows = readRows('ops.keras3.types.jsonl.gz');
  for (const row of rows) {
    const wrong = compareRow(row, applyRow(row, 'symbolic')) || compareClass(row.op, row.class);
    if (wrong === '') continue;
    const list = failures.get(row.op) ?? [];
    list.push(
      `${row.expr} on ${JSON.stringify(row.tensors)}: ${wrong}; Keras: ${JSON.stringify(row.outputs ?? row.value)} ${JSON.stringify(row.outputs_dtype)} ${row.class}`,
    );
    failures.set(row.op, list);
  }
  const count = [...failures.values()].flat().length;
  const table = [...failures].map(
    ([op, list]) =>
      `${op}: ${list.length}\n${list
        .slice(0, 2)
        .map(line => `    ${line}`)
        .join('\n')}`,
  );
  assert.equal(count, 0, `${count} of ${rows.length} rows differ\n${table.join('\n')}`);
});

/** The class of an operator's node; Python turns `2 < x` around into `x > 2`. */
function compareClass(op: string, expected: string | undefined): string {
  const { className } = findOp(op)?.definition ?? {};
  if (expected === undefined || className === expected || /^operator\.[lg][te]$/.test(op)) return '';
  return `class ${className}`;
}
