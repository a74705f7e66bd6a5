// How many tests passed and failed: what every part of a test run hands to the next, and the line that ends a run.

/** The outcome of a number of tests. A test that was skipped or never came to its end counts as failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The variable that tells the extension host in which file to leave its counts. */
export const countsFileVariable = 'LAYERSCOPE_TEST_COUNTS';

/** What stands before every line of the test report in the extension host, among what VS Code says there itself. */
export const reportMark = '[test] ';

/** The sum of several outcomes. */
export function sumCounts(all: readonly Counts[]): Counts {
  return all.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

/** The last line of a test run. */
export function countsLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

/** Reads the counts that Node's test runner writes at the end of its TAP report. */
export function countsOfTap(report: string): Counts {
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(report)?.[1] ?? Number.NaN);
  const [tests, passed] = [count('tests'), count('pass')];
  if (Number.isNaN(tests) || Number.isNaN(passed))
    throw new Error(`The test report has no counts:\n${report.slice(-2000)}`);
  return { passed, failed: tests - passed };
}
