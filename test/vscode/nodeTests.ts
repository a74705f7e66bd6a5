// Runs files of Node's own test runner, shows its report and counts it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild, stopChild } from './children.ts';
import { type Counts, countsOfTap } from './counts.ts';
import { repository } from './places.ts';
import { temporaryFolder } from './temporary.ts';

/** All files ending in `.test.ts` below `folder`, in order, except those below the folders in `without`. */
export async function findTests(folder: string, without: readonly string[] = []): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!without.includes(path) && entry.name !== 'node_modules') found.push(...(await findTests(path, without)));
    } else if (entry.name.endsWith('.test.ts')) found.push(path);
  }
  return found.sort();
}

/** Runs test files one after the other in processes of their own. */
export async function runNodeTests(files: readonly string[]): Promise<Counts> {
  if (files.length === 0) throw new Error('There is no test to run.');
  const results = await temporaryFolder('report');
  const report = join(results.folder, 'report.tap');
  const reporters = ['spec', 'stdout', 'tap', report].map((value, index) =>
    index % 2 === 0 ? `--test-reporter=${value}` : `--test-reporter-destination=${value}`,
  );
  const flags = ['--import', 'tsx', '--test', '--test-concurrency=1', '--test-timeout=300000', ...reporters];
  const child = startChild(process.execPath, [...flags, ...files], { cwd: repository, stdio: 'inherit' });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  await stopChild(child);
  const text = await readFile(report, 'utf8');
  await results.remove();
  return countsOfTap(text);
}
