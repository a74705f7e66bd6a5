// Bundles every suite of this folder into the one module that VS Code's extension host loads and runs.
import { readdir } from 'node:fs/promises';
import { build } from 'esbuild';
import { hostBundle } from '../places.ts';

/** Writes the bundle; a suite is any file here that ends in `.test.ts`. */
export async function bundleHostSuites(): Promise<void> {
  const suites = (await readdir(import.meta.dirname)).filter(name => name.endsWith('.test.ts')).sort();
  const load = suites.map(name => `await import('./${name}');`).join(' ');
  await build({
    stdin: {
      contents: `import { runSuites } from './runSuites.ts'; export const run = () => runSuites(async () => { ${load} });`,
      resolveDir: import.meta.dirname,
      sourcefile: 'allSuites.ts',
      loader: 'ts',
    },
    outfile: hostBundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}
