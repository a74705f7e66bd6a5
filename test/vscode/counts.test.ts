// Counting test runs: nothing that did not pass may get lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsLine, countsOfTap, sumCounts } from './counts.ts';

/** The end of a TAP report of Node's test runner. */
function tap(tests: number, pass: number, rest: string): string {
  return `1..${tests}\n# tests ${tests}\n# suites 0\n# pass ${pass}\n${rest}\n# duration_ms 12.3\n`;
}

test('a test that is skipped, cancelled or still to be written counts as failed', () => {
  const report = tap(10, 6, '# fail 1\n# cancelled 1\n# skipped 1\n# todo 1');
  assert.deepEqual(countsOfTap(report), { passed: 6, failed: 4 });
});

test('a report that broke off is an error', () => {
  assert.throws(() => countsOfTap('TAP version 13\nok 1 - a\n'), /no counts/);
});

test('the last line of a run sums up all its parts', () => {
  assert.equal(
    countsLine(
      sumCounts([
        { passed: 2, failed: 0 },
        { passed: 40, failed: 3 },
      ]),
    ),
    '42 passed, 3 failed',
  );
});
