// The tests that need no VS Code: every test file of the repository outside this folder.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Counts, countsLine } from './counts.ts';
import { findTests, runNodeTests } from './nodeTests.ts';
import { repository } from './places.ts';

/** Runs the unit suites and counts them. */
export async function runUnitTests(): Promise<Counts> {
  return runNodeTests(
    await findTests(join(repository, 'test'), [import.meta.dirname, join(repository, 'test', 'workspace')]),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const counts = await runUnitTests();
  console.log(countsLine(counts));
  process.exit(counts.failed > 0 ? 1 : 0);
}
