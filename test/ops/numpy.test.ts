// `numpy`, array methods, operators and indexing on arrays against what NumPy answered: no wrong shape or type, no false
// alarm, values where they are followed; what is not known is known to be so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreRows } from './rows.ts';

/** Operations whose shape the values decide. */
const valuesDecide = /^numpy\.(unique|nonzero|argwhere|bincount|where|allclose|array_equal)$|^getitem$/;

/** Errors that come from element types or values rather than from shapes, which are not reported. */
const notShapes =
  /ufunc|data type|subtract|index \d+ is out of bounds for axis|no attribute|Integers to negative|only int|cast|negative dimensions|Singular|not understood|valid|could not convert|numpy boolean/i;

test('every recorded call of NumPy', () => {
  const score = scoreRows('ops.numpy.jsonl.gz', 'numpy');
  const unexplained = score.unknown.filter(({ row }) => !valuesDecide.test(row.op));
  const missed = score.missed.filter(({ row }) => !notShapes.test(row.error?.message ?? ''));
  const lines = [...score.wrong, ...unexplained, ...missed].map(
    ({ row, says }) =>
      `${row.expr} on ${JSON.stringify(row.tensors)}: ${says}; NumPy: ${JSON.stringify(row.error?.message ?? row.value ?? row.outputs)?.slice(0, 140)} ${JSON.stringify(row.outputs_dtype)}`,
  );
  assert.equal(
    lines.length,
    0,
    `${score.exact} exact, ${score.unknown.length} unknown, ${score.caught} errors found, ${score.missed.length} not\n${lines.slice(0, Number(process.env.WORST ?? 60)).join('\n')}`,
  );
});
