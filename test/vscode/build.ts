// Builds the extension the way it is shipped, before anything looks at it in a real VS Code.
import { join } from 'node:path';
import { runToEnd } from './npmPackage.ts';
import { repository } from './places.ts';

/** Runs the build; its messages are shown only when it fails. */
export async function buildExtension(): Promise<void> {
  console.log('[build] Building the extension.');
  await runToEnd(process.execPath, [join(repository, 'esbuild.mjs')], { folder: repository });
}
