// Runs the Mocha suites inside VS Code's extension host and leaves their counts in the file that the runner named.
import { writeFile } from 'node:fs/promises';
import { format } from 'node:util';
import Mocha from 'mocha';
import { type Counts, countsFileVariable, reportMark } from '../counts.ts';

/** Loads the suites with `load`, runs them and fails if a test failed, was skipped or if there was none. */
export async function runSuites(load: () => Promise<void>): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 60_000, slow: 2000, forbidOnly: true });
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => console.log(`${reportMark}${format(...values)}`);
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();
  const counts = await new Promise<Counts>(resolve => {
    const runner = mocha.run(failures => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures + pending });
    });
  });
  const file = process.env[countsFileVariable];
  if (file !== undefined) await writeFile(file, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} tests of the extension host failed.`);
  if (counts.passed === 0) throw new Error('No test ran in the extension host.');
}
